"""What is not ours is byte for byte what its authors published, and its licence stands beside it."""

import hashlib
import re

import pytest

from simpul.web.rendering import STATIC

VENDOR = STATIC / "vendor"
ROW = re.compile(r"^\| `(?P<file>\S+)` \| `\S+` \| \S+ \| \S+ \| `(?P<digest>[0-9a-f]{64})` \|$", re.MULTILINE)
LISTED = dict(ROW.findall((VENDOR / "README.md").read_text(encoding="utf-8")))
WITHOUT_DIGEST = ("LICENSE", "NOTICE", "LICENSE.txt", "README.md")


@pytest.mark.parametrize("file", sorted(LISTED))
def test_a_vendored_file_is_the_published_one(file: str) -> None:
    path = VENDOR / file
    assert hashlib.sha256(path.read_bytes()).hexdigest() == LISTED[file]
    assert (path.parent / "LICENSE").is_file()


def test_every_vendored_file_is_listed() -> None:
    held = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    assert {file for file in held if not file.endswith(WITHOUT_DIGEST)} == set(LISTED)
