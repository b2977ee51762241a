"""What a rule on payments may ask: a closed vocabulary of conditions, each a value.

Rules:
1. A condition is yes, no, or unknown. Unknown is never no: what a payment does not say is said to be unknown.
2. Amounts are exact, in minor units, and compared in the payment's own currency. A limit that has no figure in that
   currency cannot be compared: unknown.
3. A window of so many days holds what is less than that old, the payment itself included, no later one ever. A sum
   adds up what was paid in the payment's own currency.
4. What a condition says of a party is said of the customer, by account.
"""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from simpul.core.errors import InputError
from simpul.core.ids import bounded_text
from simpul.core.payment.codes import is_day
from simpul.core.payment.money import Money
from simpul.core.payment.party import PartyKind

LONGEST_WINDOW_DAYS = 90
MOST_COMPARED = 1 << 62
"""Amounts and sums are compared up to this many minor units; what is more counts as this much."""

MOST_COUNT = 1_000_000_000
MOST_VALUES = 5_000
MOST_TEXT = 400
ANYWHERE = "*"


class Whose(StrEnum):
    """Of which of the two a condition speaks."""

    SENDER = "sender"
    RECEIVER = "receiver"


class Flow(StrEnum):
    """Which payments of an account are counted: those it made, or those it was paid by."""

    OUT = "out"
    IN = "in"


class Measure(StrEnum):
    """What is taken of the payments in a window."""

    COUNT = "count"
    SUM = "sum"
    COUNTERPARTIES = "counterparties"


class Border(StrEnum):
    """Whether a corridor crosses a border."""

    ANY = "any"
    CROSSED = "crossed"
    WITHIN = "within"


class Providers(StrEnum):
    """Whom a carve-out reaches: those that it names, or whoever is in the node's register of non-profits as well."""

    NAMED = "named"
    REGISTERED = "registered"


class NpoStatus(StrEnum):
    """Whether a party is a non-profit organisation (FATF Recommendation 8)."""

    NPO = "npo"
    NOT_NPO = "not-npo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount from here on and below there: at most one figure of each in each currency."""

    at_least: tuple[Money, ...] = ()
    below: tuple[Money, ...] = ()

    def __post_init__(self) -> None:
        """Refuse two figures of one currency, a band that ends before it begins, and no figure at all."""
        least, below = _by_currency(self.at_least), _by_currency(self.below)
        if not least and not below:
            raise InputError("a condition on amounts names one", place="amount")
        if least and below and least.keys() != below.keys():
            raise InputError("both ends of a band are in the same currencies", place="amount")
        if any(least[currency] >= below[currency] for currency in least.keys() & below.keys()):
            raise InputError("a band ends above where it begins", place="amount.below")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What is counted: whose payments, which way, over how many days, and which of them by amount, where it says so.

    A payment in a currency that `only` does not name is not in its band.
    """

    whose: Whose
    flow: Flow
    measure: Measure
    days: int
    only: Amount | None = None

    def __post_init__(self) -> None:
        """Refuse a window of no days, or of more than are kept."""
        if not 1 <= self.days <= LONGEST_WINDOW_DAYS:
            raise InputError(f"a window has 1 to {LONGEST_WINDOW_DAYS} days", place="window.days")

    def __str__(self) -> str:
        """Name it as reasons do: `sender out count 7d`."""
        only = " banded" if self.only else ""
        return f"{self.whose} {self.flow} {self.measure} {self.days}d{only}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowLimit:
    """A window that reaches so many, or sums up to so much."""

    window: Window
    at_least: int = 0
    amounts: tuple[Money, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a sum without amounts, and amounts of anything else."""
        _by_currency(self.amounts)
        if (self.window.measure is Measure.SUM) != bool(self.amounts):
            raise InputError("a sum is compared with amounts, and nothing else is", place="window.amounts")
        if (self.window.measure is Measure.SUM) == bool(self.at_least):
            raise InputError("a count is compared with a number, and a sum is not", place="window.at_least")
        if not 0 <= self.at_least <= MOST_COUNT:
            raise InputError(f"not a number from 1 to {MOST_COUNT}", place="window.at_least")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A figure of the pattern engine by its name, from here on or below there, as decimals.

    A figure of what has not happened (days since a payment that never was) is neither.
    """

    feature: str
    at_least: str = ""
    below: str = ""

    def __post_init__(self) -> None:
        """Refuse a feature without a name or a limit, and a limit that is no number."""
        if not bounded_text(self.feature, place="pattern.feature", most=MOST_TEXT).isidentifier():
            raise InputError(f"not the name of a feature: {self.feature[:40]!r}", place="pattern.feature")
        if not (self.at_least or self.below):
            raise InputError("a condition on a pattern has a limit", place="pattern.at_least")
        for place, said in (("at_least", self.at_least), ("below", self.below)):
            if said and not _is_number(said):
                raise InputError(f"not a number: {said[:30]!r}", place=f"pattern.{place}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """By what a payment is scored: an edition of the model, and what this node knows of accounts.

    `charities` are charities beside those in the node's register: nobody is one by saying so. `near_border` are cash
    points near a region in conflict. Both stand in the rule, so that what a payment scored can be reckoned again.
    """

    model: str
    charities: tuple[str, ...] = ()
    near_border: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a score of no model, and more accounts than a rule holds."""
        _check_values((self.model,), place="score.model")
        _check_values(self.charities or (ANYWHERE,), place="score.charities")
        _check_values(self.near_border or (ANYWHERE,), place="score.near_border")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLimit:
    """A score from here on, above 0 and at most 1."""

    scoring: Scoring
    at_least: str

    def __post_init__(self) -> None:
        """Refuse what is no score."""
        if not (_is_number(self.at_least) and 0 < Decimal(self.at_least) <= 1):
            raise InputError("a score is above 0 and at most 1", place="score.at_least")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corridor:
    """From one of these countries to one of those, `*` being any; and whether the border is crossed."""

    origins: tuple[str, ...] = (ANYWHERE,)
    destinations: tuple[str, ...] = (ANYWHERE,)
    border: Border = Border.ANY

    def __post_init__(self) -> None:
        """Refuse a corridor that says nothing, and what is no country's code."""
        for place, countries in (("origins", self.origins), ("destinations", self.destinations)):
            _check_values(countries, place=f"corridor.{place}")
            for code in countries:
                if code != ANYWHERE and not (len(code) == 2 and code.isascii() and code.isupper()):
                    raise InputError(f"not a country's code: {code[:10]!r}", place=f"corridor.{place}")
        anywhere = (ANYWHERE,)
        if self.border is Border.ANY and self.origins == self.destinations == anywhere:
            raise InputError("a corridor names a country or a border", place="corridor")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHits:
    """Somebody in the payment resembles an entry of one of these lists, or of any where none is named."""

    lists: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse more lists than there are."""
        _check_values(self.lists or (ANYWHERE,), place="list.lists")


@dataclass(frozen=True, slots=True, kw_only=True)
class Npo:
    """A party is a non-profit organisation, or is not.

    One is known to be by its account in the node's register or in `known`, or where it is paid as a charity (ISO 20022
    purpose CHAR); a person is known not to be; of anybody else it is not known.
    """

    whose: Whose
    status: NpoStatus
    known: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse more accounts than a rule holds."""
        _check_values(self.known or (ANYWHERE,), place="npo.known")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """A party is of one of these kinds; a kind that the message does not say is unknown."""

    whose: Whose
    kinds: tuple[PartyKind, ...]

    def __post_init__(self) -> None:
        """Refuse no kind, and the kind that says nothing."""
        if not self.kinds or PartyKind.UNSTATED in self.kinds:
            raise InputError("a condition on kinds names one", place="party.kinds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The payment's currency, or its purpose (ISO 20022), is one of these."""

    values: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse no code."""
        _check_values(self.values, place="codes.values")


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedPair:
    """A sender and a receiver, by account, whom a rule leaves alone until a day, and why."""

    sender: str
    receiver: str
    until: str
    reason: str

    def __post_init__(self) -> None:
        """Refuse a pair without an end or a reason: it would be forgotten."""
        _check_values((self.sender, self.receiver), place="pair")
        if not is_day(self.until):
            raise InputError(f"not a day such as 2026-03-14: {self.until[:20]!r}", place="pair.until")
        if not bounded_text(self.reason, place="pair.reason", most=MOST_TEXT).strip():
            raise InputError("say why", place="pair.reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class CarveOut:
    """Humanitarian providers, by account or by the register, whose payments a rule leaves alone between two days.

    `instrument` is what it is granted by (Security Council resolution 2664 (2022), paragraph 1). It reaches rules
    only: a hit of a list, a freeze and what must be known of a payment stay as they are.
    """

    id: str
    instrument: str
    from_day: str
    until: str
    accounts: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    providers: Providers = Providers.NAMED

    def __post_init__(self) -> None:
        """Refuse a carve-out without an instrument, providers, or days."""
        for place, said in (("id", self.id), ("instrument", self.instrument)):
            if not bounded_text(said, place=f"carve_out.{place}", most=MOST_TEXT).strip():
                raise InputError("a carve-out names itself and its instrument", place=f"carve_out.{place}")
        nobody_else = self.providers is Providers.REGISTERED
        _check_values(self.accounts or (ANYWHERE,) * nobody_else, place="carve_out.accounts")
        _check_values(self.purposes or (ANYWHERE,), place="carve_out.purposes")
        if not (is_day(self.from_day) and is_day(self.until) and self.from_day <= self.until):
            raise InputError("a carve-out has a first and a last day", place="carve_out.until")


def number_of(said: str) -> float:
    """Give a limit that was checked as a number."""
    return float(said)


def _is_number(said: str) -> bool:
    try:
        found = Decimal(said)
    except InvalidOperation:
        return False
    return len(said) <= 30 and found.is_finite() and abs(found) <= MOST_COUNT


def _by_currency(amounts: tuple[Money, ...]) -> dict[str, int]:
    found = {each.currency: each.minor for each in amounts}
    if len(found) != len(amounts) or any(not 0 < minor < MOST_COMPARED for minor in found.values()):
        raise InputError("one amount above nought of each currency", place="amount")
    return found


def _check_values(values: tuple[str, ...], *, place: str) -> None:
    if not 0 < len(values) <= MOST_VALUES:
        raise InputError(f"1 to {MOST_VALUES} values", place=place)
    for value in values:
        if not bounded_text(value, place=place, most=MOST_TEXT).strip():
            raise InputError("a value that says nothing", place=place)
