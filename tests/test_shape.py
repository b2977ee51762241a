"""The repository keeps the shape that its checks describe."""

import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import shape

ROOT = Path(__file__).parent.parent
MEDIAN_FUNCTION = 10
VENDORED = "src/simpul/web/static/vendor/"
NO_PROSE = frozenset({".woff2", ".woff", ".png", ".ico", ".jpg", ".pdf", ".xlsx", ".mo"})


@pytest.fixture(scope="module")
def sources() -> list[shape.Source]:
    return shape.sources(ROOT, "src", "tests", "scripts")


@pytest.mark.parametrize("check", shape.CHECKS, ids=lambda check: check.__name__)
def test_every_module_keeps(check: shape.Check, sources: list[shape.Source]) -> None:
    found = [str(finding) for source in sources for finding in check(source)]
    assert not found, "\n".join(found)


def test_every_folder_with_python_is_a_package() -> None:
    found = [str(finding) for finding in shape.folders_without_init(ROOT, "src", "tests")]
    assert not found, "\n".join(found)


def test_half_of_the_functions_are_no_longer_than_ten_lines(sources: list[shape.Source]) -> None:
    lengths = [
        shape.length(function)
        for source in sources
        if source.path.startswith("src/")
        for function in shape.functions(source)
    ]
    assert statistics.median(lengths) <= MEDIAN_FUNCTION


def kept_files() -> Iterator[Path]:
    """Every file that is, or would be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    paths = (ROOT / name for name in listed.split("\0") if name)
    return (path for path in paths if path.is_file() and path.suffix not in NO_PROSE)


def test_no_file_names_a_machine_or_a_package_server_or_something_left_undone() -> None:
    found = []
    for path in kept_files():
        place = path.relative_to(ROOT).as_posix()
        if not place.startswith(VENDORED):
            found += [str(finding) for finding in shape.foreign_words(path.read_text(encoding="utf-8"), place)]
    assert not found, "\n".join(found)


def test_there_are_three_lock_files_and_no_other_kind() -> None:
    locks = {"requirements.lock", "requirements-dev.lock", "requirements-anchors.lock"}
    assert {path.name for path in ROOT.glob("*.lock")} == locks
