"""Transfers are read whole: amounts, parties, institutions, what for; and refused with line and reason."""

import pytest

from simpul.core.errors import InputError
from simpul.core.payment.party import AgentRole, IdentifierKind, PartyKind, PartyRole
from simpul.core.payment.payment import Payment
from simpul.formats.iso20022.document import UnknownMessageError
from simpul.formats.iso20022.reading import read_iso20022
from tests.isomessages import (
    PERSON,
    SOCIETY,
    UETR,
    agent,
    enveloped,
    message,
    pacs008,
    pacs009,
    pain001,
    transfer,
)


def only(raw: bytes) -> Payment:
    """The one payment of a message."""
    (payment,) = read_iso20022(raw).payments
    return payment


def rejected(*transfers: str) -> tuple[str, str]:
    """Place and reason of the one transaction that was rejected."""
    (found,) = read_iso20022(pacs008(*transfers)).rejected
    return found.place, found.reason


def test_a_payment_is_read_whole() -> None:
    payment = only(pacs008())
    assert (str(payment.amount), payment.settled_on, payment.purpose) == ("1250.00 EUR", "2026-03-14", "CHAR")
    assert (payment.references.end_to_end, payment.references.uetr) == ("E-1", UETR)
    assert payment.remittance == ("Relief for the flood",)
    assert (payment.message, payment.message_id, payment.number) == ("pacs.008.001.08", "M-1", 1)
    assert payment.unread == ()


def test_a_person_and_an_organisation_are_read_whole() -> None:
    payment = only(pacs008())
    tarik, society = payment.originator, payment.beneficiary
    assert (tarik.kind, society.kind) == (PartyKind.PERSON, PartyKind.ORGANISATION)
    assert tarik.birth is not None
    assert (tarik.birth.date, tarik.birth.city, tarik.birth.country) == ("1971-03-14", "Port", "XA")
    assert tarik.identifiers[0].scheme == "CCPT"
    assert tarik.account is not None
    assert tarik.account.iban == "XA46SIMP0000012345"
    assert tarik.address is not None
    assert tarik.address.words() == ("1", "Quay", "Port", "XA")
    assert society.identified_by(IdentifierKind.LEI) == ("SIMP00HARBOURSOC0140",)


def test_institutions_are_read_by_their_parts() -> None:
    number = "<Id><Othr><Id>77</Id></Othr></Id>"
    chain = f"<IntrmyAgt1>{agent('SIMPXCXC')}</IntrmyAgt1><IntrmyAgt1Acct>{number}</IntrmyAgt1Acct>"
    payment = only(pacs008(transfer(before=chain)))
    first = payment.agent(AgentRole.INTERMEDIARY_1)
    assert first is not None
    assert first.account is not None
    assert (first.bic, first.account.other) == ("SIMPXCXC", "77")
    assert [each.role for each in payment.agents] == [
        AgentRole.INTERMEDIARY_1,
        AgentRole.ORIGINATOR_AGENT,
        AgentRole.BENEFICIARY_AGENT,
    ]


def test_ultimate_parties_and_invoicers_are_read_too() -> None:
    strd = f"<Strd><Invcr>{PERSON}</Invcr><Invcee>{SOCIETY}</Invcee><AddtlRmtInf>invoice 7</AddtlRmtInf></Strd>"
    raw = pacs008(transfer(before="<UltmtDbtr><Nm>Omar Saleh</Nm></UltmtDbtr>")).replace(
        b"</RmtInf>", strd.encode() + b"</RmtInf>"
    )
    payment = only(raw)
    assert [each.role for each in payment.parties] == [
        PartyRole.ULTIMATE_ORIGINATOR,
        PartyRole.ORIGINATOR,
        PartyRole.BENEFICIARY,
        PartyRole.INVOICER,
        PartyRole.INVOICEE,
    ]
    assert payment.remittance == ("Relief for the flood", "invoice 7")


def test_several_transactions_are_several_payments_each_with_its_place() -> None:
    raw = pacs008(transfer(number=1), "\n", transfer(number=2), "\n", transfer(number=3), count=3)
    found = read_iso20022(raw)
    assert [each.place for each in found.transactions] == ["line 1", "line 2", "line 3"]
    assert [each.number for each in found.payments] == [1, 2, 3]
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("bad", "place", "reason"),
    [
        (transfer(amount="1.005"), "line 1, settled amount", "EUR has 2 decimals, and 1.005 has more"),
        (transfer(amount="0"), "line 1, payment.amount", "a payment's amount is above nought"),
        (transfer(currency="ZZZ"), "line 1, settled amount", "no currency has the code 'ZZZ'"),
        (transfer(amount="many"), "line 1, settled amount", "not an amount: 'many'"),
        (transfer(before="<Dbtr><Nm>Another</Nm></Dbtr>"), "line 1", "<Dbtr> stands twice"),
        (transfer(debtor="<Nm>A<b>B</b></Nm>"), "line 1", "<Nm> holds elements, not text"),
        (transfer().replace("2026-03-14<", "2026-02-30<"), "line 1, payment.settled_on", "not a day"),
        (transfer().replace("1971-03-14", "1971-13-14"), "line 1, BirthDt", "not a day"),
        (transfer().replace("<Cdtr>", "<Xdtr>").replace("</Cdtr>", "</Xdtr>"), "line 1, beneficiary", "beneficiary"),
        (transfer(debtor=f"<Nm>{'x' * 401}</Nm>"), "line 1, originator", "longer than 400"),
    ],
)
def test_a_transaction_that_cannot_be_read_is_rejected_and_the_others_are_read(
    bad: str, place: str, reason: str
) -> None:
    found = read_iso20022(pacs008(bad, transfer(number=2)))
    assert [each.number for each in found.payments] == [2]
    (said,) = found.rejected
    assert (said.number, said.place, said.references.end_to_end) == (1, place, "E-1")
    assert reason in said.reason


def test_an_element_that_nobody_knows_is_told_of_and_does_not_stop_the_payment() -> None:
    payment = only(pacs008(transfer(before="<Dbtor><Nm>Omar Saleh</Nm></Dbtor>")))
    assert payment.unread == ("Dbtor",)


def test_supplementary_data_is_kept_as_text() -> None:
    more = "<SplmtryData><Envlp><Any><Name>Omar Saleh</Name></Any></Envlp></SplmtryData>"
    assert only(pacs008(transfer(after=more))).beside == ("Omar Saleh",)


def test_blanks_and_line_breaks_in_a_name_become_one_blank() -> None:
    assert only(pacs008(transfer(debtor="<Nm>\n  Tarik\n  Amri </Nm>"))).originator.name == "Tarik Amri"


def test_comments_do_not_part_a_name_and_character_references_are_read() -> None:
    said = "<Nm>Ta<!-- x -->rik &#65;mri &amp; Sons<![CDATA[ <Ltd>]]></Nm>"
    assert only(pacs008(transfer(debtor=said))).originator.name == "Tarik Amri & Sons <Ltd>"


def test_a_count_and_a_sum_that_do_not_agree_are_remarked() -> None:
    assert read_iso20022(pacs008(transfer(), transfer(number=2), count=7)).remarks == ("7 transactions told, 2 found",)
    wrong = pain001().replace(b"<CtrlSum>300<", b"<CtrlSum>301<")
    assert read_iso20022(wrong).remarks == ("a control sum of 301 told, another found",)


def test_an_initiation_says_the_debtor_once_for_all_its_payments() -> None:
    found = read_iso20022(pain001())
    assert [str(each.amount) for each in found.payments] == ["100.00 EUR", "200.00 EUR"]
    assert {each.originator.name for each in found.payments} == {"Tarik Amri"}
    assert {each.settled_on for each in found.payments} == {"2026-03-17"}
    assert found.payments[0].party(PartyRole.INITIATOR) is not None


def test_who_stands_behind_a_cover_payment_is_a_party_of_it() -> None:
    payment = only(pacs009())
    assert payment.originator.kind is PartyKind.INSTITUTION
    assert payment.originator.identified_by(IdentifierKind.BIC) == ("SIMPXAXA",)
    behind = payment.party(PartyRole.UNDERLYING_ORIGINATOR)
    assert behind is not None
    assert (behind.name, behind.account is not None) == ("Tarik Amri", True)
    assert payment.agent(AgentRole.UNDERLYING_BENEFICIARY_AGENT) is not None


def test_a_business_header_is_read_and_must_name_its_message() -> None:
    found = read_iso20022(enveloped(pacs008()))
    assert found.header is not None
    assert (found.header.id, found.header.sender, found.header.recipient) == ("B-1", "SIMPXAXA", "SIMPXBXB")
    with pytest.raises(InputError, match=r"the header names 'pacs\.009"):
        read_iso20022(enveloped(pacs008(), named="pacs.009.001.08"))


@pytest.mark.parametrize("wrong", [{"documents": 2}, {"headers": 2}])
def test_two_messages_in_one_envelope_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(InputError, match="more than one message"):
        read_iso20022(enveloped(pacs008(), **wrong))  # type: ignore[arg-type]  # numbers by name


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (pacs008(version="14"), "pacs.008.001.14"),
        (message("pain.008.001.02", "CstmrDrctDbtInitn", ""), "pain.008.001.02"),
        (message("pacs.008.002.08", "FIToFICstmrCdtTrf", ""), "pacs.008.002.08"),
        (b"<Document/>", "Document"),
        (b"<html/>", "html"),
        (b'<Document xmlns="urn:other"/>', "urn:other"),
    ],
)
def test_a_message_or_a_version_that_is_not_known_is_refused_as_such(raw: bytes, name: str) -> None:
    with pytest.raises(UnknownMessageError) as refused:
        read_iso20022(raw)
    assert (refused.value.name, refused.value.place) == (name, "line 1")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (message("pacs.008.001.08", "FIToFICstmrDrctDbt", ""), "pacs.008.001.08 holds"),
        (message("pacs.008.001.08", "FIToFICstmrCdtTrf", transfer()), "no id of the message"),
        (pacs008().replace(b"<MsgId>M-1</MsgId>", b""), "no id of the message"),
        (pacs008(""), "no transaction"),
        (pacs008().replace(b"T09:00:00Z", b"T25:00:00Z"), "not a moment"),
        (pacs008().replace(b"</GrpHdr>", b"<MsgId>M-2</MsgId></GrpHdr>"), "<MsgId> stands twice"),
    ],
)
def test_what_a_message_gets_wrong_refuses_it(raw: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        read_iso20022(raw)
    assert refused.value.place


def test_the_swiss_name_of_a_message_is_known() -> None:
    swiss = b"http://www.six-interbank-clearing.com/de/pain.001.001.09.ch.03.xsd"
    found = read_iso20022(pain001().replace(b"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09", swiss))
    assert (found.name, len(found.payments)) == ("pain.001.001.09", 2)
