"""Forms of deciding payments: orders, parts to let go, claims of exemptions, and what is decided together."""

from datetime import UTC, date, datetime

from starlette.datastructures import FormData

from simpul.core.errors import InputError
from simpul.core.payment.decision import Hold
from simpul.core.payment.findings import HitVerdict
from simpul.core.payment.freezing import (
    FreezingOrder,
    LegalBasis,
    PartialRelease,
    PartialReleaseRule,
    ReleasePurpose,
)
from simpul.core.payment.judging import HitsOf, Judgement
from simpul.core.payment.money import Money, money
from simpul.formats.currencies import currency_decimals
from simpul.services.confirming import Claimed
from simpul.services.following import Shown
from simpul.web.forms import text_of, texts_of
from simpul.web.language import msg

MOST_SAID = 400
MOST_DAY = 16
MOST_FIGURE = 40
ORDER_FIELDS = (
    *("instrument", "provision", "order", "ordered_on", "authority"),
    *("programme", "in_force_from", "expires_at"),
)
RULES = (1, 2)
"""Rules of release that a form has room for; more come by the interface."""


def said_of(form: FormData) -> tuple[str, str]:
    """Read why something is decided, and the id of the decision that was shown; nothing where nothing is said.

    Raises:
        InputError: one of them is no text, or too long.
    """
    return text_of(form, "reason", most=MOST_SAID), text_of(form, "seen")


def judgement_of(form: FormData) -> Judgement:
    """Read what is said of a hit.

    Raises:
        InputError: no verdict is chosen, or the order beside it cannot be one.
    """
    verdict = text_of(form, "verdict")
    if verdict not in set(HitVerdict):
        raise InputError(msg("choose a decision"), place="verdict")
    return Judgement(
        list_id=text_of(form, "list"),
        reference=text_of(form, "reference"),
        verdict=HitVerdict(verdict),
        whose=HitsOf.PAYEE if text_of(form, "whose") == HitsOf.PAYEE else HitsOf.PARTIES,
        order=order_of(form) if any(text_of(form, name, most=MOST_SAID) for name in ORDER_FIELDS) else None,
    )


def order_of(form: FormData) -> FreezingOrder:
    """Read an order: its basis, its authority, its days, and by which rules a part may be let go.

    Raises:
        InputError: something of it is missing or cannot be.
    """
    instrument, provision, number, ordered_on, authority, programme = (
        text_of(form, name, most=MOST_SAID) for name in ORDER_FIELDS[:6]
    )
    return FreezingOrder(
        legal_basis=LegalBasis(instrument=instrument, provision=provision, order=number, ordered_on=ordered_on),
        authority=authority,
        programme=programme,
        in_force_from=moment_of(form, "in_force_from"),
        expires_at=moment_of(form, "expires_at"),
        partial_release=tuple(_rule(form, number) for number in RULES if text_of(form, f"rule_purpose_{number}")),
    )


def part_of(form: FormData) -> PartialRelease:
    """Read a part that is to be let go.

    Raises:
        InputError: something of it is missing or cannot be.
    """
    return PartialRelease(
        rule=text_of(form, "rule", most=MOST_SAID),
        amount=_amount(form, "amount"),
        payee=text_of(form, "payee", most=MOST_SAID),
        reason=text_of(form, "reason", most=MOST_SAID),
    )


def claimed_of(form: FormData) -> Claimed:
    """Read the claim of an exemption; what is chosen names the exemption and the entry that it is claimed for.

    Raises:
        InputError: nothing is chosen, or no evidence is named.
    """
    exemption, _, entry = text_of(form, "claim", most=3 * MOST_SAID).partition(" ")
    list_id, _, reference = entry.partition(" ")
    if not reference:
        raise InputError(msg("choose an exemption"), place="claim")
    evidence = text_of(form, "evidence", most=MOST_SAID)
    return Claimed(exemption=exemption, list_id=list_id, reference=reference, evidence=evidence)


def chosen_of(form: FormData) -> tuple[Shown, ...]:
    """Read which payments are marked, and how each was shown, as `<payment>:<decision>`.

    Raises:
        InputError: none is marked.
    """
    marked = texts_of(form, "payment")
    if not marked:
        raise InputError(msg("mark at least one payment"), place="payment")
    seen = dict(each.partition(":")[::2] for each in texts_of(form, "seen", most=2_000))
    return tuple(Shown(payment=payment, seen=seen.get(payment, "")) for payment in marked)


def hold_of(form: FormData) -> Hold:
    """Read the new owner and the new end of a hold.

    Raises:
        InputError: there is no owner, or no such day.
    """
    return Hold(until=moment_of(form, "until"), owner=text_of(form, "owner", most=MOST_SAID))


def code_of(form: FormData) -> str:
    """Read the code of a rejection.

    Raises:
        InputError: none is chosen.
    """
    code = text_of(form, "code", most=35)
    if not code:
        raise InputError(msg("choose a code for the answer"), place="code")
    return code


def moment_of(form: FormData, name: str) -> datetime:
    """Read a day, or a day with its hour, in UTC.

    Raises:
        InputError: it is neither.
    """
    said = text_of(form, name, most=MOST_DAY)
    try:
        day = date.fromisoformat(said) if len(said) == len("2026-03-14") else datetime.fromisoformat(said)
    except ValueError as none:
        raise InputError(msg("give a day, and where it is asked for an hour"), place=name) from none
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if not isinstance(day, datetime) else _in_utc(day)


def _rule(form: FormData, number: int) -> PartialReleaseRule:
    purpose, most = text_of(form, f"rule_purpose_{number}"), f"rule_most_{number}"
    if purpose not in set(ReleasePurpose):
        raise InputError(msg("choose what it may be let go for"), place=f"rule_purpose_{number}")
    return PartialReleaseRule(
        id=f"{purpose}-{number}",
        purpose=ReleasePurpose(purpose),
        instrument=text_of(form, f"rule_instrument_{number}", most=MOST_SAID),
        most=_amount(form, most) if text_of(form, most, most=MOST_FIGURE) else None,
    )


def _amount(form: FormData, name: str) -> Money:
    figure, currency = text_of(form, name, most=MOST_FIGURE), text_of(form, "currency", most=3)
    return money(figure, currency, decimals=currency_decimals(), place=name)


def _in_utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
