"""The doctor's checks: what is well, what somebody should look at, and what stops the node."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simpul.app.answers import PeerShown
from simpul.cli.doctor.findings import State
from simpul.cli.doctor.machine import clock_finding, database_finding, disk_finding, home_finding
from simpul.cli.doctor.reach import Answer, is_loopback, own_finding, peer_finding, tls_finding
from simpul.cli.doctor.streams import stream_findings
from simpul.core.node import PlainHttp
from simpul.settings.settings import Settings

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PEER = PeerShown(authority="XB-PKT", name="XB", base_url="http://127.0.0.1:1", fingerprint="AAAA BBBB")


def settings(home: Path, **more: object) -> Settings:
    """Settings of a node that is on this machine."""
    given = {"home": home, "authority": "XA-NCTC", "name": "XA", "base_url": "http://127.0.0.1:1", **more}
    return Settings(**given)  # type: ignore[arg-type]  # each is of its field's kind


def contacted(at: datetime) -> PeerShown:
    """A partner that was last heard from at a moment."""
    return PeerShown(
        authority="XB-PKT", name="XB", base_url="http://x", fingerprint="AAAA", last_contact=at.isoformat()
    )


def test_a_clock_behind_what_is_recorded_is_a_failure() -> None:
    assert clock_finding((contacted(NOW + timedelta(hours=1)),), {}, now=NOW).state is State.FAILURE


def test_a_clock_that_agrees_with_partners_is_fine() -> None:
    found = clock_finding((contacted(NOW),), {"XB-PKT": timedelta(seconds=2)}, now=NOW)
    assert found.state is State.OK


@pytest.mark.parametrize(
    ("differences", "state"),
    [
        ({"XB-PKT": timedelta(minutes=6)}, State.FAILURE),
        ({"XB-PKT": timedelta(minutes=-6), "XC-SCO": timedelta()}, State.WARNING),
        ({}, State.WARNING),
    ],
)
def test_a_clock_that_differs_from_all_is_ours_and_from_one_is_that_ones(
    differences: dict[str, timedelta], state: State
) -> None:
    assert clock_finding((), differences, now=NOW).state is state


@pytest.mark.parametrize(
    ("kind", "version", "state", "notes_race"),
    [
        ("SQLite", "3.40.1", State.OK, True),
        ("SQLite", "3.51.2", State.OK, True),
        ("SQLite", "3.51.3", State.OK, False),
        ("SQLite", "3.8.0", State.FAILURE, False),
        ("PostgreSQL", "16.2 (Debian)", State.OK, False),
        ("PostgreSQL", "9.6.1", State.FAILURE, False),
    ],
)
def test_the_database_is_new_enough_and_the_race_is_noted(
    kind: str, version: str, state: State, *, notes_race: bool
) -> None:
    found = database_finding(kind, version)
    assert found.state is state
    assert ("race" in found.said) is notes_race


def test_a_disk_with_room_is_fine(tmp_path: Path) -> None:
    assert disk_finding(tmp_path).state in (State.OK, State.WARNING)


def test_keys_that_others_may_read_are_a_failure(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    key = tmp_path / "node.key"
    key.write_text("x")
    key.chmod(0o600)
    assert home_finding(settings(tmp_path)).state is State.OK
    key.chmod(0o644)
    assert home_finding(settings(tmp_path)).state is State.FAILURE


def test_a_home_folder_that_others_may_look_into_is_a_warning(tmp_path: Path) -> None:
    key = tmp_path / "node.key"
    key.write_text("x")
    key.chmod(0o600)
    tmp_path.chmod(0o755)
    assert home_finding(settings(tmp_path)).state is State.WARNING


def test_a_home_folder_without_keys_is_a_failure(tmp_path: Path) -> None:
    assert home_finding(settings(tmp_path)).state is State.FAILURE


def test_http_is_for_this_machine_only(tmp_path: Path) -> None:
    outside = "http://node.example"
    assert tls_finding(settings(tmp_path), now=NOW).state is State.OK
    assert tls_finding(settings(tmp_path, base_url=outside), now=NOW).state is State.FAILURE
    allowed = settings(tmp_path, base_url=outside, plain_http=PlainHttp.ANYWHERE)
    assert tls_finding(allowed, now=NOW).state is State.WARNING


def test_an_address_without_a_certificate_is_a_failure(tmp_path: Path) -> None:
    assert tls_finding(settings(tmp_path, base_url="https://127.0.0.1:9"), now=NOW).state is State.FAILURE


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Answer(trouble="refused"), State.FAILURE),
        (Answer(authority="XB-PKT"), State.FAILURE),
        (Answer(authority="XA-NCTC"), State.OK),
    ],
)
def test_our_address_leads_to_our_node(tmp_path: Path, answer: Answer, state: State) -> None:
    assert own_finding(settings(tmp_path), answer).state is state


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Answer(trouble="refused"), State.WARNING),
        (Answer(authority="XB-PKT", fingerprint="CCCC DDDD"), State.FAILURE),
        (Answer(authority="XD-OTHER", fingerprint="AAAA BBBB"), State.FAILURE),
        (Answer(authority="XB-PKT", fingerprint="AAAA BBBB"), State.OK),
    ],
)
def test_a_partner_with_another_key_is_a_failure(answer: Answer, state: State) -> None:
    assert peer_finding(PEER, answer).state is state


@pytest.mark.parametrize(
    ("host", "expected"), [("localhost", True), ("127.8.8.8", True), ("::1", True), ("10.0.0.1", False), ("a.b", False)]
)
def test_this_machine_is_told_from_others(host: str, *, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_a_stream_that_does_not_answer_is_a_failure_and_none_is_no_finding(tmp_path: Path) -> None:
    (found,) = stream_findings(settings(tmp_path, payments_stream="nats://127.0.0.1:1"))
    assert found.state is State.FAILURE
    assert stream_findings(settings(tmp_path)) == []
