"""A payment that is written is read back as it was, whoever pays whom; and no bytes read as two things."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.core.payment.money import Money
from simpul.core.payment.party import (
    Account,
    Agent,
    AgentRole,
    Birth,
    Identifier,
    IdentifierKind,
    Party,
    PartyKind,
    PartyRole,
    PostalAddress,
)
from simpul.core.payment.payment import MessageForm, Payment, References, payment_id
from simpul.formats.iso20022.reading import read_iso20022
from simpul.formats.iso20022.writing import TRANSFERS, write_transfers
from simpul.formats.mt103.reading import read_mt
from tests.isomessages import pacs008, transfer
from tests.mtmessages import mt
from tests.payments import AT

LETTERS = st.characters(categories=["L", "N", "P", "S"], include_characters=" ", exclude_characters="\ufffe\uffff")
words = st.text(LETTERS, min_size=1, max_size=30).map(lambda text: " ".join(text.split())).filter(bool)
ids = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/.", min_size=1, max_size=35)
countries = st.sampled_from(["XA", "XB", "XC"])
days = st.dates().map(lambda day: day.isoformat())
addresses = st.builds(
    PostalAddress,
    street=words,
    postcode=st.text("0123456789", min_size=1, max_size=16),
    town=words,
    country=countries,
    lines=st.lists(words, max_size=3).map(tuple),
)
accounts = st.builds(Account, other=st.text("0123456789", min_size=1, max_size=34))
people = st.fixed_dictionaries(
    {
        "name": words,
        "kind": st.just(PartyKind.PERSON),
        "birth": st.one_of(st.none(), st.builds(Birth, date=days, city=words, country=countries)),
        "identifiers": st.builds(Identifier, kind=st.just(IdentifierKind.PERSON), value=ids).map(lambda each: (each,)),
        "address": st.one_of(st.none(), addresses),
        "account": st.one_of(st.none(), accounts),
        "residence": st.one_of(st.just(""), countries),
    }
)
others = st.fixed_dictionaries({"name": words, "address": st.one_of(st.none(), addresses), "account": accounts})


@st.composite
def payments(draw: st.DrawFn) -> Payment:
    """A payment of what a written message can hold."""
    originator, beneficiary = draw(st.one_of(people, others)), draw(st.one_of(people, others))
    banks = tuple(
        Agent(role=role, bic=draw(st.sampled_from(["SIMPXAXA", "SIMPXBXB123"])))
        for role in (AgentRole.ORIGINATOR_AGENT, AgentRole.BENEFICIARY_AGENT)
    )
    return Payment(
        form=MessageForm.ISO_20022,
        message=draw(st.sampled_from(TRANSFERS)),
        message_id=draw(ids),
        number=1,
        references=References(end_to_end=draw(ids), transaction=draw(ids)),
        amount=Money(currency="EUR", minor=draw(st.integers(1, 10**15)), decimals=2),
        parties=(Party(role=PartyRole.ORIGINATOR, **originator), Party(role=PartyRole.BENEFICIARY, **beneficiary)),
        agents=banks,
        created_at="2026-03-14T09:00:00Z",
        settled_on=draw(days),
        charges="SHAR",
        purpose=draw(st.sampled_from(["", "CHAR"])),
        remittance=draw(st.lists(words, max_size=3).map(tuple)),
    )


@settings(max_examples=150)
@given(payments())
def test_a_payment_that_is_written_is_read_back(payment: Payment) -> None:
    raw = write_transfers([payment], name=payment.message, message_id=payment.message_id, at=AT)
    (found,) = read_iso20022(raw).payments
    assert found == payment
    assert payment_id(found) == payment_id(payment)


@settings(max_examples=60)
@given(st.lists(payments(), min_size=1, max_size=4))
def test_each_payment_of_a_message_has_an_id_of_its_own(several: list[Payment]) -> None:
    raw = write_transfers(several * 2, name=TRANSFERS[0], message_id="M-1", at=AT)
    found = read_iso20022(raw).payments
    assert len({payment_id(each) for each in found}) == 2 * len(several)


@given(words, st.sampled_from(["Dbtr", "Cdtr", "UltmtDbtr", "DbtrAgt"]))
def test_whatever_a_name_is_it_is_read_whole_or_told_of(name: str, tag: str) -> None:
    escaped = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    inside = f"<Nm>{escaped}</Nm>" if tag != "DbtrAgt" else f"<FinInstnId><Nm>{escaped}</Nm></FinInstnId>"
    raw = pacs008(transfer()).decode()
    if tag == "UltmtDbtr":
        changed = raw.replace("<Dbtr>", f"<UltmtDbtr>{inside}</UltmtDbtr><Dbtr>")
    else:
        begin, _, rest = raw.partition(f"<{tag}>")
        changed = f"{begin}<{tag}>{inside}</{tag}>{rest.partition(f'</{tag}>')[2]}"
    (found,) = read_iso20022(changed.encode()).payments
    names = [*(each.name for each in found.parties), *(each.name for each in found.agents)]
    assert name in names


@given(st.text("ABC abc.-/'", min_size=1, max_size=35))
def test_a_name_in_an_mt103_is_read_whole_or_the_message_is_rejected(name: str) -> None:
    found = read_mt(mt({"50K": f"/77\r\n{name}"}))
    if found.rejected:
        assert not name.strip()
        assert "field 50K" in found.rejected[0].place
    else:
        assert found.payments[0].originator.name == name.strip()


@given(st.binary(max_size=200))
def test_no_bytes_are_a_message_of_both_kinds(raw: bytes) -> None:
    for one, other in ((read_iso20022, read_mt), (read_mt, read_iso20022)):
        try:
            one(raw)
        except InputError:
            continue
        with pytest.raises(InputError):
            other(raw)
