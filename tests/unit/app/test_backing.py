"""Backing a node up into one file, and restoring it only when everything in it is proved."""

import hashlib
import io
import json
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simpul.app.backing import DATABASE, MANIFEST, MEMBERS, back_up, records_and_problems, restore
from simpul.app.build import build, initialise
from simpul.app.operating import Operating
from simpul.app.tampering import change_one_claim
from simpul.core.authority import Level, Officer, OfficerId, Role
from simpul.core.errors import ConflictError, Error, InputError, NotFoundError, TamperedError
from simpul.peers.keys import KeyCost
from simpul.settings.settings import Settings, read_settings

PASSPHRASE = "an invented passphrase"
DRAFT = {
    "kind": "information",
    "title": "A van without plates",
    "summary": "Seen twice at the quarry. Nobody got out.",
    "grading": {"scale": "europol-4x4", "source": "B", "information": "2"},
    "handling": {"originator": "XA-NCTC", "purposes": ["counter-terrorism"]},
    "claims": [
        {"subject": "b" * 32, "schema": "Person", "property": "name", "value": "Paulus Kabelen"},
        {"subject": "b" * 32, "schema": "Person", "property": "birthDate", "value": "1998-06-29"},
    ],
}


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operating]:
    home = tmp_path_factory.mktemp("node") / "xa"
    made = Settings(home=home, authority="XA-NCTC", name="XA", base_url="http://127.0.0.1:9")
    initialise(made, PASSPHRASE, cost=KeyCost.FAST_FOR_TESTS)
    operating = Operating(node=build(made, PASSPHRASE), settings=made)
    roles = (Role.RELEASING_OFFICER,)
    operating.add_officer(Officer(id=OfficerId("r.tirta"), name="R. Tirta", roles=roles, clearance=Level.SECRET))
    operating.release_report(json.dumps(DRAFT).encode())
    yield operating
    operating.close()


@pytest.fixture(scope="module")
def backup(node: Operating, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backup") / "xa.tar"
    node.back_up(file)
    return file


def test_a_backup_made_while_the_node_works_is_the_whole_node(backup: Path, tmp_path: Path) -> None:
    done = restore(backup, tmp_path / "new")
    again = read_settings(tmp_path / "new", {})
    restored = Operating(node=build(again, PASSPHRASE), settings=again)
    try:
        found = restored.verify()
        assert found.ok
        assert found.records == done.records + 1  # that it was restored is on record too
        assert [officer.id for officer in restored.node.store.roster.officers()] == ["r.tirta"]
    finally:
        restored.close()


def test_only_its_owner_may_read_a_backup(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0


def test_a_backup_is_never_written_over_a_file(node: Operating, backup: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(ConflictError):
        node.back_up(backup)
    assert backup.read_bytes() == before


def test_nothing_is_restored_into_a_folder_that_holds_anything(backup: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "note.txt").write_text("mine")
    with pytest.raises(ConflictError):
        restore(backup, home)
    assert [path.name for path in home.iterdir()] == ["note.txt"]


def test_an_empty_folder_is_room_enough(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    assert restore(backup, tmp_path / "home").authority == "XA-NCTC"


def test_a_changed_row_is_named_and_the_backup_refused(backup: Path, tmp_path: Path) -> None:
    restore(backup, tmp_path / "copy")
    row = change_one_claim(tmp_path / "copy" / DATABASE, named="birthDate", value="1901-01-01")

    def copied(path: Path) -> None:
        shutil.copyfile(tmp_path / "copy" / DATABASE, path)

    _, problems = records_and_problems(tmp_path / "copy" / DATABASE)
    assert {problem.row for problem in problems} == {row}
    with pytest.raises(TamperedError, match=row):
        back_up(read_settings(tmp_path / "copy", {}), tmp_path / "second.tar", copy_to=copied)
    assert not (tmp_path / "second.tar").exists()
    with pytest.raises(NotFoundError):
        change_one_claim(tmp_path / "copy" / DATABASE, named="deathDate", value="1901-01-01")


def test_a_member_that_was_exchanged_is_named(backup: Path, tmp_path: Path) -> None:
    members = _members(backup)
    members["node.key"] = members["node.key"][:-2] + b"0}"
    with pytest.raises(TamperedError, match=r"node\.key"):
        restore(_archive(tmp_path / "x.tar", members), tmp_path / "home")
    assert not (tmp_path / "home").exists()


def test_an_exchanged_database_is_refused_even_with_a_manifest_that_fits(backup: Path, tmp_path: Path) -> None:
    restore(backup, tmp_path / "copy")
    change_one_claim(tmp_path / "copy" / DATABASE, named="name", value="Somebody Else")
    members = _members(backup)
    members[DATABASE] = (tmp_path / "copy" / DATABASE).read_bytes()
    said = json.loads(members[MANIFEST])
    said["sha256"][DATABASE] = _sha256(members[DATABASE])
    members[MANIFEST] = json.dumps(said).encode()
    with pytest.raises(TamperedError, match="assertion"):
        restore(_archive(tmp_path / "x.tar", members), tmp_path / "home")
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("name", ["../evil", "/evil", "node.toml.bak"])
def test_a_member_under_another_name_is_not_taken_out(backup: Path, tmp_path: Path, name: str) -> None:
    members = {(name if old == "node.toml" else old): content for old, content in _members(backup).items()}
    with pytest.raises(InputError):
        restore(_archive(tmp_path / "x.tar", members), tmp_path / "home")
    assert {path.name for path in tmp_path.iterdir()} == {"x.tar"}


def test_a_link_in_the_place_of_a_file_is_not_followed(backup: Path, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "x.tar", "w") as tar:
        for name, content in _members(backup).items():
            member = tarfile.TarInfo(name)
            if name == "node.key":
                member.type, member.linkname = tarfile.SYMTYPE, "/etc/hostname"
                tar.addfile(member)
                continue
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    with pytest.raises(InputError):
        restore(tmp_path / "x.tar", tmp_path / "home")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        restore(tmp_path / "absent.tar", tmp_path / "home")


@given(cut=st.floats(0, 0.999), noise=st.binary(max_size=64))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_backup_that_is_cut_or_spoilt_is_refused_and_leaves_nothing(
    backup: Path, tmp_path: Path, cut: float, noise: bytes
) -> None:
    whole = backup.read_bytes()
    file = tmp_path / "cut.tar"
    file.write_bytes(whole[: int(len(whole) * 0.9 * cut)] + noise)
    with pytest.raises(Error):
        restore(file, tmp_path / "home")
    assert not (tmp_path / "home").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"cut.tar"}


def _members(backup: Path) -> dict[str, bytes]:
    with tarfile.open(backup) as tar:
        found = {member.name: tar.extractfile(member) for member in tar.getmembers()}
        contents = {name: stream.read() for name, stream in found.items() if stream is not None}
    assert tuple(contents) == MEMBERS
    return contents


def _archive(file: Path, members: dict[str, bytes]) -> Path:
    with tarfile.open(file, "w") as tar:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return file


def _sha256(content: bytes) -> str:
    with io.BytesIO(content) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
