"""Payments by NATS JetStream, with a real server: decided once, answered, and acknowledged when that is durable."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from simpul.app.beside import Beside
from simpul.app.node import Node
from simpul.app.streams import owner_with
from simpul.cli.doctor.findings import State
from simpul.cli.doctor.streams import stream_findings
from simpul.core.errors import InputError, SettingsError, StreamError
from simpul.core.payment.decision import PaymentAct, PaymentState
from simpul.core.payment.original import StatusReport, TransactionStatus
from simpul.core.payment.payment import payment_id
from simpul.services.ports.writing import Transaction
from simpul.settings.settings import FILE, written_settings
from simpul.storage.jetstream import JetStream
from tests.faults.paying import message_of, payment_of
from tests.founding import PASSPHRASE
from tests.natsserver import NatsServer, nats_server
from tests.patience import PATIENCE_SECONDS, until
from tests.ports import free_port
from tests.streaming import PARTITIONS, StreamHouse, settled_in

ASKS_WHO_COMES = f'authorization {{ user: "simpul", password: "s3cret", timeout: {PATIENCE_SECONDS} }}'
"""Whoever does not say who he is within two seconds is else sent away: a busy machine is slower than that."""

BROKEN = b"<Document>"
DECLARED = b'<?xml version="1.0" encoding="UTF-8"?>\n'


@pytest.fixture
def server(tmp_path: Path) -> Iterator[NatsServer]:
    with nats_server(tmp_path / "nats") as running:
        yield running


@pytest.fixture
def house(tmp_path: Path, server: NatsServer) -> StreamHouse:
    return settled_in(tmp_path, server.address)


def first_decisions(node: Node, number: int) -> list[PaymentState]:
    held = node.store.ledger.act(lambda tx: tx.payments.find(payment_id(payment_of(number))))
    found = held.decisions if held else ()
    return [each.decision.state for each in found if each.decision.act is PaymentAct.FIRST]


def end_to_end(report: StatusReport) -> str:
    return report.original.references.end_to_end


def recorded(node: Node) -> int:
    def counted(tx: Transaction) -> int:
        return tx.history.last()[0]

    return node.store.ledger.act(counted)


def test_what_is_put_into_the_stream_is_decided_once_answered_and_acknowledged(house: StreamHouse) -> None:
    assert house.puts(*(message_of(number) for number in range(20))) == 0
    assert house.waiting() == 20
    with house.owner() as owner:
        house.until_all_is_taken(owner)
        assert owner.counts.messages == 20
    with house.node() as node:
        assert [len(first_decisions(node, number)) for number in range(20)] == [1] * 20
        assert node.auditing.verify_as_operator().problems == ()
    assert [end_to_end(each) for each in house.reports()] == [f"E-{number}" for number in range(20)]
    assert len({each.id for each in house.answers()}) == 20


def test_the_same_message_is_put_once_and_the_same_payment_decided_once(house: StreamHouse) -> None:
    house.puts(message_of(1))
    assert house.puts(message_of(1)) == 1
    house.puts(message_of(1).replace(b"</Document>", b"\n</Document>"))
    with house.owner() as owner:
        house.until_all_is_taken(owner)
    with house.node() as node:
        assert len(first_decisions(node, 1)) == 1
        assert recorded(node) == 1
    first, second = house.reports()
    assert (first.status, end_to_end(first)) == (second.status, end_to_end(second))


def test_what_cannot_be_read_is_answered_as_rejected_and_hinders_nobody(house: StreamHouse) -> None:
    house.puts_fast([(0, message_of(1)), (0, BROKEN), (0, message_of(2))])
    with house.owner() as owner:
        house.until_all_is_taken(owner)
    with house.node() as node:
        assert recorded(node) == 2
    assert [each.status for each in house.reports()][1] is TransactionStatus.REJECTED


def test_a_message_is_not_acknowledged_while_what_it_says_is_not_durable(house: StreamHouse) -> None:
    house.puts(message_of(1), message_of(2))
    with house.owner() as owner:
        house.until_all_is_taken(owner)
        database(house, "CREATE TRIGGER full BEFORE INSERT ON payment BEGIN SELECT RAISE(ABORT, 'full'); END")
        house.puts(message_of(3))
        until(lambda: owner.trouble, stands=lambda: owner.counts)
        assert (house.waiting(), len(house.answers())) == (1, 2)
        database(house, "DROP TRIGGER full")
        house.until_all_is_taken(owner)
        assert owner.counts.terms > 1
    with house.node() as node:
        assert len(first_decisions(node, 3)) == 1


def database(house: StreamHouse, statement: str) -> None:
    with closing(sqlite3.connect(house.settings.store)) as connection, connection:
        connection.execute(statement)


def test_an_owner_waits_for_a_server_that_is_away_and_goes_on_when_it_is_back(
    house: StreamHouse, server: NatsServer
) -> None:
    with house.owner() as owner:
        house.puts(message_of(1))
        house.until_all_is_taken(owner)
        server.stop()
        server.start()
        house.puts(message_of(2))
        house.until_all_is_taken(owner)
        assert owner.counts.messages >= 2
    with house.node() as node:
        assert recorded(node) == 2


def test_what_an_owner_of_before_did_not_acknowledge_the_next_answers_with_what_stands(house: StreamHouse) -> None:
    with house.node() as node:
        (decision,) = node.monitoring.take([payment_of(1)])
    house.puts(message_of(1))
    with house.owner() as owner:
        house.until_all_is_taken(owner)
    with house.node() as node:
        assert len(first_decisions(node, 1)) == 1
    (report,) = house.reports()
    assert decision.state is PaymentState.HELD
    assert report.status is TransactionStatus.PENDING


def test_another_number_of_partitions_than_the_stream_has_is_refused(house: StreamHouse) -> None:
    house.puts(message_of(1))
    other = replace(house.settings, payments_stream_partitions=5).stream
    assert other is not None
    stream = JetStream(other)
    with pytest.raises(SettingsError, match="the stream has 4"):
        stream.open()
    stream.close()


def test_a_server_that_is_not_there_is_told_and_the_node_goes_on(house: StreamHouse, server: NatsServer) -> None:
    server.stop()
    with pytest.raises(StreamError, match="stream of payments"):
        house.puts(message_of(1))
    with house.node() as node:
        ready = threading.Event()
        ready.set()
        owner = owner_with(node, house.settings, beside=Beside(0), ready=ready, lease_seconds=1.0)
        owner.start()
        until(lambda: "stream of payments" in owner.trouble, stands=lambda: owner.trouble)
        owner.stop()


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"payments_stream": "http://127.0.0.1:4222"}, "payments_stream"),
        ({"payments_stream": "nats://user:secret@127.0.0.1:4222"}, "payments_stream"),
        ({"payments_stream": "nats://nats.example:4222"}, "tls"),
        ({"payments_stream_own": "9"}, "partitions"),
        ({"payments_stream_partitions": 0}, "partitions"),
        ({"payments_stream_certificate": "client.pem"}, "payments_stream_key"),
    ],
)
def test_settings_that_cannot_work_are_refused(house: StreamHouse, changes: dict[str, object], named: str) -> None:
    with pytest.raises((SettingsError, InputError), match=named):
        replace(house.settings, **changes)  # type: ignore[arg-type]  # the names of the settings' own fields


def test_the_command_line_puts_in_takes_answers_and_says_how_it_stands(house: StreamHouse, tmp_path: Path) -> None:
    home, file = str(house.settings.home), tmp_path / "day.xml"
    (house.settings.home / FILE).write_text(written_settings(house.settings), encoding="utf-8")
    file.write_bytes(b"\n".join(DECLARED + message_of(number).partition(b"?>\n")[2] for number in range(3)))
    assert told("publish", "--home", home, str(file), "--json")["messages"] == 3
    (found,) = stream_findings(house.settings)
    assert found.state is State.WARNING
    command = [sys.executable, "-m", "simpul.cli", "pay", "stream", "own", "--home", home, "--processes", "0"]
    with subprocess.Popen(command, env={**os.environ, "SIMPUL_PASSPHRASE": PASSPHRASE}) as owner:
        house.until_all_is_taken()
        standing = told("status", "--home", home, "--json")
        assert {each["epoch"] for each in standing} == {1}
        assert len({each["owner"] for each in standing}) == 1
        owner.terminate()
        assert owner.wait(PATIENCE_SECONDS) == 0
    answers = told("answers", "--home", home, "--to", str(tmp_path / "answers"), "--json")
    assert [each["sequence"] for each in answers] == [1, 2, 3]
    assert sorted(len(each.read_bytes()) for each in (tmp_path / "answers").iterdir()) == sorted(
        len(each["answer"].encode()) for each in answers
    )
    assert stream_findings(house.settings)[0].state is State.OK


def told(*arguments: str) -> Any:  # noqa: ANN401  the answer of a command is what it is
    command = [sys.executable, "-m", "simpul.cli", "pay", "stream", *arguments]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def test_a_server_that_asks_who_comes_lets_in_who_says_it(tmp_path: Path) -> None:
    with nats_server(tmp_path / "nats", more=ASKS_WHO_COMES) as server:
        house = settled_in(tmp_path, server.address)
        with pytest.raises(StreamError):
            house.puts(message_of(1))
        (house.settings.home / "nats.secret").write_text("simpul:s3cret\n", encoding="utf-8")
        known = StreamHouse(settings=replace(house.settings, payments_stream_credentials="nats.secret"))
        assert known.puts(message_of(1)) == 0
        assert known.waiting() == 1


def test_a_node_that_serves_takes_payments_from_the_stream_and_tells_its_figures(house: StreamHouse) -> None:
    port, home = free_port(), house.settings.home
    settings = replace(house.settings, port=port, base_url=f"http://127.0.0.1:{port}")
    (home / FILE).write_text(written_settings(settings), encoding="utf-8")
    house.puts(*(message_of(number) for number in range(5)))
    command = [sys.executable, "-m", "simpul.cli", "serve", "--home", str(home)]
    with subprocess.Popen(command, env={**os.environ, "SIMPUL_PASSPHRASE": PASSPHRASE}) as node:
        house.until_all_is_taken()
        figures = httpx.get(f"{settings.base_url}/metrics", trust_env=False, timeout=PATIENCE_SECONDS).text
        node.terminate()
        assert node.wait(PATIENCE_SECONDS) == 0
    assert f"simpul_payment_stream_partitions {PARTITIONS}.0" in figures
    assert "simpul_payment_stream_payments 5.0" in figures
    assert "simpul_payment_stream_refused_writes 0.0" in figures
