"""SWIFT MT103 and MT202 COV: their fields to payments.

Rules:
1. Field 20, 32A, who pays and who is paid are required; what is missing or malformed is named with field and line.
2. An amount has a comma for its decimals, and no more of them than its currency.
3. A day of six figures is of the years 1980 to 2079.
4. Sequence B of MT202 COV says who stands behind the payment: they are its underlying parties, and are screened.
5. A field that these messages do not have is told of, and holds the payment; a field that says nothing to us is not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from simpul.core.errors import InputError
from simpul.core.payment.codes import is_day, is_uetr
from simpul.core.payment.message import PaymentMessage, PlacedTransaction, RejectedTransaction
from simpul.core.payment.money import Money, money
from simpul.core.payment.party import Agent, AgentRole, Identifier, IdentifierKind, Party, PartyKind, PartyRole
from simpul.core.payment.payment import MOST_UNREAD, MessageForm, Payment, References
from simpul.formats.currencies import currency_decimals
from simpul.formats.mt103.blocks import MtField, MtMessage, mt_messages
from simpul.formats.mt103.parties import agent, party

REFERENCE = re.compile(r"(?!/)(?!.*//)[^\n]{1,16}(?<!/)")
VALUE = re.compile(r"([0-9]{6})([A-Z]{3})([0-9]{1,12},[0-9]{0,5})")
AMOUNT = re.compile(r"([A-Z]{3})([0-9]{1,12},[0-9]{0,5})")
CODE = re.compile(r"[A-Z]{3,4}")
AGENTS: Mapping[str, AgentRole] = {
    "51": AgentRole.INSTRUCTING,
    "52": AgentRole.ORIGINATOR_AGENT,
    "53": AgentRole.SENDER_CORRESPONDENT,
    "54": AgentRole.RECEIVER_CORRESPONDENT,
    "55": AgentRole.THIRD_REIMBURSEMENT,
    "56": AgentRole.INTERMEDIARY_1,
    "57": AgentRole.BENEFICIARY_AGENT,
}
BEHIND: Mapping[str, AgentRole] = {
    "52": AgentRole.UNDERLYING_ORIGINATOR_AGENT,
    "56": AgentRole.UNDERLYING_INTERMEDIARY,
    "57": AgentRole.UNDERLYING_BENEFICIARY_AGENT,
}
CUSTOMER = frozenset({"50A", "50F", "50K"})
PAID = frozenset({"59", "59A", "59F"})
PASSED = frozenset({"13C", "23B", "23E", "26T", "36", "71F", "71G", "77T"})
OPTIONS = frozenset("ABCD")
MOST_LINES = 35


def read_mt(raw: bytes) -> PaymentMessage:
    """Read a file of MT103 and MT202 COV messages; each is a payment, or rejected with field, line and reason.

    Raises:
        InputError: it is no file of messages, or larger than the bounds.
    """
    read: list[PlacedTransaction] = []
    rejected: list[RejectedTransaction] = []
    name, first = "MT", ""
    for number, found in enumerate(mt_messages(raw), start=1):
        try:
            if isinstance(found, InputError):
                raise found
            payment = _payment(found, number)
        except InputError as refused:
            place = refused.place or "line 1"
            if not place.startswith("line ") and isinstance(found, MtMessage):
                place = f"line {found.line}, {place}"
            rejected.append(
                RejectedTransaction(number=number, place=place, reason=refused.reason, references=_references(found))
            )
            continue
        name, first = payment.message, first or payment.message_id
        read.append(PlacedTransaction(place=f"line {found.line}", value=payment))
    return PaymentMessage(form=MessageForm.MT, name=name, id=first, transactions=tuple(read), rejected=tuple(rejected))


def is_mt(raw: bytes) -> bool:
    """Say whether bytes begin as a file of MT messages does."""
    return raw[:200].lstrip(b"$ \r\n\x01").startswith(b"{1:")


def _payment(message: MtMessage, number: int) -> Payment:
    if message.kind == "103":
        return _customer_transfer(message, number)
    if message.kind == "202" and message.user.get("119") == "COV":
        return _cover(message, number)
    raise InputError(f"MT{message.kind} is not read", place=f"line {message.line}")


class _Fields:
    """The fields of one sequence, each to be asked for; what nobody asked for is left over."""

    def __init__(self, fields: Sequence[MtField], end: str) -> None:
        self._fields = list(fields)
        self._end = end

    def take(self, *tags: str) -> MtField | None:
        """Take the field of one of these tags; a second one is refused."""
        found = [each for each in self._fields if each.tag in tags]
        if len(found) > 1:
            raise InputError(f"field {found[1].tag} stands twice", place=found[1].place)
        if found:
            self._fields.remove(found[0])
        return found[0] if found else None

    def need(self, *tags: str) -> MtField:
        """Take a field that must be there."""
        found = self.take(*tags)
        if found is None:
            raise InputError(f"field {' or '.join(sorted(tags))} is missing", place=self._end)
        return found

    def text(self, tag: str, *, most: int) -> tuple[str, ...]:
        """Take a field of free lines."""
        found = self.take(tag)
        if found is None:
            return ()
        for index, line in enumerate(found.lines):
            if len(line) > MOST_LINES or index >= most:
                place = f"line {found.line + index}, field {tag}"
                raise InputError(f"more than {most} lines of {MOST_LINES} characters", place=place)
        return tuple(line for line in found.lines if line.strip())

    def agents(self, roles: Mapping[str, AgentRole]) -> Iterator[Agent]:
        """Take the institutions."""
        for prefix, role in roles.items():
            found = self.take(*(prefix + option for option in OPTIONS))
            if found is not None:
                yield agent(found, role)

    def left(self) -> tuple[str, ...]:
        """Give the tags of what nobody asked for, but for those that say nothing to us."""
        return tuple(f"field {each.tag}" for each in self._fields if each.tag not in PASSED)[:MOST_UNREAD]


def _customer_transfer(message: MtMessage, number: int) -> Payment:
    fields = _Fields(message.fields, f"line {message.line}")
    reference = _reference(fields.need("20"))
    if not CODE.fullmatch((operation := fields.need("23B")).text):
        raise InputError(f"not a code: {operation.text[:20]!r}", place=operation.place)
    day, amount = _value(fields.need("32A"))
    instructed = fields.take("33B")
    charges = fields.need("71A")
    if charges.text not in ("OUR", "SHA", "BEN"):
        raise InputError(f"neither OUR, SHA nor BEN: {charges.text[:20]!r}", place=charges.place)
    parties = (
        party(fields.need(*CUSTOMER), PartyRole.ORIGINATOR),
        party(fields.need(*PAID), PartyRole.BENEFICIARY),
    )
    agents = tuple(fields.agents(AGENTS))
    return Payment(
        form=MessageForm.MT,
        message="MT103",
        message_id=reference,
        number=number,
        references=References(instruction=reference, uetr=_uetr(message)),
        amount=amount,
        parties=parties,
        agents=_with_ends(agents, message),
        settled_on=day,
        instructed=_money(instructed) if instructed else None,
        charges=charges.text,
        remittance=fields.text("70", most=4),
        instructions=fields.text("72", most=6),
        regulatory=fields.text("77B", most=3),
        unread=fields.left(),
    )


def _cover(message: MtMessage, number: int) -> Payment:
    begins = next((at for at, each in enumerate(message.fields) if each.tag in CUSTOMER), len(message.fields))
    end = f"line {message.line}"
    first, behind = _Fields(message.fields[:begins], end), _Fields(message.fields[begins:], end)
    reference = _reference(first.need("20"))
    related = first.need("21").text.strip()[:16]
    day, amount = _value(first.need("32A"))
    beneficiary = agent(first.need("58A", "58D"), AgentRole.BENEFICIARY_AGENT)
    parties = (
        _bank(Agent(role=AgentRole.INSTRUCTING, bic=message.sender), PartyRole.ORIGINATOR),
        _bank(beneficiary, PartyRole.BENEFICIARY),
        party(behind.need(*CUSTOMER), PartyRole.UNDERLYING_ORIGINATOR),
        party(behind.need(*PAID), PartyRole.UNDERLYING_BENEFICIARY),
    )
    agents = (*first.agents(AGENTS), *behind.agents(BEHIND))
    behind.take("33B")
    return Payment(
        form=MessageForm.MT,
        message="MT202COV",
        message_id=reference,
        number=number,
        references=References(instruction=reference, end_to_end=related, uetr=_uetr(message)),
        amount=amount,
        parties=parties,
        agents=_with_ends(agents, message),
        settled_on=day,
        remittance=behind.text("70", most=4),
        instructions=(*first.text("72", most=6), *behind.text("72", most=6)),
        unread=(*first.left(), *behind.left())[:MOST_UNREAD],
    )


def _bank(found: Agent, role: PartyRole) -> Party:
    codes = (Identifier(kind=IdentifierKind.BIC, value=found.bic),) if found.bic else ()
    return Party(
        role=role,
        name=found.name,
        kind=PartyKind.INSTITUTION,
        address=found.address,
        identifiers=(*codes, *found.identifiers),
        account=found.account,
    )


def _with_ends(agents: Sequence[Agent], message: MtMessage) -> tuple[Agent, ...]:
    """Add who sent and who received the message; without 52a and 57a they are the banks of the two customers."""
    said = {each.role for each in agents}
    ends = (
        (AgentRole.INSTRUCTING, message.sender),
        (AgentRole.INSTRUCTED, message.recipient),
        (AgentRole.ORIGINATOR_AGENT, message.sender),
        (AgentRole.BENEFICIARY_AGENT, message.recipient),
    )
    return (*agents, *(Agent(role=role, bic=bic) for role, bic in ends if role not in said))


def _reference(field: MtField) -> str:
    if not REFERENCE.fullmatch(field.text):
        raise InputError(f"not a reference of 16 characters: {field.text[:40]!r}", place=field.place)
    return field.text


def _value(field: MtField) -> tuple[str, Money]:
    found = VALUE.fullmatch(field.text)
    if found is None:
        raise InputError(f"not a day, a currency and an amount: {field.text[:40]!r}", place=field.place)
    day = found[1]
    century = "20" if day < "80" else "19"
    written = f"{century}{day[:2]}-{day[2:4]}-{day[4:]}"
    if not is_day(written):
        raise InputError(f"there is no such day: {day}", place=field.place)
    return written, _figure(found[3], found[2], field)


def _money(field: MtField) -> Money:
    found = AMOUNT.fullmatch(field.text)
    if found is None:
        raise InputError(f"not a currency and an amount: {field.text[:40]!r}", place=field.place)
    return _figure(found[2], found[1], field)


def _figure(said: str, currency: str, field: MtField) -> Money:
    return money(said.replace(",", "."), currency, decimals=currency_decimals(), place=field.place)


def _uetr(message: MtMessage) -> str:
    said = message.user.get("121", "")
    if said and not is_uetr(said):
        raise InputError(f"not a unique end-to-end reference: {said[:40]!r}", place=f"line {message.line}, field 121")
    return said


def _references(found: MtMessage | InputError) -> References:
    if isinstance(found, InputError):
        return References()
    own = next((each.lines[0][:16] for each in found.fields if each.tag == "20"), "")
    return References(instruction=own)
