"""`simpul manifest` on the home folder of a node that does not run."""

from pathlib import Path

from simpul.formats.reference import reference_bytes
from tests.unit.cli.test_commands import Run, home, node, run

__all__ = ["home", "node", "run"]

TABLE = "name,dob\nZxqwv Ttrrk,1970\n,\n"


def test_a_passenger_list_is_screened_against_what_the_node_holds(node: Run, tmp_path: Path) -> None:
    listed, people = tmp_path / "un.xml", tmp_path / "people.csv"
    listed.write_bytes(reference_bytes("un-extract.xml"))
    text = listed.read_text(encoding="utf-8")
    name = text.partition("<FIRST_NAME>")[2].partition("<")[0]
    second = text.partition("<SECOND_NAME>")[2].partition("<")[0]
    people.write_text(f"{TABLE}{name} {second},\n", encoding="utf-8")
    status, said, _ = node("manifest", "screen", str(people), "--flight", "XQ9", "--as", "a.surya")
    assert (status, said["error"]["code"]) == (4, "conflict")  # type: ignore[index]  # a document of ours
    assert node("list", "import", "un", str(listed), "--as", "a.surya")[0] == 0
    flight = ("--flight", "XQ9", "--from", "QAA", "--to", "QBB", "--departs-at", "2026-11-22T13:10")
    status, said, noted = node("manifest", "screen", str(people), *flight, "--as", "a.surya")
    assert (status, said["flight"], said["route"]) == (0, "XQ9", "QAA - QBB")
    assert (said["travellers"], said["rejected"]) == (2, 0)
    assert said["alerts"] == len(said["alerted"])  # type: ignore[arg-type]  # a document of ours
    assert noted.strip() == ""


def test_a_list_that_is_refused_names_the_place(node: Run, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(TABLE, encoding="utf-8")
    status, said, _ = node("manifest", "screen", str(people), "--as", "a.surya")
    assert (status, said["error"]["place"]) == (2, "flight")  # type: ignore[index]  # a document of ours
