"""MT103 and MT202 COV are read field by field, and what is wrong is named with field and line."""

import pytest

from simpul.core.errors import InputError
from simpul.core.payment.party import AgentRole, IdentifierKind, PartyKind, PartyRole
from simpul.core.payment.payment import Payment
from simpul.formats.mt103.reading import is_mt, read_mt
from tests.mtmessages import FIELDS, UETR, block, cover, mt

LOCAL = "{1:F01SIMPXAXAAXXX0000000000}{2:O1031200260314SIMPXCXCBXXX00000000002603141200N}{4:\r\n"


def only(raw: bytes) -> Payment:
    found = read_mt(raw)
    assert found.rejected == ()
    return found.payments[0]


def refused(raw: bytes) -> str:
    (found,) = read_mt(raw).rejected
    return f"{found.place}: {found.reason}"


def test_a_customer_transfer_is_read_whole() -> None:
    payment = only(mt())
    assert (str(payment.amount), str(payment.instructed), payment.settled_on) == (
        "1250.00 EUR",
        "1260.00 EUR",
        "2026-03-14",
    )
    assert (payment.references.instruction, payment.references.uetr) == ("REF-1", UETR)
    assert (payment.originator.name, payment.beneficiary.name) == ("TARIK AMRI", "HARBOUR SOCIETY")
    assert payment.originator.account is not None
    assert payment.originator.account.iban == "XA46SIMP0000012345"
    assert payment.originator.address is not None
    assert payment.originator.address.lines == ("1 QUAY", "PORT")
    assert payment.remittance == ("RELIEF", "FOR THE FLOOD")
    assert (payment.message, payment.charges, payment.unread) == ("MT103", "SHA", ())


def test_the_banks_are_those_named_and_else_who_sent_and_received() -> None:
    payment = only(mt({"57A": "", "56A": "SIMPXCXC"}))
    found = {each.role: each.bic for each in payment.agents}
    assert found[AgentRole.INTERMEDIARY_1] == "SIMPXCXC"
    assert found[AgentRole.BENEFICIARY_AGENT] == "SIMPXBXB"
    assert found[AgentRole.INSTRUCTED] == "SIMPXBXB"


def test_a_message_that_came_out_names_its_sender_in_block_2() -> None:
    inside = "".join(f":{tag}:{text}\r\n" for tag, text in FIELDS.items())
    payment = only(f"{LOCAL}{inside}-}}".encode())
    sender, recipient = payment.agent(AgentRole.INSTRUCTING), payment.agent(AgentRole.INSTRUCTED)
    assert sender is not None
    assert recipient is not None
    assert (sender.bic, recipient.bic) == ("SIMPXCXC", "SIMPXAXA")


def test_option_f_says_name_address_birth_and_numbers() -> None:
    person = only(mt({"50K": "", "50F": "CCPT/XA/P0458\r\n1/TARIK AMRI\r\n3/XA/PORT\r\n4/19710314\r\n5/XA/PORT"}))
    tarik = person.originator
    assert (tarik.name, tarik.kind) == ("TARIK AMRI", PartyKind.PERSON)
    assert tarik.birth is not None
    assert (tarik.birth.date, tarik.birth.country, tarik.birth.city) == ("1971-03-14", "XA", "PORT")
    assert tarik.identified_by(IdentifierKind.PERSON) == ("P0458",)
    assert tarik.address is not None
    assert (tarik.address.country, tarik.address.town) == ("XA", "PORT")


def test_a_line_of_option_f_that_was_cut_goes_on_behind_8() -> None:
    lines = "/77\r\n1/TARIK AMR\r\n8/I BIN SALEH\r\n3/XA"
    assert only(mt({"50K": "", "50F": lines})).originator.name == "TARIK AMRI BIN SALEH"


def test_who_pays_may_be_named_by_a_bic() -> None:
    bank = only(mt({"50K": "", "50A": "/77\r\nSIMPXAXA"})).originator
    assert (bank.kind, bank.identified_by(IdentifierKind.BIC)) == (PartyKind.INSTITUTION, ("SIMPXAXA",))
    assert bank.account is not None
    assert bank.account.other == "77"


def test_institutions_come_by_code_by_number_or_by_name() -> None:
    payment = only(mt({"52A": "", "52D": "/C/77\r\nBANK OF PORT\r\nPORT", "57A": "", "57C": "//FW021000018"}))
    first, last = payment.agent(AgentRole.ORIGINATOR_AGENT), payment.agent(AgentRole.BENEFICIARY_AGENT)
    assert first is not None
    assert last is not None
    assert (first.name, first.account is not None) == ("BANK OF PORT", True)
    assert last.identifiers[0].value == "FW021000018"


def test_who_stands_behind_a_cover_is_a_party_of_it() -> None:
    payment = only(cover())
    assert (payment.message, str(payment.amount), payment.references.end_to_end) == ("MT202COV", "99.00 USD", "REF-1")
    assert payment.originator.identified_by(IdentifierKind.BIC) == ("SIMPXAXA",)
    behind = payment.party(PartyRole.UNDERLYING_ORIGINATOR)
    assert behind is not None
    assert (behind.name, behind.birth is not None) == ("TARIK AMRI", True)
    paid = payment.party(PartyRole.UNDERLYING_BENEFICIARY)
    assert paid is not None
    assert paid.name == "HARBOUR SOCIETY"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"20": ""}, "line 1: field 20 is missing"),
        ({"20": "/REF"}, "line 2, field 20: not a reference"),
        ({"20": "A//B"}, "line 2, field 20: not a reference"),
        ({"23B": "1"}, "line 3, field 23B: not a code"),
        ({"32A": "260230EUR1,"}, "line 4, field 32A: there is no such day"),
        ({"32A": "260314EUR1.00"}, "line 4, field 32A: not a day, a currency and an amount"),
        ({"32A": "260314EUR1,005"}, "line 4, field 32A: EUR has 2 decimals"),
        ({"32A": "260314ZZZ1,"}, "line 4, field 32A: no currency has the code"),
        ({"32A": "260314EUR0,"}, "line 1, payment.amount: a payment's amount is above nought"),
        ({"33B": "EUR"}, "line 5, field 33B: not a currency and an amount"),
        ({"50K": ""}, "line 1: field 50A or 50F or 50K is missing"),
        ({"50K": "/77"}, "line 6, field 50K: no name"),
        ({"50K": "TARIK AMRI\r\n\r\nPORT"}, "line 7, field 50K: an empty line"),
        ({"50K": "X" * 38}, "line 6, field 50K: longer than 35"),
        ({"50K": "", "50F": "/77\r\nTARIK"}, "field 50F: not a numbered line"),
        ({"50K": "", "50F": "/77\r\n1/TARIK\r\n4/19711314"}, "field 50F: not a day"),
        ({"50K": "TARIK @MRI"}, "line 6, field 50K: holds the character U+0040"),
        ({"52A": "SIMP"}, "line 10, field 52A: not a BIC"),
        ({"59": ""}, "line 1: field 59 or 59A or 59F is missing"),
        ({"70": "A\r\nB\r\nC\r\nD\r\nE"}, "field 70: more than 4 lines"),
        ({"71A": "ALL"}, "field 71A: neither OUR, SHA nor BEN"),
    ],
)
def test_a_field_that_is_missing_or_malformed_is_named_with_its_line(fields: dict[str, str], said: str) -> None:
    assert said in refused(mt(fields))


def test_a_field_that_stands_twice_is_refused() -> None:
    assert refused(mt(more=":20:REF-2\r\n")).endswith("field 20: field 20 stands twice")


def test_a_field_that_no_mt103_has_is_told_of_and_one_that_says_nothing_is_not() -> None:
    assert only(mt(more=":99X:SOMEBODY\r\n:71F:EUR2,00\r\n")).unread == ("field 99X",)


def test_a_unique_reference_that_is_none_is_refused() -> None:
    assert "field 121" in refused(mt(user="{121:7f9c}"))


@pytest.mark.parametrize("raw", [b"", b"hello", b"{2:I103}", b"x{1:F01SIMPXAXAAXXX0000000000}", "{1:é}".encode()])
def test_what_is_no_file_of_messages_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError):
        read_mt(raw)


def test_a_message_of_a_file_that_is_badly_made_does_not_stop_the_others() -> None:
    raw = b"$\r\n".join([mt(), mt()[:60], mt(kind="940"), cover(user=""), cover(), block("no field")])
    found = read_mt(raw)
    assert [each.message for each in found.payments] == ["MT103", "MT202COV"]
    assert [(each.number, each.reason) for each in found.rejected] == [
        (2, "block 4 is not there, or does not end"),
        (3, "MT940 is not read"),
        (4, "MT202 is not read"),
        (6, "block 4 does not begin with a field"),
    ]
    assert found.rejected[1].references.instruction == "REF-1"


def test_a_day_of_six_figures_is_of_the_years_1980_to_2079() -> None:
    assert only(mt({"32A": "791231EUR1,"})).settled_on == "2079-12-31"
    assert only(mt({"32A": "800101EUR1,"})).settled_on == "1980-01-01"


def test_a_file_of_mt_messages_is_known_by_its_first_bytes() -> None:
    assert is_mt(b"\x01\r\n" + mt())
    assert not is_mt(b"<Document/>")
