"""Where the folders of tests are: in memory, where the machine has enough of it to spare.

A commit waits for the disk, which is some milliseconds, and tests commit by the thousand; what they show of the disk
they show by its errors, not by its slowness. Whoever sets TMPDIR has said himself where folders are to be.
"""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
LEAST_FREE = 8 << 30
ASKED = "TMPDIR"


def folders_in_memory() -> None:
    """Let every temporary folder of this process, and of those it starts, be in memory, where there is enough."""
    if ASKED not in os.environ and is_roomy(MEMORY):
        os.environ[ASKED] = str(MEMORY)
        tempfile.tempdir = None


def is_roomy(folder: Path) -> bool:
    """Whether a folder in memory is there, programs may be run in it, and it and the machine have room."""
    if not folder.is_dir() or os.statvfs(folder).f_flag & os.ST_NOEXEC:
        return False
    return min(shutil.disk_usage(folder).free, _available()) >= LEAST_FREE


def _available() -> int:
    """Give how many bytes the machine can give to programs without taking them from others."""
    for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
        name, _, size = line.partition(":")
        if name == "MemAvailable":
            return int(size.split()[0]) << 10
    return 0
