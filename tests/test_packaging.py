"""The wheel, built through the source distribution, holds all that the source tree holds."""

import subprocess
import sys
import tarfile
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "simpul"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a source distribution and the wheel made from it, without the network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr + done.stdout
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> zipfile.ZipFile:
    (path,) = built.glob("*.whl")
    return zipfile.ZipFile(path)


def package_files() -> set[str]:
    """Every file of the package: code, pages, styles, catalogues, migrations, reference data."""
    kept = (path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(PACKAGE.parent).as_posix() for path in kept}


def test_the_wheel_holds_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    packed = {name for name in wheel.namelist() if name.startswith("simpul/")}
    assert packed == package_files()


def test_every_file_in_the_wheel_is_whole(wheel: zipfile.ZipFile) -> None:
    assert wheel.testzip() is None
    assert all(wheel.read(name) == (PACKAGE.parent / name).read_bytes() for name in package_files())


def test_the_wheel_carries_the_licence_the_notice_and_the_command(wheel: zipfile.ZipFile) -> None:
    named = {name.partition(".dist-info/")[2]: wheel.read(name).decode() for name in wheel.namelist()}
    assert named["licenses/LICENSE"] == (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert named["licenses/NOTICE"] == (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert "simpul = simpul.cli.main:main" in named["entry_points.txt"]


def test_the_wheel_says_its_licence_and_the_python_it_needs(wheel: zipfile.ZipFile) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    said = message_from_string(wheel.read(name).decode())
    assert (said["License-Expression"], said["Requires-Python"]) == ("Apache-2.0", ">=3.11")


def test_the_source_distribution_holds_no_test_data_and_nothing_built(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        tops = {name.split("/")[1] for name in archive.getnames() if "/" in name}
    assert {"src", "pyproject.toml", "LICENSE", "NOTICE", "README.md", "requirements.lock"} <= tops
    assert not tops & {"tests", ".venv", ".cache", "data", "dist", "build"}
