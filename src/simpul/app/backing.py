"""Backing up a node into one file, and restoring it.

The file is a tar archive of four members: the database as it was at one moment, the keys as they are kept (encrypted
under their passphrase), the settings, and a manifest with whose node it is and the SHA-256 of the others.

Rules:
1. The copy is proved when it is made: a backup that does not verify is no backup.
2. A restore proves the archive, then every record in it, and only then does a home folder appear; into a folder that
   holds anything it is never restored.
3. A node that was set back asks its partners again for what it lacks. What it sent after the backup it does not know
   of: partners refuse a number that is used twice, and say so.
"""

import hashlib
import io
import json
import os
import re
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from simpul.app.answers import BackedUp, Restored
from simpul.app.node import SYSTEM_CLOCK
from simpul.core.access import NODE
from simpul.core.audit import Act, Problem
from simpul.core.authority import AuthorityId, authority_id
from simpul.core.errors import ConflictError, InputError, StorageError, TamperedError
from simpul.core.ids import canonical_bytes
from simpul.core.node import Limits
from simpul.engines.words import words_of
from simpul.services.recording import Recorder
from simpul.settings.settings import FILE, Settings
from simpul.storage.store import open_at_rest, open_store

DATABASE = "simpul.db"
KEYS = "node.key"
MANIFEST = "manifest.json"
FORMAT = "simpul/backup/1"
MEMBERS = (MANIFEST, FILE, KEYS, DATABASE)
MOST_SMALL_BYTES = 1024 * 1024
PIECE = 1024 * 1024
DIGEST = re.compile(r"[0-9a-f]{64}")

CopyTo = Callable[[Path], None]


def back_up(settings: Settings, file: Path, *, copy_to: CopyTo) -> BackedUp:
    """Write the backup of a node; `copy_to` copies its database, in use or not, to a path.

    Raises:
        ConflictError: there is such a file already.
        InputError: there is no folder for it.
        StorageError: it cannot be written.
        TamperedError: what was copied is not what was recorded; no backup is kept.
    """
    if file.exists():
        raise ConflictError(f"{file} is there already")
    if not file.parent.is_dir():
        raise InputError("there is no such folder", place=str(file.parent))
    try:
        with TemporaryDirectory(dir=file.parent, prefix=".simpul-backup-") as folder:
            work = Path(folder)
            copy_to(work / DATABASE)
            records = _proved(work / DATABASE)
            for name in (FILE, KEYS):
                shutil.copyfile(settings.home / name, work / name)
            _write_manifest(work, settings)
            _write_archive(work, work / "whole.tar")
            os.link(work / "whole.tar", file)
            return BackedUp(file=str(file), bytes=file.stat().st_size, records=records)
    except FileExistsError as taken:
        raise ConflictError(f"{file} is there already") from taken
    except OSError as failed:
        raise StorageError(f"the backup could not be written: {failed}") from failed


def restore(file: Path, home: Path) -> Restored:
    """Restore a node into a home folder that is empty or not there yet.

    Raises:
        ConflictError: the folder holds something.
        InputError: the file is no backup of ours.
        TamperedError: what is in it is not what was recorded.
        StorageError: it cannot be written.
    """
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise ConflictError(f"{home} is not empty; nothing was restored")
    if not file.is_file():
        raise InputError("there is no such file", place=str(file))
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=home.parent, prefix=".simpul-restore-") as folder:
            found = Path(folder) / "home"
            found.mkdir(mode=0o700)
            authority = _extracted(file, found)
            records = _proved(found / DATABASE)
            (found / MANIFEST).unlink()
            _note_restored(found, authority, file)
            if home.exists():
                home.rmdir()
            found.rename(home)
    except OSError as failed:
        raise StorageError(f"the node could not be restored: {failed}") from failed
    return Restored(home=str(home), authority=authority, records=records)


def records_and_problems(database: Path) -> tuple[int, tuple[Problem, ...]]:
    """Check every record of a database at rest; give how many there are and what is wrong.

    Raises:
        SettingsError: it is no database of this edition.
    """
    holdings = open_at_rest(database, words=words_of)
    try:
        return holdings.audit_trail.problems()
    finally:
        holdings.close()


def _proved(database: Path) -> int:
    records, problems = records_and_problems(database)
    if problems:
        first = problems[0]
        raise TamperedError(f"{len(problems)} problems, the first in {first.table}, row {first.row}: {first.what}")
    return records


def _note_restored(home: Path, authority: AuthorityId, file: Path) -> None:
    """Record in the node itself that it was restored, and from what."""
    store = open_store(home / DATABASE, limits=Limits(), authority=authority, words=words_of)
    try:
        recorder = Recorder(clock=SYSTEM_CLOCK, ledger=store.ledger)
        store.ledger.act(lambda tx: recorder.done(tx, Act.NODE_RESTORE, actor=NODE, target=authority, detail=file.name))
    finally:
        store.close()


def _write_manifest(work: Path, settings: Settings) -> None:
    said = {
        "format": FORMAT,
        "authority": settings.authority,
        "sha256": {name: _digest(work / name) for name in MEMBERS if name != MANIFEST},
    }
    (work / MANIFEST).write_bytes(canonical_bytes(said))


def _write_archive(work: Path, archive: Path) -> None:
    descriptor = os.open(archive, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as tar:
            for name in MEMBERS:
                member = tarfile.TarInfo(name)
                member.size = (work / name).stat().st_size
                member.mode = 0o600
                with (work / name).open("rb") as content:
                    tar.addfile(member, content)
        stream.flush()
        os.fsync(stream.fileno())


def _extracted(file: Path, folder: Path) -> AuthorityId:
    """Take the four members out, each only under its own name, and check them against the manifest."""
    try:
        with tarfile.open(file, mode="r:") as tar:
            for name in MEMBERS:
                _take_out(tar, name, folder / name)
    except (tarfile.TarError, EOFError) as broken:
        raise InputError("not a backup of this program, or not whole", place=file.name) from broken
    authority, digests = _read_manifest(folder / MANIFEST)
    for name, expected in digests.items():
        if _digest(folder / name) != expected:
            raise TamperedError(f"{name} in the backup is not the one that was backed up")
    return authority


def _take_out(tar: tarfile.TarFile, name: str, path: Path) -> None:
    member = tar.next()
    if member is None or member.name != name or not member.isreg():
        raise InputError("not a backup of this program", place=name)
    if name != DATABASE and member.size > MOST_SMALL_BYTES:
        raise InputError(f"larger than {MOST_SMALL_BYTES} bytes", place=name)
    content = tar.extractfile(member) or io.BytesIO()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        shutil.copyfileobj(content, stream, PIECE)
        stream.flush()
        os.fsync(stream.fileno())


def _read_manifest(path: Path) -> tuple[AuthorityId, dict[str, str]]:
    try:
        said = json.loads(path.read_bytes())
        digests = {name: str(said["sha256"][name]) for name in MEMBERS if name != MANIFEST}
        known = said["format"] == FORMAT and all(DIGEST.fullmatch(digest) for digest in digests.values())
        authority = authority_id(str(said["authority"]), place="authority")
    except (ValueError, KeyError, TypeError, RecursionError) as broken:
        raise InputError("not a manifest of this program", place=MANIFEST) from broken
    if not known:
        raise InputError("not a manifest of this program", place=MANIFEST)
    return authority, digests


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
