"""Commands on the home folder of a node that does not run."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from simpul.app.build import build
from simpul.cli.commands.node import id_of
from simpul.cli.main import main
from simpul.core.errors import InputError
from simpul.settings.settings import Settings, read_settings
from tests.founding import PASSPHRASE, make_home
from tests.ftmlist import file_of, line, person
from tests.ofaclist import sdn, tables

Said = tuple[int, dict[str, object], str]
Run = Callable[..., Said]

DRAFT = {
    "kind": "information",
    "title": "Two boats without lights",
    "summary": "Seen off Tanjung Lerang. No flag.",
    "grading": {"scale": "admiralty-6x6", "source": "B", "information": "2"},
    "handling": {"originator": "XA-NCTC", "purposes": ["border-security"]},
    "claims": [
        {
            "subject": "a" * 32,
            "schema": "Vessel",
            "property": "name",
            "value": "Sinar \u0421\u0435\u0433\u0430\u0440\u0430",
        }
    ],
}


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    before = dict(os.environ)
    os.environ["SIMPUL_PASSPHRASE"] = PASSPHRASE
    yield tmp_path / "xa"
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: str) -> Said:
        capsys.readouterr()
        status = main([*arguments, "--home", str(home), "--json"])
        said = capsys.readouterr()
        return status, json.loads(said.out), said.err

    return command


@pytest.fixture
def node(run: Run, home: Path) -> Run:
    made(home, "XA-NCTC")
    for name, role in (("a.surya", "analyst"), ("r.tirta", "releasing-officer"), ("k.intan", "key-officer")):
        assert run("officer", "add", name, "--name", name.title(), "--role", role, "--clearance", "secret")[0] == 0
    return run


def made(home: Path, authority: str) -> None:
    """Make a node whose keys cost next to nothing to open."""
    settings = Settings(home=home, authority=authority, name=authority, base_url="http://127.0.0.1:9")
    make_home(settings)


def test_a_new_node_says_its_id_and_gives_two_links(run: Run, home: Path) -> None:
    status, made, _ = run("init", "--state", "XA", "--authority", "National Counter-Terrorism Centre of XA")
    assert (status, made["authority"]) == (0, "XA-NCTC")
    links = made["links"]
    assert isinstance(links, list)
    assert [link["roles"] for link in links] == [["administrator"], ["key-officer"]]
    assert len({link["link"] for link in links}) == 2
    assert read_settings(home, {}).authority == "XA-NCTC"


def test_a_second_node_is_not_made_over_the_first(node: Run) -> None:
    status, said, _ = node("init", "--state", "XA", "--authority", "Another Authority Altogether")
    assert (status, said["error"]["code"]) == (4, "conflict")  # type: ignore[index]  # a document of ours


@pytest.mark.parametrize(
    ("state", "name", "expected"),
    [
        ("XA", "National Counter-Terrorism Centre of XA", "XA-NCTC"),
        ("xb", "Pusat Koordinasi Kontra-Terorisme XB", "XB-PKKT"),
        ("XC", "Office for the Protection of the State", "XC-OPS"),
        ("XA", "Ministry", "XA-MINISTRY"),
    ],
)
def test_an_id_is_made_of_the_first_letters_of_the_name(state: str, name: str, expected: str) -> None:
    assert id_of(state, name) == expected


@pytest.mark.parametrize(
    ("state", "name"), [("XAB", "National Centre"), ("X1", "National Centre"), ("XA", "Министерство")]
)
def test_a_name_that_gives_no_id_is_refused_with_its_place(state: str, name: str) -> None:
    with pytest.raises(InputError) as refused:
        id_of(state, name)
    assert refused.value.place in ("--state", "--authority")


def test_an_id_of_another_state_is_refused(run: Run) -> None:
    status, said, _ = run("init", "--state", "XA", "--authority", "Centre One", "--id", "XB-ONE")
    assert (status, said["error"]["place"]) == (2, "--id")  # type: ignore[index]  # a document of ours


def test_where_there_is_no_node_the_answer_says_how_to_make_one(run: Run) -> None:
    status, said, _ = run("verify")
    assert status == 9
    assert "simpul init" in str(said["error"])


def test_a_wrong_passphrase_opens_nothing_and_shows_no_traceback(node: Run) -> None:
    os.environ["SIMPUL_PASSPHRASE"] = "another passphrase"
    status, said, aside = node("verify")
    assert (status, said["error"]["code"]) == (9, "settings")  # type: ignore[index]  # a document of ours
    assert "Traceback" not in aside


def test_a_misspelled_option_is_answered_with_a_document_too(node: Run) -> None:
    status, said, aside = node("verify", "--hom", "x")
    assert (status, said["error"]["place"]) == (2, "command line")  # type: ignore[index]  # a document of ours
    assert "Traceback" not in aside


def test_a_report_is_handed_in_released_and_shown(node: Run, tmp_path: Path) -> None:
    file = tmp_path / "draft.json"
    file.write_text(json.dumps(DRAFT), encoding="utf-8")
    status, kept, _ = node("report", "submit", str(file), "--as", "a.surya")
    assert (status, kept["state"], kept["by"]) == (0, "draft", "a.surya")
    status, done, _ = node("report", "submit", str(file), "--release")
    assert (status, done["state"], done["by"]) == (0, "released", "r.tirta")
    status, shown, _ = node("report", "show", str(done["report"]), "--as", "a.surya")
    assert (status, shown["title"], shown["signature_holds"]) == (0, DRAFT["title"], True)
    claims = shown["claims"]
    assert isinstance(claims, list)
    assert claims[0]["value"] == "Sinar \u0421\u0435\u0433\u0430\u0440\u0430"


def test_a_draft_with_an_unknown_field_is_refused_with_its_place(node: Run, tmp_path: Path) -> None:
    file = tmp_path / "draft.json"
    file.write_text(json.dumps({**DRAFT, "grading": {**DRAFT["grading"], "sorce": "A"}}), encoding="utf-8")  # type: ignore[dict-item]  # a grading
    status, said, _ = node("report", "submit", str(file), "--as", "a.surya")
    assert (status, said["error"]["place"]) == (2, "$.grading.sorce")  # type: ignore[index]  # a document of ours


def test_an_absent_report_has_the_status_of_a_hidden_one(node: Run) -> None:
    assert node("report", "show", "0" * 64, "--as", "a.surya")[0] == 3


def test_where_two_officers_may_act_one_has_to_be_named(node: Run, tmp_path: Path) -> None:
    file = tmp_path / "draft.json"
    file.write_text(json.dumps(DRAFT), encoding="utf-8")
    status, said, _ = node("report", "submit", str(file))
    assert status == 2
    assert "a.surya" in str(said["error"])
    assert node("report", "submit", str(file), "--as", "nobody")[0] == 2
    assert node("report", "submit", str(file), "--as", "A.Surya")[1]["by"] == "a.surya"


def test_an_officer_without_the_role_is_denied_and_it_is_on_record(node: Run, tmp_path: Path, home: Path) -> None:
    status, said, _ = node("list", "import", "un", str(_un_list(tmp_path)), "--as", "k.intan")
    assert (status, said["error"]["code"]) == (5, "denied")  # type: ignore[index]  # a document of ours
    acts = _acts(home)
    assert ("list:import", "k.intan", "refused") in [act[:3] for act in acts]


def test_what_an_officer_does_here_is_recorded_as_done_at_the_console(node: Run, tmp_path: Path, home: Path) -> None:
    assert node("list", "import", "un", str(_un_list(tmp_path)), "--as", "a.surya")[0] == 0
    assert ("officer:sign-in", "a.surya", "done", "at the console") in _acts(home)


def test_a_list_is_read_in_and_a_second_time_changes_nothing(node: Run, tmp_path: Path) -> None:
    file = str(_un_list(tmp_path))
    status, first, _ = node("list", "import", "un", file, "--as", "a.surya")
    assert status == 0
    assert {name: first[name] for name in ("list", "added", "changed", "removed", "rejected")} == {
        "list": "un",
        "added": first["entries"],
        "changed": 0,
        "removed": 0,
        "rejected": 0,
    }
    _, again, _ = node("list", "import", "un", file, "--as", "a.surya")
    assert [again[name] for name in ("added", "changed", "removed")] == [0, 0, 0]


def test_a_list_of_several_files_is_read_from_its_folder_or_by_their_names(node: Run, tmp_path: Path) -> None:
    folder = tmp_path / "ofac"
    folder.mkdir()
    for name, content in tables(sdn("7"), sdn("8", "SALEH, Omar")).items():
        (folder / name.upper()).write_bytes(content)
    status, done, _ = node("list", "import", "ofac", str(folder), "--as", "a.surya")
    assert (status, done["list"], done["entries"], done["added"]) == (0, "ofac", 2, 2)
    files = [str(file) for file in sorted(folder.iterdir())]
    _, again, _ = node("list", "import", "ofac", *files, "--list-id", "ofac-copy", "--as", "a.surya")
    assert (again["list"], again["added"]) == ("ofac-copy", 2)
    assert node("list", "import", "ofac", files[0], "--as", "a.surya")[0] == 2


def test_a_list_of_ones_own_is_read_by_what_its_columns_mean(node: Run, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("kode;siapa;tinjau\n1;Ayu Pelangi;2027-01-31\n", encoding="utf-8")
    asked = ("--column", "name=siapa", "--column", "reviewOn=tinjau", "--as", "a.surya")
    assert node("list", "import", "table", str(file), *asked)[0] == 2
    status, done, _ = node("list", "import", "table", str(file), "--list-id", "own", *asked)
    assert (status, done["list"], done["added"]) == (0, "own", 1)


def test_what_a_file_holds_beside_its_subjects_is_counted_for_who_reads_it_in(node: Run, tmp_path: Path) -> None:
    file = tmp_path / "entities.ftm.json"
    file.write_bytes(file_of(person(), line("o-1", "Ownership", owner="xa-1"), line("o-2", "Ownership", owner="xa-1")))
    status, done, said = node("list", "import", "ftm", str(file), "--list-id", "xa", "--as", "a.surya")
    assert (status, done["added"], done["passed_over"]) == (0, 1, {"Ownership": 2})
    assert "Ownership, 2" in said


def test_the_forms_of_lists_are_shown_without_a_node(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "forms", "--json"]) == 0
    forms = json.loads(capsys.readouterr().out)["forms"]
    assert forms["ofac"]["files"] == ["sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv", ".xml"]
    assert forms["un"]["published_by"] == "United Nations Security Council"
    assert main(["list", "forms", "--lang", "id"]) == 0
    assert "Dewan Keamanan" in capsys.readouterr().out


def test_a_file_that_is_no_list_is_refused_and_nothing_is_kept(node: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.xml"
    file.write_text("<CONSOLIDATED_LIST><INDIVIDUALS>", encoding="utf-8")
    assert node("list", "import", "un", str(file), "--as", "a.surya")[0] == 2
    assert node("list", "import", "un", str(tmp_path / "absent.xml"), "--as", "a.surya")[0] == 2
    assert node("list", "import", "moon", str(file), "--as", "a.surya")[0] == 2
    assert node("verify")[1]["ok"] is True


def test_a_partner_is_added_by_its_fingerprint_only(
    node: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other, file = tmp_path / "xb", tmp_path / "xb.json"
    made(other, "XB-PK")
    capsys.readouterr()
    assert main(["peer", "introduce", str(file), "--home", str(other), "--json"]) == 0
    fingerprint = json.loads(capsys.readouterr().out)["fingerprint"]
    wrong = fingerprint[:-1] + ("A" if fingerprint[-1] != "A" else "B")
    assert node("peer", "add", str(file), "--fingerprint", wrong)[0] == 2
    status, added, _ = node("peer", "add", str(file), "--fingerprint", fingerprint.lower())
    assert (status, added["authority"]) == (0, "XB-PK")
    peers = node("peer", "list")[1]["peers"]
    assert isinstance(peers, list)
    assert [(peer["authority"], peer["waiting"]) for peer in peers] == [("XB-PK", 0)]


def test_a_sign_in_name_is_never_given_twice(node: Run) -> None:
    assert node("officer", "add", "a.surya", "--name", "Another", "--role", "analyst")[0] == 4
    assert node("officer", "add", "x", "--name", "X", "--role", "analyst", "--role", "auditor")[0] == 6
    assert node("officer", "add", "y", "--name", "Y", "--role", "analyst", "--clearance", "cosmic")[0] == 2


def test_a_fresh_link_is_another_one(node: Run) -> None:
    status, issued, _ = node("officer", "link", "a.surya")
    again = node("officer", "link", "a.surya")[1]
    assert status == 0
    assert issued["link"] != again["link"]
    assert node("officer", "link", "nobody")[0] == 3


def test_help_and_errors_are_in_indonesian_where_that_is_asked_for(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--help", "--lang", "id"]) == 2  # an option of the commands, not of the program
    os.environ["LANG"] = "id_ID.UTF-8"
    assert main(["verify", "--help"]) == 0
    said = capsys.readouterr().out
    assert "Periksa semua yang tercatat" in said
    assert main(["verify", "--home", str(home)]) == 9
    assert "Simpul ini" in capsys.readouterr().err


def test_the_edition_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip().count(".") == 2


def _un_list(folder: Path) -> Path:
    file = folder / "un.xml"
    file.write_text(
        "<?xml version='1.0' encoding='UTF-8'?><CONSOLIDATED_LIST dateGenerated='2026-01-01T00:00:00Z'>"
        "<ENTITIES><ENTITY><DATAID>1</DATAID><FIRST_NAME>INVENTED FRONT OF THE NORTH</FIRST_NAME>"
        "<REFERENCE_NUMBER>QDe.900</REFERENCE_NUMBER></ENTITY></ENTITIES></CONSOLIDATED_LIST>",
        encoding="utf-8",
    )
    return file


def _acts(home: Path) -> list[tuple[str, str, str, str]]:
    node = build(read_settings(home, {}), PASSPHRASE)
    try:
        entries = node.auditing.trail.entries(text="", after="", limit=200).items
    finally:
        node.close()
    return [(item.entry.act, item.entry.actor, item.entry.outcome, item.entry.detail) for item in entries]
