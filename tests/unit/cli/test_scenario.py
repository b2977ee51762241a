"""`simpul pay scenario`: files of an invented world that a node takes, the same for the same seed."""

import csv
import json
from pathlib import Path

import pytest

from simpul.cli.main import main
from simpul.core.node import Limits
from simpul.formats.payment_forms import read_payment_message
from simpul.formats.payment_messages import messages_in
from simpul.formats.paymentcsv import read_payment_table

SMALL = ("--persons", "400", "--days", "90")


def written(folder: Path, *more: str) -> dict[str, bytes]:
    assert main(["pay", "scenario", "--out", str(folder), *SMALL, *more]) == 0
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_the_same_seed_writes_the_same_files(tmp_path: Path) -> None:
    first = written(tmp_path / "a", "--seed", "5")
    assert written(tmp_path / "b", "--seed", "5") == first
    assert written(tmp_path / "c", "--seed", "6")["payments-01.csv"] != first["payments-01.csv"]
    assert set(first) == {"payments-01.csv", "truth.csv", "accounts.csv", "list.csv"} | {
        name for name in first if name.startswith("payments-")
    }


def test_every_row_is_read_as_a_payment_and_the_truth_names_payments_there(tmp_path: Path) -> None:
    files = written(tmp_path / "a")
    table = read_payment_table(files["payments-01.csv"], filename="payments-01.csv", limits=Limits())
    assert table.payments
    assert not table.rejected
    known = {payment.references.end_to_end for payment in table.payments}
    truth = list(csv.DictReader(files["truth.csv"].decode().splitlines()))
    assert {row["truth"] for row in truth} == {"scheme", "twin"}
    assert known & {row["reference"] for row in truth}
    assert all(payment.originator.account and payment.originator.account.iban for payment in table.payments)


def test_messages_are_read_as_payments(tmp_path: Path) -> None:
    files = written(tmp_path / "a", "--form", "pacs.008")
    raw = b"\n".join(files["payments-01.xml"].split(b"\n")[:100])
    read = [read_payment_message(each, filename="a.xml", limits=Limits()) for _, each in messages_in(raw)]
    assert len(read) == 50
    assert all(len(message.payments) == 1 and not message.rejected for message in read)


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = written(tmp_path)
    capsys.readouterr()
    assert main(["pay", "scenario", "--out", str(tmp_path), *SMALL, "--seed", "9"]) != 0
    assert "already" in capsys.readouterr().err
    assert {file.name: file.read_bytes() for file in sorted(tmp_path.iterdir())} == before


def test_a_world_that_cannot_be_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pay", "scenario", "--out", str(tmp_path / "a"), "--persons", "3", "--json"]) != 0
    assert "persons" in capsys.readouterr().err
    assert not (tmp_path / "a").exists()


def test_a_node_takes_an_invented_world(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = written(tmp_path / "world")
    part = tmp_path / "part.csv"
    part.write_bytes(b"\n".join(files["payments-01.csv"].split(b"\n")[:201]))
    monkeypatch.setenv("SIMPUL_PASSPHRASE", "a passphrase for tests only")
    monkeypatch.setenv("SIMPUL_HOME", str(tmp_path / "home"))
    assert main(["init", "--state", "XA", "--authority", "NCTC"]) == 0
    assert main(["list", "import", "table", str(tmp_path / "world" / "list.csv"), "--list-id", "invented"]) == 0
    capsys.readouterr()
    assert main(["pay", "replay", str(part), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["messages"], told["rejected"], told["frozen"]) == (200, 0, 0)
