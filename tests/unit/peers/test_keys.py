import json
import stat
from pathlib import Path

import pytest

from simpul.core.errors import ConflictError, SettingsError
from simpul.peers.keys import KeyCost, NodeKeyring, create_keys, fingerprint_of, load_keys

PASSPHRASE = "three sentences and a harbour"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "node.key"


@pytest.fixture
def keys(path: Path) -> NodeKeyring:
    return create_keys(path, PASSPHRASE, KeyCost.FAST_FOR_TESTS)


def test_what_was_created_is_what_is_loaded(path: Path, keys: NodeKeyring) -> None:
    loaded = load_keys(path, PASSPHRASE)
    assert (loaded.identity_key, loaded.sealing_key) == (keys.identity_key, keys.sealing_key)
    assert loaded.sign(b"message") == keys.sign(b"message")
    assert loaded.secret_for("cookies") == keys.secret_for("cookies")


def test_a_signature_holds_for_its_message_and_key_only(keys: NodeKeyring, tmp_path: Path) -> None:
    other = create_keys(tmp_path / "other.key", PASSPHRASE, KeyCost.FAST_FOR_TESTS)
    signature = keys.sign(b"message")
    assert keys.verify(identity_key=keys.identity_key, signature=signature, message=b"message")
    assert not keys.verify(identity_key=keys.identity_key, signature=signature, message=b"messag")
    assert not keys.verify(identity_key=other.identity_key, signature=signature, message=b"message")
    assert not keys.verify(identity_key=keys.identity_key, signature=signature[:-1], message=b"message")


def test_two_nodes_never_share_a_key(keys: NodeKeyring, tmp_path: Path) -> None:
    other = create_keys(tmp_path / "other.key", PASSPHRASE, KeyCost.FAST_FOR_TESTS)
    assert other.identity_key != keys.identity_key
    assert other.sealing_key != keys.sealing_key
    assert other.secret_for("cookies") != keys.secret_for("cookies")


def test_each_purpose_has_a_secret_of_its_own(keys: NodeKeyring) -> None:
    assert len(keys.secret_for("cookies")) == 32
    assert keys.secret_for("cookies") != keys.secret_for("tickets")


@pytest.mark.parametrize("wrong", ["", "three sentences and a harbou", PASSPHRASE.upper()])
def test_a_wrong_passphrase_opens_nothing_and_is_told_as_such(path: Path, keys: NodeKeyring, wrong: str) -> None:
    with pytest.raises(SettingsError, match="the passphrase does not open the key file"):
        load_keys(path, wrong)


def test_a_short_passphrase_is_refused_before_anything_is_written(path: Path) -> None:
    with pytest.raises(SettingsError, match="shorter than 8"):
        create_keys(path, "seven77", KeyCost.FAST_FOR_TESTS)
    assert list(path.parent.iterdir()) == []


def test_a_key_file_is_never_overwritten(path: Path, keys: NodeKeyring) -> None:
    with pytest.raises(ConflictError, match="there are keys already"):
        create_keys(path, "another passphrase", KeyCost.FAST_FOR_TESTS)
    assert load_keys(path, PASSPHRASE).identity_key == keys.identity_key
    assert [item.name for item in path.parent.iterdir()] == ["node.key"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be written"):
        create_keys(tmp_path / "nowhere" / "node.key", PASSPHRASE, KeyCost.FAST_FOR_TESTS)


def test_only_the_owner_reads_the_file(path: Path, keys: NodeKeyring) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_file_says_its_cost_and_keeps_the_private_keys_to_itself(path: Path, keys: NodeKeyring) -> None:
    text = path.read_text()
    said = json.loads(text)
    assert said["cost"] == {"name": "fast-for-tests", "memory_kib": 8, "passes": 1, "lanes": 1}
    assert said["identity_key"] == keys.identity_key
    assert keys._identity.private_bytes_raw().hex() not in text
    assert keys._secret.hex() not in text


def test_the_standard_cost_is_the_second_of_rfc_9106(path: Path) -> None:
    create_keys(path, PASSPHRASE)
    assert json.loads(path.read_text())["cost"] == {
        "name": "standard",
        "memory_kib": 65536,
        "passes": 3,
        "lanes": 4,
    }
    assert load_keys(path, PASSPHRASE).cost is KeyCost.STANDARD


def test_a_cheap_cost_under_an_honest_name_is_refused(path: Path, keys: NodeKeyring) -> None:
    said = json.loads(path.read_text())
    said["cost"]["name"] = "standard"
    path.write_text(json.dumps(said))
    with pytest.raises(SettingsError, match="below the floor"):
        load_keys(path, PASSPHRASE)


@pytest.mark.parametrize("field", ["salt", "nonce", "sealed", "identity_key", "sealing_key"])
def test_a_changed_field_is_noticed(path: Path, keys: NodeKeyring, field: str) -> None:
    said = json.loads(path.read_text())
    said[field] = ("1" if said[field][0] == "0" else "0") + said[field][1:]
    path.write_text(json.dumps(said))
    with pytest.raises(SettingsError):
        load_keys(path, PASSPHRASE)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format":"simpul/report/1"}',
        b" " * 20_000,
    ],
)
def test_a_file_that_is_no_key_file_is_told(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(SettingsError, match=r"node\.key"):
        load_keys(path, PASSPHRASE)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("memory_kib", 2**40),
        ("memory_kib", 7),
        ("passes", 10_000),
        ("lanes", 1_000),
        ("lanes", 2),
        ("passes", "many"),
    ],
)
def test_a_cost_out_of_bounds_is_refused_before_it_is_paid(
    path: Path, keys: NodeKeyring, place: str, value: object
) -> None:
    said = json.loads(path.read_text())
    said["cost"][place] = value
    path.write_text(json.dumps(said))
    with pytest.raises(SettingsError, match=r"node\.key"):
        load_keys(path, PASSPHRASE)


def test_no_file_is_told(path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_keys(path, PASSPHRASE)


def test_a_fingerprint_is_eight_groups_of_four(keys: NodeKeyring) -> None:
    groups = keys.fingerprint.split(" ")
    assert [len(group) for group in groups] == [4] * 8
    assert set("".join(groups)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")


def test_a_fingerprint_is_the_hash_of_the_key() -> None:
    """The SHA-256 of 32 zero bytes begins 66687aadf862bd776c8fc18b8e9f8e2008971485, in base 32 as below."""
    assert fingerprint_of("00" * 32) == "MZUH VLPY MK6X O3EP YGFY 5H4O EAEJ OFEF"


def test_keys_do_not_show_themselves(keys: NodeKeyring) -> None:
    assert keys.identity_key not in repr(keys)
    assert "_identity" not in repr(keys)
