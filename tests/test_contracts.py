"""Every house rule catches its violation: planted singly into a copy of the source, and the clean copy passes."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import planted, shape
from tests.planted import Violation

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of the package and the settings of its checks, to be broken at will."""
    root = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "src", root / "src", ignore=_anything_but_python)
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def _anything_but_python(folder: str, names: list[str]) -> set[str]:
    kept = {name for name in names if name.endswith(".py") or (Path(folder) / name).is_dir()}
    return set(names) - kept | {"__pycache__"}


@contextmanager
def broken_by(violation: Violation, root: Path) -> Iterator[Path]:
    """The copy with the violation in it, and afterwards without."""
    package = root / "src" / "simpul"
    paths = [package / name for name in violation.files]
    before = {path: path.read_text(encoding="utf-8") for path in paths if path.exists()}
    made = [path.parent for path in paths if not path.parent.exists()]
    for folder in made:
        folder.mkdir()
    for path, text in zip(paths, violation.files.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    yield package
    for path in paths:
        path.unlink()
    for path, text in before.items():
        path.write_text(text, encoding="utf-8")
    for folder in made:
        folder.rmdir()


def contracts_say(root: Path) -> str:
    """What lint-imports says of the package in a folder."""
    environment = {**os.environ, "PYTHONPATH": str(root / "src"), "COLUMNS": "500", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [str(BIN / "lint-imports"), "--cache-dir", str(root / ".cache")]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False, text=True).stdout


def shape_says(root: Path, *paths: Path) -> list[shape.Finding]:
    """What the shape checks say of some files, each looked at by itself as every file is, and of all folders."""
    sources = [shape.source(root, path) for path in paths]
    found = [finding for source in sources for check in shape.CHECKS for finding in check(source)]
    return [*found, *shape.folders_without_init(root, "src")]


def ruff_says(root: Path, *paths: Path) -> str:
    """What ruff says of some files, by the rules of the repository."""
    command = [str(BIN / "ruff"), "check", "--output-format", "concise", "--no-cache", "--no-fix", *map(str, paths)]
    return subprocess.run(command, cwd=root, capture_output=True, check=False, text=True).stdout


@pytest.mark.parametrize("violation", planted.BY_CONTRACT, ids=lambda violation: violation.name)
def test_an_import_contract_catches(violation: Violation, copy: Path) -> None:
    with broken_by(violation, copy):
        said = contracts_say(copy)
    assert f"{violation.contract} BROKEN" in said
    assert "planted" in said.split("Broken contracts", 1)[1] or "__main__" in said.split("Broken contracts", 1)[1]


@pytest.mark.parametrize("violation", planted.BY_SHAPE, ids=lambda violation: violation.name)
def test_the_shape_catches(violation: Violation, copy: Path) -> None:
    with broken_by(violation, copy) as package:
        said = shape_says(copy, *(package / name for name in violation.files))
    places = [f"src/simpul/{name}" for name in violation.files]
    assert [finding for finding in said if finding.check == violation.shape and places[0].startswith(finding.path)], (
        said
    )


@pytest.mark.parametrize("violation", planted.BY_RUFF, ids=lambda violation: violation.name)
def test_ruff_catches(violation: Violation, copy: Path) -> None:
    with broken_by(violation, copy) as package:
        said = ruff_says(copy, *(package / name for name in violation.files))
    assert f" {violation.ruff} " in said


def test_the_clean_copy_keeps_every_contract(copy: Path) -> None:
    said = contracts_say(copy)
    assert " 0 broken" in said, said


def test_storage_and_peers_may_use_the_ports(copy: Path) -> None:
    users = {f"{room}/planted.py": "import simpul.services.ports.planted\n" for room in ("storage", "peers")}
    allowed = Violation(name="ports", files={"services/ports/planted.py": "", **users})
    with broken_by(allowed, copy):
        said = contracts_say(copy)
    assert " 0 broken" in said, said


def test_every_contract_has_a_violation_planted_against_it() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    start = lines.index("[tool.importlinter]")
    named = {line.removeprefix('name = "').removesuffix('"') for line in lines[start:] if line.startswith("name = ")}
    assert named == {violation.contract for violation in planted.BY_CONTRACT}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("see /home/" + "somebody/notes", "a machine's path"),
        ("# TO" + "DO: later", "something left undone"),
        ("--index-url https://pypi." + "org/simple", "a server of packages"),
    ],
)
def test_a_word_that_does_not_belong_is_found(text: str, said: str) -> None:
    assert [finding.said for finding in shape.foreign_words(text, "docs/notes.md")] == [said]
