"""The doctor's checks of the machine: the home folder, the clock, the disk, the database."""

import os
import re
import shutil
import stat
from datetime import datetime, timedelta
from pathlib import Path

from simpul.app.answers import PeerShown
from simpul.cli.doctor.findings import Finding, failed, fine, warned
from simpul.core.exchange import FAR_CLOCK
from simpul.settings.settings import Settings
from simpul.web.language import msg

PRIVATE = ("node.key", "simpul.db", "operator.token", "passphrase")
MEBIBYTE = 1024 * 1024
LEAST_FREE = 100 * MEBIBYTE
COMFORTABLE = 1024 * MEBIBYTE
OTHERS = stat.S_IRWXG | stat.S_IRWXO
SAFE_SQLITE = (3, 51, 3)
"""From this version on two writers cannot lose committed rows in WAL mode (the WAL-reset race, 3.7.0 to 3.51.2)."""
OLDEST_SQLITE = (3, 38, 0)
OLDEST_POSTGRESQL = (14, 0, 0)


def home_finding(settings: Settings) -> Finding:
    """Check that nobody else may read the keys or the database."""
    watched = (settings.home, *(settings.home / name for name in PRIVATE))
    try:
        modes = {path: path.stat().st_mode for path in watched if path.exists()}
    except OSError as unreadable:
        return failed("home", msg("%(path)s cannot be read."), path=str(unreadable.filename))
    if settings.key_file not in modes:
        return failed("home", msg("There is no key file in %(path)s."), path=str(settings.home))
    for path, mode in modes.items():
        if path != settings.home and mode & OTHERS:
            return failed("home", msg("Others may read %(path)s: chmod 600 it."), path=str(path))
    if modes[settings.home] & OTHERS:
        return warned("home", msg("Others may look into %(path)s: chmod 700 it."), path=str(settings.home))
    if settings.home / "passphrase" in modes:
        return warned("home", msg("The passphrase lies beside the keys in %(path)s: move it."), path=str(settings.home))
    return fine("home", msg("Only its owner may read what is in %(path)s."), path=str(settings.home))


def clock_finding(peers: tuple[PeerShown, ...], differences: dict[str, timedelta], *, now: datetime) -> Finding:
    """Check our clock against what was recorded and against the clocks of partners that answer."""
    contacts = [datetime.fromisoformat(peer.last_contact) for peer in peers if peer.last_contact]
    ahead = max((contact - now for contact in contacts), default=timedelta())
    if ahead > timedelta(seconds=1):
        return failed("clock", msg("The clock is %(time)s behind what is recorded: it was set back."), time=str(ahead))
    far = {peer: difference for peer, difference in differences.items() if abs(difference) > FAR_CLOCK}
    if far and len(far) == len(differences):
        worst = max(far, key=lambda peer: abs(far[peer]))
        return failed(
            "clock",
            msg("The clock differs from those of all partners that answer, from %(peer)s by %(time)s."),
            peer=worst,
            time=str(far[worst]),
        )
    if far:
        return warned("clock", msg("The clock differs from those of: %(peers)s."), peers=", ".join(sorted(far)))
    if differences:
        return fine("clock", msg("The clock agrees with those of: %(peers)s."), peers=", ".join(sorted(differences)))
    return warned("clock", msg("No partner answers, so the clock was compared with nothing but our own records."))


def disk_finding(home: Path) -> Finding:
    """Check that there is room to write."""
    free = shutil.disk_usage(home).free
    room = str(free // MEBIBYTE)
    if free < LEAST_FREE:
        return failed("disk", msg("Only %(room)s MiB are free: the node will soon be unable to record."), room=room)
    if free < COMFORTABLE:
        return warned("disk", msg("%(room)s MiB are free."), room=room)
    if not os.access(home, os.W_OK):
        return failed("disk", msg("The home folder cannot be written to."))
    return fine("disk", msg("%(room)s MiB are free."), room=room)


def database_finding(kind: str, version: str) -> Finding:
    """Check the version of the database; `kind` is SQLite or PostgreSQL."""
    numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:3])
    said = {"kind": kind, "version": version}
    if kind == "PostgreSQL":
        if numbers < OLDEST_POSTGRESQL[: len(numbers)]:
            return failed("database", msg("%(kind)s %(version)s is too old; 14 or newer is needed."), **said)
        return fine("database", msg("%(kind)s %(version)s."), **said)
    if numbers < OLDEST_SQLITE:
        return failed("database", msg("%(kind)s %(version)s is too old; 3.38 or newer is needed."), **said)
    if numbers < SAFE_SQLITE:
        return fine(
            "database",
            msg(
                "%(kind)s %(version)s. Versions up to 3.51.2 can lose rows when two processes write (the WAL-reset "
                "race); the lock file keeps every second process out: never write to the file with another tool."
            ),
            **said,
        )
    return fine("database", msg("%(kind)s %(version)s."), **said)
