import json
import random
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simpul.core.cooperation.chain import AuthorKey
from simpul.core.cooperation.custody import custody_of
from simpul.core.errors import InputError
from simpul.core.ids import seal
from simpul.core.node import Limits
from simpul.core.units.record import DOMAIN_OF, SignedRecord, UnitRecord, kind_of, signed_message
from simpul.peers.chains import ReadChain, read_chain, write_chain
from simpul.peers.keys import KeyCost, NodeKeyring, create_keys
from tests.evidence import AT, XA, XB, a_chain, an_item

LATER = AT + timedelta(days=500)
ITEM = an_item()
CHAIN = a_chain(ITEM)


@pytest.fixture(scope="module")
def keyrings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, NodeKeyring]:
    """The keys of XA and XB."""
    home: Path = tmp_path_factory.mktemp("keys")
    return {each: create_keys(home / each, "a passphrase for tests", cost=KeyCost.FAST_FOR_TESTS) for each in (XA, XB)}


def signed(keyrings: dict[str, NodeKeyring], value: UnitRecord) -> SignedRecord:
    sealed = seal(DOMAIN_OF[kind_of(value)], value)
    signature = keyrings[value.originator].sign(signed_message(kind_of(value), sealed.body))
    return SignedRecord(record=sealed, signature=signature)


@pytest.fixture(scope="module")
def document(keyrings: dict[str, NodeKeyring]) -> bytes:
    """The chain of an item of XB's as XA lets it leave."""
    authors = [
        AuthorKey(authority=each, name=f"Centre of {each}", identity_key=keyrings[each].identity_key)
        for each in (XA, XB)
    ]
    return write_chain(
        keyrings[XA],
        [signed(keyrings, ITEM), *(signed(keyrings, each) for each in CHAIN)],
        custody_of(ITEM, CHAIN, at=LATER),
        exporter=XA,
        authors=authors,
        at=LATER,
        limits=Limits(),
    )


def read(raw: bytes, **known: str) -> ReadChain:
    named = {name.replace("_", "-"): fingerprint for name, fingerprint in known.items()}
    return read_chain(raw, limits=Limits(), known=named, at=LATER)


def test_a_chain_is_checked_without_a_node(document: bytes, keyrings: dict[str, NodeKeyring]) -> None:
    found = read(document, XB_NCTC=keyrings[XB].fingerprint)
    assert (found.item, found.custody.is_unbroken, len(found.custody.links)) == (ITEM, True, 9)
    assert found.fingerprints == {each: keyrings[each].fingerprint for each in (XA, XB)}


def test_a_key_that_is_not_the_authoritys_is_refused(document: bytes, keyrings: dict[str, NodeKeyring]) -> None:
    with pytest.raises(InputError, match="another than the fingerprint") as refused:
        read(document, XB_NCTC=keyrings[XA].fingerprint)
    assert refused.value.place == "statement.keys"


@pytest.mark.parametrize("index", range(9))
def test_a_record_that_was_changed_is_refused_with_its_place(document: bytes, index: int) -> None:
    read_in = json.loads(document)
    body = json.dumps(read_in["chain"]["records"][index]["body"], ensure_ascii=False, separators=(",", ":"))
    where = "Harbour Street 4" if index == 0 else "Evidence store"
    changed = document.replace(body.encode(), body.replace(where, "Somewhere else", 1).encode())
    assert changed != document
    with pytest.raises(InputError) as refused:
        read(changed)
    assert refused.value.place == f"chain.records[{index}].signature"


def test_a_chain_that_is_cut_short_afterwards_is_found_out(document: bytes) -> None:
    cut = document[: document.rindex(b',{"kind":"custody-entry"')] + document[document.index(b']},"statement"') :]
    with pytest.raises(InputError, match="not the records that were let leave"):
        read(cut)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**31))
def test_any_byte_that_is_changed_is_found(document: bytes, seed: int) -> None:
    chance = random.Random(seed)
    at = chance.randrange(len(document))
    changed = bytes([*document[:at], document[at] ^ chance.randint(1, 255), *document[at + 1 :]])
    with pytest.raises(InputError):
        read(changed)


@pytest.mark.parametrize("raw", [b"", b"{}", b"[]", b'{"chain":{},"statement":{}}', b'{"chain":1,"statement":2}'])
def test_what_is_no_chain_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError):
        read(raw)
