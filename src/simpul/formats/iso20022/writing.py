"""Writing messages: the answer to a payment (pacs.002), and payments (pacs.008) for tests and generated scenarios.

Rules:
1. The answer says of each payment what its recorded state means to who sent it: released is accepted for settlement,
   held and frozen are pending, rejected is rejected. It never says why beyond a code: who is frozen is not told that
   he or she is listed, and a hold is not an accusation.
2. What is written is valid by the schema of its version, and `read_iso20022` reads it back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from simpul.core.errors import InputError
from simpul.core.ids import timestamp
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.original import TransactionStatus
from simpul.core.payment.party import Account, Agent, AgentRole, IdentifierKind, Party, PartyKind, PartyRole
from simpul.core.payment.payment import Payment, References
from simpul.formats.xml import Element

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
STATUS_REPORT = "pacs.002.001.10"
TRANSFERS = ("pacs.008.001.08", "pacs.008.001.10", "pacs.008.001.12")
MOST_ID = 35
MOST_NAME = 140
REGULATORY = "RR04"
"""ISO 20022 external status reason: regulatory reason."""

STATUS_OF = {
    PaymentState.RELEASED: TransactionStatus.ACCEPTED_SETTLEMENT_IN_PROCESS,
    PaymentState.HELD: TransactionStatus.PENDING,
    PaymentState.FROZEN: TransactionStatus.PENDING,
    PaymentState.REJECTED: TransactionStatus.REJECTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is answered of one payment: its references, its state, and the code of the reason where there is one."""

    references: References
    state: PaymentState
    code: str = ""


def write_status_report(
    answers: Sequence[Answer], *, message_id: str, original_id: str, original_name: str, at: datetime
) -> bytes:
    """Write the answer to the payments of one message as pacs.002.

    Raises:
        InputError: there is nothing to answer, or an id does not fit.
    """
    if not answers:
        raise InputError("an answer answers something", place="answers")
    root, body = _document(STATUS_REPORT, "FIToFIPmtStsRpt")
    header = _under(body, "GrpHdr")
    _text(header, "MsgId", _id(message_id))
    _text(header, "CreDtTm", timestamp(at))
    group = _under(body, "OrgnlGrpInfAndSts")
    _text(group, "OrgnlMsgId", _id(original_id))
    _text(group, "OrgnlMsgNmId", _id(original_name))
    for answer in answers:
        _write_answer(_under(body, "TxInfAndSts"), answer)
    return _bytes(root)


def write_transfers(payments: Sequence[Payment], *, name: str, message_id: str, at: datetime) -> bytes:
    """Write payments as one pacs.008 of a version: ids, amount, day, parties with address and account, banks, purpose.

    Raises:
        InputError: there is no payment, the version is not written, or a payment says what this message cannot hold.
    """
    if name not in TRANSFERS or not payments:
        raise InputError(f"written are {', '.join(TRANSFERS)}, of one payment at least", place="message")
    root, body = _document(name, "FIToFICstmrCdtTrf")
    header = _under(body, "GrpHdr")
    _text(header, "MsgId", _id(message_id))
    _text(header, "CreDtTm", timestamp(at))
    _text(header, "NbOfTxs", str(len(payments)))
    _text(_under(header, "SttlmInf"), "SttlmMtd", "CLRG")
    for payment in payments:
        _write_transfer(_under(body, "CdtTrfTxInf"), payment)
    return _bytes(root)


def _write_answer(parent: Element, answer: Answer) -> None:
    references = answer.references
    _text(parent, "OrgnlInstrId", references.instruction[:MOST_ID])
    _text(parent, "OrgnlEndToEndId", references.end_to_end[:MOST_ID])
    _text(parent, "OrgnlTxId", references.transaction[:MOST_ID])
    _text(parent, "OrgnlUETR", references.uetr)
    _text(parent, "TxSts", STATUS_OF[answer.state].value)
    code = answer.code or (REGULATORY if answer.state is PaymentState.REJECTED else "")
    if code:
        reason = _under(_under(parent, "StsRsnInf"), "Rsn")
        _text(reason, "Cd" if len(code) <= 4 else "Prtry", code[:MOST_ID])


def _write_transfer(parent: Element, payment: Payment) -> None:
    identification = _under(parent, "PmtId")
    _text(identification, "InstrId", payment.references.instruction)
    _text(identification, "EndToEndId", payment.references.end_to_end or "NOTPROVIDED")
    _text(identification, "TxId", payment.references.transaction)
    _text(identification, "UETR", payment.references.uetr)
    settled = _text(parent, "IntrBkSttlmAmt", payment.amount.figure)
    settled.set("Ccy", payment.amount.currency)
    _text(parent, "IntrBkSttlmDt", payment.settled_on)
    _text(parent, "ChrgBr", payment.charges or "SHAR")
    _write_agents(parent, payment, (("InstgAgt", AgentRole.INSTRUCTING), ("InstdAgt", AgentRole.INSTRUCTED)))
    _write_party(parent, "UltmtDbtr", payment.party(PartyRole.ULTIMATE_ORIGINATOR))
    _write_party(parent, "Dbtr", payment.originator)
    _write_account(parent, "DbtrAcct", payment.originator.account)
    ends = (("DbtrAgt", AgentRole.ORIGINATOR_AGENT), ("CdtrAgt", AgentRole.BENEFICIARY_AGENT))
    for tag, role in ends:
        _write_agent(parent, tag, payment.agent(role) or Agent(role=role))
    _write_party(parent, "Cdtr", payment.beneficiary)
    _write_account(parent, "CdtrAcct", payment.beneficiary.account)
    _write_party(parent, "UltmtCdtr", payment.party(PartyRole.ULTIMATE_BENEFICIARY))
    if payment.purpose:
        _text(_under(parent, "Purp"), "Cd" if len(payment.purpose) <= 4 else "Prtry", payment.purpose[:MOST_ID])
    if payment.remittance:
        remittance = _under(parent, "RmtInf")
        for line in payment.remittance:
            _text(remittance, "Ustrd", line[:MOST_NAME])


def _write_agents(parent: Element, payment: Payment, roles: Sequence[tuple[str, AgentRole]]) -> None:
    for tag, role in roles:
        if (found := payment.agent(role)) is not None:
            _write_agent(parent, tag, found)


def _write_agent(parent: Element, tag: str, agent: Agent) -> None:
    institution = _under(_under(parent, tag), "FinInstnId")
    _text(institution, "BICFI", agent.bic)
    _text(institution, "Nm", agent.name[:MOST_NAME])
    if not agent.bic and not agent.name:
        _text(institution, "Nm", "NOTPROVIDED")


def _write_party(parent: Element, tag: str, party: Party | None) -> None:
    if party is None:
        return
    element = _under(parent, tag)
    _text(element, "Nm", party.name[:MOST_NAME])
    if party.address is not None and party.address.words():
        _write_address(_under(element, "PstlAdr"), party)
    if party.kind is PartyKind.PERSON and (party.birth or party.identifiers):
        _write_person(_under(_under(element, "Id"), "PrvtId"), party)
    elif codes := party.identified_by(IdentifierKind.LEI):
        _text(_under(_under(element, "Id"), "OrgId"), "LEI", codes[0])
    _text(element, "CtryOfRes", party.residence)


def _write_address(element: Element, party: Party) -> None:
    address = party.address
    if address is None:
        return
    for tag, said, most in (
        ("Dept", address.department, 70),
        ("StrtNm", address.street, 70),
        ("BldgNb", address.building, 16),
        ("PstCd", address.postcode, 16),
        ("TwnNm", address.town, 35),
        ("DstrctNm", address.district, 35),
        ("CtrySubDvsn", address.subdivision, 35),
        ("Ctry", address.country, 2),
    ):
        _text(element, tag, said[:most])
    for line in address.lines[:7]:
        _text(element, "AdrLine", line[:70])


def _write_person(element: Element, party: Party) -> None:
    birth = party.birth
    if birth is not None and birth.date and birth.city and birth.country:
        born = _under(element, "DtAndPlcOfBirth")
        _text(born, "BirthDt", birth.date)
        _text(born, "PrvcOfBirth", birth.province[:MOST_ID])
        _text(born, "CityOfBirth", birth.city[:MOST_ID])
        _text(born, "CtryOfBirth", birth.country)
    for number in party.identifiers:
        other = _under(element, "Othr")
        _text(other, "Id", number.value[:MOST_ID])
        if number.scheme:
            _text(_under(other, "SchmeNm"), "Cd" if len(number.scheme) <= 4 else "Prtry", number.scheme[:MOST_ID])
        _text(other, "Issr", number.issuer[:MOST_ID])


def _write_account(parent: Element, tag: str, account: Account | None) -> None:
    if account is None or not account.number:
        return
    element = _under(parent, tag)
    identification = _under(element, "Id")
    if account.iban:
        _text(identification, "IBAN", account.iban)
    else:
        _text(_under(identification, "Othr"), "Id", account.number[:34])
    _text(element, "Nm", account.name[:70])


def _document(name: str, body: str) -> tuple[Element, Element]:
    namespace = NAMESPACE + name
    names = {None: namespace}
    root = etree.Element(f"{{{namespace}}}Document", nsmap=names)  # type: ignore[arg-type]  # the default has no name
    return root, etree.SubElement(root, f"{{{namespace}}}{body}")


def _under(parent: Element, tag: str) -> Element:
    namespace = str(parent.tag).rpartition("}")[0]
    return etree.SubElement(parent, f"{namespace}}}{tag}")


def _text(parent: Element, tag: str, said: str) -> Element:
    """Write a text, unless it is empty; give the element, which then stands nowhere."""
    namespace = str(parent.tag).rpartition("}")[0]
    if not said:
        return etree.Element(f"{namespace}}}{tag}")
    element = etree.SubElement(parent, f"{namespace}}}{tag}")
    element.text = said
    return element


def _id(said: str) -> str:
    if not 0 < len(said) <= MOST_ID:
        raise InputError(f"an id has 1 to {MOST_ID} characters: {said[:60]!r}", place="id")
    return said


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
