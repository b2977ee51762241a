"""The wheel, built through the source distribution, holds all that the source tree holds."""

import shutil
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "simpul"
KINDS = (
    "reference/planted.csv",
    "reference/planted/planted.json",
    "storage/migrations/script.py.mako",
    "storage/migrations/versions/planted.py",
    "web/static/planted.css",
    "web/static/vendor/planted.min.js",
    "web/static/fonts/planted.woff2",
    "web/templates/planted/planted.html",
    "web/translations/id/LC_MESSAGES/planted.mo",
    "web/translations/id/LC_MESSAGES/planted.po",
)


def build(project: Path, folder: Path) -> zipfile.ZipFile:
    """Build a source distribution into a folder, and the wheel from it, without the network."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(project)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr + done.stdout
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dist")


@pytest.fixture(scope="module")
def wheel(built: Path) -> zipfile.ZipFile:
    return build(ROOT, built)


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
    about = [name for name in wheel.namelist() if ".dist-info/" in name]
    named = {name.partition(".dist-info/")[2]: wheel.read(name).decode() for name in about}
    assert named["licenses/LICENSE"] == (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert named["licenses/NOTICE"] == (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert "simpul = simpul.cli.main:main" in named["entry_points.txt"]


def test_the_wheel_says_its_licence_and_the_python_it_needs(wheel: zipfile.ZipFile) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    said = message_from_string(wheel.read(name).decode())
    assert (said["License-Expression"], said["Requires-Python"]) == ("Apache-2.0", ">=3.11")


def test_every_kind_of_file_that_a_node_reads_gets_into_the_wheel(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE", ".gitignore"):
        shutil.copy(ROOT / name, tmp_path)
    for name in KINDS:
        path = tmp_path / "src" / "simpul" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"planted")
    packed = set(build(tmp_path, tmp_path / "dist").namelist())
    assert {f"simpul/{name}" for name in KINDS} <= packed


@pytest.mark.usefixtures("wheel")
def test_the_source_distribution_holds_no_test_data_and_nothing_built(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        tops = {name.split("/")[1] for name in archive.getnames() if "/" in name}
    assert {"src", "pyproject.toml", "LICENSE", "NOTICE", "README.md", "requirements.lock"} <= tops
    assert not tops & {"tests", ".venv", ".cache", "data", "dist", "build"}
