"""The locks are whole and name no host; each dependency is free to use, and its reason is in docs/dependencies.md."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from itertools import pairwise
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")
ANCHORS = "requirements-anchors.lock"
"""What Simpul is measured against, in an environment of its own."""
PINNED = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)(?: ; (?P<marker>.+?))? \\$")
HASHED = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
ROW = re.compile(r"^\| `(?P<name>[a-z0-9-]+)` \| (?P<version>\S+) \| (?P<licence>[^|]+) \| (?P<reason>[^|]+) \|$")

# Free to use, change and pass on beside Apache-2.0. LGPL: used as a library, which whoever runs Simpul may replace.
FREE = frozenset(
    "0BSD Apache-2.0 BSD BSD-2-Clause BSD-3-Clause CC0-1.0 ISC LGPL-3.0-only MIT MIT-0 MPL-2.0 OFL-1.1 PSF-2.0 "
    "Zlib".split()
)
SPDX = {
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}


def entries(lock: str) -> dict[str, tuple[str, str]]:
    """Name to version and marker of every entry of a lock file."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    found = (PINNED.match(line) for line in lines)
    return {entry["name"]: (entry["version"], entry["marker"] or "") for entry in found if entry}


def direct() -> dict[str, Requirement]:
    """Every requirement that pyproject.toml names itself, by name."""
    groups = PROJECT["dependency-groups"]
    named = [
        *PROJECT["project"]["dependencies"],
        *(line for extra in PROJECT["project"]["optional-dependencies"].values() for line in extra),
        *(line for group in groups.values() for line in group if isinstance(line, str)),
    ]
    return {canonicalize_name(requirement.name): requirement for requirement in map(Requirement, named)}


def licence(name: str) -> str:
    """What a package says of its own licence: its expression, else its own words, else its classifiers."""
    said = metadata(name)
    expression, words = ((said.get_all(field) or [""])[0] for field in ("License-Expression", "License"))
    classed = (line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if line.startswith("License ::"))
    listed = " OR ".join(sorted({SPDX.get(line, line) for line in classed} - {"DFSG approved"}))
    return expression or (SPDX.get(words, words) if SPDX.get(words, words) in FREE else listed)


def is_free(expression: str) -> bool:
    """Whether every licence that an expression names lets everyone use, change and pass on."""
    return set(re.split(r" (?:OR|AND) ", re.sub(r"[()]", "", expression))) <= FREE


@pytest.mark.parametrize("lock", [*LOCKS, ANCHORS])
def test_a_lock_has_nothing_but_pinned_entries_each_with_its_hashes(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    said = [line for line in lines if not line.lstrip().startswith("#")]
    assert [line for line in said if not PINNED.match(line) and not HASHED.match(line)] == []
    after = [following for line, following in pairwise(said) if PINNED.match(line)]
    assert len(after) == len(entries(lock)) > 0
    assert all(HASHED.match(line) for line in after)


@pytest.mark.parametrize("lock", [*LOCKS, ANCHORS])
def test_a_lock_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"://|--(?:extra-)?index|--find-links|--trusted-host", text) == []


def test_the_development_lock_holds_the_runtime_lock_with_the_same_versions() -> None:
    runtime, development = (entries(lock) for lock in LOCKS)
    assert {name: version for name, (version, _) in runtime.items()} == {
        name: version for name, (version, _) in development.items() if name in runtime
    }


def test_the_locks_satisfy_what_the_project_asks_for() -> None:
    locked = entries("requirements-dev.lock")
    unmet = [str(asked) for name, asked in direct().items() if locked[name][0] not in asked.specifier]
    assert unmet == []


def test_the_runtime_lock_holds_every_runtime_requirement() -> None:
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]
    names = {canonicalize_name(Requirement(line).name) for line in asked}
    assert names <= set(entries("requirements.lock"))


def test_what_runs_simpul_is_free_to_use_and_none_of_it_is_gpl() -> None:
    held = {}
    for name, (_, marker) in {**entries("requirements.lock"), "psycopg": ("", ""), "psycopg-binary": ("", "")}.items():
        if not marker or Marker(marker).evaluate():
            held[name] = licence(name)
    assert {name: said for name, said in held.items() if not is_free(said)} == {}


@pytest.mark.parametrize("said", ["GPL-3.0-only", "AGPL-3.0-or-later", "MIT AND GPL-2.0-only", "Proprietary", ""])
def test_a_licence_that_binds_the_user_is_refused(said: str) -> None:
    assert not is_free(said)


def test_the_installed_packages_are_the_locked_ones() -> None:
    other = {}
    for name, (version, marker) in entries("requirements-dev.lock").items():
        if not marker or Marker(marker).evaluate():
            try:
                installed = str(Version(metadata(name)["Version"]))
            except PackageNotFoundError:
                installed = "none"
            if installed != version:
                other[name] = (version, installed)
    assert other == {}


def test_no_installed_package_misses_what_it_asks_for() -> None:
    command = [sys.executable, "-m", "pip", "check", "--disable-pip-version-check"]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stdout


def test_the_document_has_a_line_for_each_direct_dependency_and_says_the_truth() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = {row["name"]: row for row in map(ROW.match, text.splitlines()) if row}
    locked = entries("requirements-dev.lock")
    assert sorted(rows) == sorted(direct())
    assert {name: row["version"] for name, row in rows.items()} == {name: locked[name][0] for name in rows}
    told = {name: row["licence"].strip() for name, row in rows.items()}
    known = {name: licence(name) for name in rows}
    assert {name: said for name, said in known.items() if said and told[name] != said} == {}
    assert all(len(row["reason"].split()) >= 4 for row in rows.values())
