"""Ports of this machine for the servers of tests: each given to one test process, and kept for it while it lives.

A port that was free a moment ago may be somebody else's now: another test's, or the machine's own, which takes the
ports above 32,767 for whatever it connects. So ports below that are taken, and each is locked, for as long as the
process runs, by a file that every test process of this user knows.
"""

import fcntl
import os
import socket
from itertools import count
from pathlib import Path

FIRST, BEHIND_LAST = 20_000, 32_000
KNOWN_TO_ALL = Path("/tmp")
"""Whatever folder a process has for its own."""

_MOST_TRIES = 2 * (BEHIND_LAST - FIRST)

_starts = count(os.getpid() * 131)
_locked: dict[int, int] = {}


def free_port() -> int:
    """Give a port on which nothing listens, and which no other test process is given while this one runs."""
    return free_ports(1)


def free_ports(many: int) -> int:
    """Give the first of so many ports in a row, all of them as `free_port` gives one.

    Raises:
        OSError: there are no such ports.
    """
    for _ in range(_MOST_TRIES):
        first = FIRST + next(_starts) % (BEHIND_LAST - FIRST - many)
        ports = range(first, first + many)
        if all(port not in _locked for port in ports) and _are_taken(ports):
            return first
    raise OSError(f"no {many} free ports in a row from {FIRST} to {BEHIND_LAST}")


def listens(port: int) -> bool:
    """Whether something listens on a port."""
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def _are_taken(ports: range) -> bool:
    taken: list[int] = []
    for port in ports:
        if not _is_locked(port):
            break
        taken.append(port)
        if listens(port):
            break
    else:
        return True
    for port in taken:
        os.close(_locked.pop(port))
    return False


def _is_locked(port: int) -> bool:
    """Lock a port for this process; say whether it could be."""
    file = os.open(_folder() / str(port), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        return False
    _locked[port] = file
    return True


def _folder() -> Path:
    folder = KNOWN_TO_ALL / f"simpul-ports-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
