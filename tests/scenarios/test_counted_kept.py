"""What is counted for rules is kept from one process to the next, and used only where it is ours and of this record."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from simpul.app.keeping import FILE, SealedSnapshot
from simpul.app.late_rules import LateRules
from simpul.app.running import courier_of, running, speaker_of
from simpul.core.node import PlainHttp
from simpul.services.taking import Taking
from tests.patience import until
from tests.scenarios.test_payment_rules import paid, runs
from tests.scenarios.test_payments import LISTED, takes_in
from tests.world import Place, World

Made = Callable[..., World]
KEY = b"k" * 32


@pytest.fixture
def place(made: Made) -> Place:
    found = made("XA")["XA"]
    takes_in(found, LISTED)
    return found


def kept_in(folder: Path, key: bytes = KEY) -> LateRules:
    return LateRules(SealedSnapshot(folder=folder, key=key, worth=1))


def by(place: Place, rules: LateRules) -> Taking:
    return replace(place.node.monitoring.taking, rules=rules)


def left_to_count(place: Place, rules: LateRules) -> int:
    return place.node.store.ledger.act(rules.follow)


def counts_and_keeps(place: Place, folder: Path) -> None:
    first = kept_in(folder)
    by(place, first).take([paid(number) for number in range(30)], actor="node")
    first.keep(place.node.store.ledger)


def test_who_comes_next_goes_on_from_what_was_kept_and_says_the_same(place: Place, made: Made, tmp_path: Path) -> None:
    counts_and_keeps(place, tmp_path)
    assert left_to_count(place, kept_in(tmp_path)) == 0
    by(place, kept_in(tmp_path)).take([paid(number) for number in range(30, 60)], actor="node")
    through = made("XB")["XB"]
    takes_in(through, LISTED)
    by(through, kept_in(tmp_path / "nothing")).take([paid(number) for number in range(60)], actor="node")
    assert [run for _, run in runs(place)] == [run for _, run in runs(through)]
    assert any(run.findings for _, run in runs(place))


def test_what_came_after_it_was_kept_is_taken_in_and_not_decided_again(place: Place, tmp_path: Path) -> None:
    counts_and_keeps(place, tmp_path)
    by(place, kept_in(tmp_path / "other")).take([paid(number) for number in range(30, 40)], actor="node")
    assert left_to_count(place, kept_in(tmp_path)) == 10
    assert len(runs(place)) == 40


def test_what_is_damaged_or_sealed_by_another_is_not_used(place: Place, tmp_path: Path) -> None:
    counts_and_keeps(place, tmp_path)
    assert left_to_count(place, kept_in(tmp_path, b"o" * 32)) == 30
    file = tmp_path / FILE
    raw = bytearray(file.read_bytes())
    raw[-1] ^= 1
    file.write_bytes(raw)
    assert left_to_count(place, kept_in(tmp_path)) == 30
    file.write_bytes(b"")
    assert left_to_count(place, kept_in(tmp_path)) == 30


def test_what_is_of_another_record_is_not_used(place: Place, made: Made, tmp_path: Path) -> None:
    counts_and_keeps(place, tmp_path)
    other = made("XB")["XB"]
    takes_in(other, LISTED)
    by(other, kept_in(tmp_path / "nothing")).take([paid(100 + number) for number in range(40)], actor="node")
    assert left_to_count(other, kept_in(tmp_path)) == 40


def test_a_node_that_closes_after_few_payments_keeps_nothing(made: Made, tmp_path: Path) -> None:
    place = made("XA")["XA"]
    takes_in(place, LISTED)
    place.node.monitoring.take([paid(1)])
    place.node.close()
    assert not list(tmp_path.rglob(FILE))


def test_a_node_that_runs_keeps_what_is_counted_without_being_ended(place: Place, tmp_path: Path) -> None:
    rules = kept_in(tmp_path)
    by(place, rules).take([paid(number) for number in range(30)], actor="node")
    runs_on = replace(place.node, monitoring=replace(place.node.monitoring, taking=by(place, rules)))

    async def kept() -> int:
        speaker = speaker_of(runs_on, plain_http=PlainHttp.LOOPBACK, pins={})
        async with running(runs_on, courier_of(runs_on, speaker), changed=lambda: None, keep_seconds=0.05):
            await asyncio.to_thread(until, (tmp_path / FILE).exists)
            return await asyncio.to_thread(left_to_count, place, kept_in(tmp_path))

    assert asyncio.run(kept()) == 0


def test_it_is_kept_anew_only_where_much_has_come(place: Place, tmp_path: Path) -> None:
    rules = LateRules(SealedSnapshot(folder=tmp_path, key=KEY, worth=20))
    taking, file = by(place, rules), tmp_path / FILE
    taking.take([paid(number) for number in range(19)], actor="node")
    rules.keep(place.node.store.ledger)
    assert not file.exists()
    taking.take([paid(19)], actor="node")
    rules.keep(place.node.store.ledger)
    first = file.read_bytes()
    taking.take([paid(number) for number in range(20, 39)], actor="node")
    rules.keep(place.node.store.ledger)
    assert file.read_bytes() == first
    taking.take([paid(39)], actor="node")
    rules.keep(place.node.store.ledger)
    assert file.read_bytes() != first


def test_what_a_killed_process_had_begun_to_keep_is_taken_away(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    begun, others = tmp_path / f".{FILE}.{ended.pid}", tmp_path / f".{FILE}.{os.getppid()}"
    for each in (begun, others):
        each.write_bytes(b"half")
    SealedSnapshot(folder=tmp_path, key=KEY).keep(b"whole")
    assert not begun.exists()
    assert others.exists()
    assert SealedSnapshot(folder=tmp_path, key=KEY).latest() == b"whole"
