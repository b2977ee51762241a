"""The watched folder: what is put there is taken once, when it is whole, answered beside, and survives any kill."""

import json
import random
import threading
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest

from simpul.app.build import build
from simpul.app.watching import Folders, WatchedFolder
from simpul.core.errors import SettingsError
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.original import StatusReport
from simpul.formats.iso20022.reading import read_iso20022
from simpul.formats.payment_messages import messages_in
from simpul.settings.settings import Settings
from tests.founding import PASSPHRASE
from tests.isomessages import camt054
from tests.patience import until
from tests.scenarios.test_intake import piece
from tests.scenarios.test_lists_in_force import FIRST, imports
from tests.scenarios.test_payments import is_sound
from tests.world import Place, World, settings_of

MANY = 200


def folders(home: Path) -> Folders:
    return Folders(incoming=home / "in", done=home / "done", refused=home / "refused")


def watching(place: Place, home: Path) -> WatchedFolder:
    found = WatchedFolder(node=place.node, folders=folders(home), ready=threading.Event())
    found.folders.make()
    return found


def file_of(*numbers: int) -> bytes:
    declared = b'<?xml version="1.0" encoding="UTF-8"?>\n'
    raw = (piece(number).raw for number in numbers)
    return b"\n".join(each if each.startswith(b"<?xml") else declared + each for each in raw)


def told(path: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A node with a list."""
    world = World(tmp_path / "nodes", "XA")
    imports(world["XA"], FIRST)
    world["XA"].node.screening.prepare()
    yield world["XA"]
    world.closes()


def test_a_whole_file_is_taken_and_answered_beside(place: Place, tmp_path: Path) -> None:
    watched = watching(place, tmp_path)
    (watched.folders.incoming / "day.xml").write_bytes(file_of(1, 3))
    assert (watched.look(), watched.look(), watched.look()) == (0, 1, 0)
    done = watched.folders.done
    assert sorted(each.name for each in done.iterdir()) == ["day.xml", "day.xml.pacs002.xml", "day.xml.result.json"]
    reports = [read_iso20022(raw) for _, raw in messages_in((done / "day.xml.pacs002.xml").read_bytes())]
    statuses = [each.value for report in reports for each in report.transactions]
    assert [each.status.value for each in statuses if isinstance(each, StatusReport)] == ["ACSP", "PDNG"]
    result = told(done / "day.xml.result.json")
    assert (result["messages"], result["released"], result["held"], result["refused"]) == (2, 1, 1, [])
    assert FIRST not in (done / "day.xml.pacs002.xml").read_text(encoding="utf-8")
    assert list(watched.folders.incoming.iterdir()) == [watched.folders.aside]


def test_entries_of_a_statement_are_counted_and_not_answered(place: Place, tmp_path: Path) -> None:
    watched = watching(place, tmp_path)
    (watched.folders.incoming / "advice.xml").write_bytes(camt054())
    watched.look()
    assert watched.look() == 1
    done = watched.folders.done
    assert sorted(each.name for each in done.iterdir()) == ["advice.xml", "advice.xml.result.json"]
    result = told(done / "advice.xml.result.json")
    assert (result["messages"], result["released"], result["other"]) == (1, 0, 2)


def test_a_file_with_a_refusal_ends_among_the_refused_and_the_rest_of_it_is_decided(
    place: Place, tmp_path: Path
) -> None:
    watched = watching(place, tmp_path)
    for name, raw in (("some.xml", file_of(1, 7)), ("none.bin", b"\x00\x01"), ("empty.xml", b"")):
        (watched.folders.incoming / name).write_bytes(raw)
    watched.look()
    assert watched.look() == 3
    refused = watched.folders.refused
    some, none, empty = (told(refused / f"{name}.result.json") for name in ("some.xml", "none.bin", "empty.xml"))
    assert (some["released"], len(some["refused"])) == (1, 1)  # type: ignore[arg-type]  # a list, as it is written
    assert "message 2" in str(some["refused"])
    assert all(each["released"] == 0 and each["refused"] for each in (none, empty))
    assert place.node.monitoring.counts(place.sight())[PaymentState.RELEASED] == 1


def test_what_is_still_being_written_is_left_alone(place: Place, tmp_path: Path) -> None:
    watched, whole = watching(place, tmp_path), file_of(1, 2)
    growing = watched.folders.incoming / "day.xml"
    for name in (".day.xml", "other.part", "third.tmp"):
        (watched.folders.incoming / name).write_bytes(whole)
    for length in (100, 900, len(whole)):
        growing.write_bytes(whole[:length])
        assert watched.look() == 0
    assert watched.look() == 1
    assert told(watched.folders.done / "day.xml.result.json")["released"] == 2
    assert watched.look() == 0


def test_no_file_is_written_over(place: Place, tmp_path: Path) -> None:
    watched = watching(place, tmp_path)
    for number in (1, 2):
        (watched.folders.incoming / "day.xml").write_bytes(file_of(number))
        watched.look()
        watched.look()
    assert (watched.folders.done / "day.xml").read_bytes() == file_of(1)
    assert (watched.folders.done / "day~2.xml").read_bytes() == file_of(2)
    assert (watched.folders.done / "day~2.xml.pacs002.xml").exists()


def test_a_running_node_takes_what_comes_by_itself(place: Place, tmp_path: Path) -> None:
    watched = watching(place, tmp_path)
    watched.ready.set()
    watched.start()
    (watched.folders.incoming / "day.xml").write_bytes(file_of(1))
    until((watched.folders.done / "day.xml").exists, stands=lambda: watched.trouble or sorted(tmp_path.rglob("*.xml")))
    watched.stop()
    assert watched.trouble == ""


def look_for_ever(home: str, where: str) -> None:
    """Take what comes, until killed."""
    node = build(settings_of(Path(home), "XA"), PASSPHRASE)
    node.screening.prepare()
    watched = WatchedFolder(node=node, folders=folders(Path(where)), ready=threading.Event())
    while True:
        watched.look()


def test_files_are_taken_once_whatever_is_killed_when(tmp_path: Path) -> None:
    world = World(tmp_path / "nodes", "XA")
    imports(world["XA"], FIRST)
    world.closes()
    chance, where = random.Random(5), folders(tmp_path)
    where.make()
    names = [f"file-{number}.xml" for number in range(4)]
    for number, name in enumerate(names):
        first = 1_000 * number
        (where.incoming / name).write_bytes(file_of(*(each for each in range(first, first + MANY) if each % 50 != 7)))
    for _ in range(6):
        process = get_context("forkserver").Process(
            target=look_for_ever, args=(str(tmp_path / "nodes" / "XA"), str(tmp_path)), daemon=False
        )
        process.start()
        process.join(chance.uniform(0.8, 2.5))
        process.kill()
        process.join()
    again = World.reopened(tmp_path / "nodes", "XA")
    place = again["XA"]
    place.node.screening.prepare()
    watched = watching(place, tmp_path)
    watched.look()
    watched.look()
    assert not [each for each in where.incoming.iterdir() if each != where.aside] + list(where.aside.iterdir())
    results = [told(where.done / f"{name}.result.json") for name in names]
    per_file = MANY - MANY // 50
    assert [(each["messages"], each["refused"]) for each in results] == [(per_file, [])] * len(names)
    assert sum(place.node.monitoring.counts(place.sight()).values()) == per_file * len(names)
    assert is_sound(place)
    again.closes()


def test_the_three_folders_are_set_together(tmp_path: Path) -> None:
    base: dict[str, str] = {"authority": "XA-NCTC", "name": "Centre", "base_url": "http://127.0.0.1:8600"}
    assert Settings(home=tmp_path, **base).payment_folders == ("", "", "")  # type: ignore[arg-type]  # texts all
    for some in ({"payments_in": "a"}, {"payments_in": "a", "payments_done": "a", "payments_refused": "b"}):
        with pytest.raises(SettingsError):
            Settings(home=tmp_path, **base, **some)  # type: ignore[arg-type]  # texts all
