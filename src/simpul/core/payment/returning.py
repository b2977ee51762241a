"""A return as the payment that it is: money that goes back, and is screened and decided as any other (pacs.004).

Rules:
1. Who was paid pays, and who paid is paid: the two sides of the original change places, with their accounts, their
   institutions and those behind them. Everybody else keeps his part.
2. Where the message says itself who returns it to whom (its return chain), that stands; whom the original named in the
   same part is kept as text, to be screened.
3. Nobody is made up: where the message names neither, the return has two sides without a name, and is incomplete.
4. It is known by its own id where it has one, so that the references of the original go on to name the original alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from simpul.core.payment.money import Money
from simpul.core.payment.original import OriginalPayment, StatedReason
from simpul.core.payment.party import Agent, AgentRole, Party, PartyRole
from simpul.core.payment.payment import MessageForm, Payment, References

PARTIES_TURNED = {
    PartyRole.ORIGINATOR: PartyRole.BENEFICIARY,
    PartyRole.BENEFICIARY: PartyRole.ORIGINATOR,
    PartyRole.ULTIMATE_ORIGINATOR: PartyRole.ULTIMATE_BENEFICIARY,
    PartyRole.ULTIMATE_BENEFICIARY: PartyRole.ULTIMATE_ORIGINATOR,
}
AGENTS_TURNED = {
    AgentRole.ORIGINATOR_AGENT: AgentRole.BENEFICIARY_AGENT,
    AgentRole.BENEFICIARY_AGENT: AgentRole.ORIGINATOR_AGENT,
}
SIDES = (PartyRole.ORIGINATOR, PartyRole.BENEFICIARY)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSaid:
    """What a message says of a return, beside its amount: the original with its parties, and its own chain."""

    number: int
    return_id: str
    original: OriginalPayment
    parties: Sequence[Party]
    agents: Sequence[Agent]
    chain_parties: Sequence[Party] = ()
    chain_agents: Sequence[Agent] = ()
    settled_on: str = ""
    reasons: Sequence[StatedReason] = ()
    remittance: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def payment_of_return(said: ReturnSaid, amount: Money, *, message: str, message_id: str, created_at: str) -> Payment:
    """Give the payment that a return is.

    Raises:
        InputError: more stands in it than one payment holds.
    """
    turned = [replace(each, role=PARTIES_TURNED.get(each.role, each.role)) for each in said.parties]
    own = {each.role for each in said.chain_parties}
    parties = [*said.chain_parties, *(each for each in turned if each.role not in own)]
    named = {each.role for each in parties}
    parties += [Party(role=side) for side in SIDES if side not in named]
    replaced = [each for each in turned if each.role in own]
    return Payment(
        form=MessageForm.ISO_20022,
        message=message,
        number=said.number,
        message_id=message_id,
        references=_references(said),
        amount=amount,
        parties=tuple(parties),
        agents=tuple(_agents(said)),
        created_at=created_at,
        settled_on=said.settled_on,
        remittance=said.remittance,
        beside=tuple(dict.fromkeys((*said.beside, *_reasons(said.reasons), *_texts(replaced)))),
        unread=said.unread,
    )


def _agents(said: ReturnSaid) -> Iterator[Agent]:
    own = {each.role for each in said.chain_agents}
    yield from said.chain_agents
    for each in said.agents:
        role = AGENTS_TURNED.get(each.role, each.role)
        if role not in own:
            yield replace(each, role=role)


def _references(said: ReturnSaid) -> References:
    original = said.original.references
    if not said.return_id:
        return original
    return References(instruction=original.instruction, end_to_end=original.end_to_end, transaction=said.return_id)


def _reasons(reasons: Sequence[StatedReason]) -> Iterator[str]:
    for each in reasons:
        yield from filter(None, (each.code, *each.words, each.by))


def _texts(parties: Sequence[Party]) -> Iterator[str]:
    for each in parties:
        for values in each.values().values():
            yield from values
