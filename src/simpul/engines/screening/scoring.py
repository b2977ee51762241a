"""From words that met to a score: rarity, one-to-one alignment, and the odds of each name.

Everything is counted in log odds. A score is the logistic function of PRIOR plus the weights of its reasons, so that a
reader can add up what he is shown. The names give between nothing and what NAME_CAP allows; birth date, country,
gender, identifiers and kind are evidence of their own and move the odds up or down.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from simpul.engines.screening.alignment import AskedName, Pairing, align
from simpul.engines.screening.columns import Array
from simpul.engines.screening.entry import EntryName
from simpul.engines.screening.subject import Quality, ReasonCode
from simpul.engines.screening.token import Token

DEFAULT_THRESHOLD = 0.5
"""The score from which a hit is an alert, where nobody has calibrated for the lists in force.

Measured with 37,500 synthetic people (every second of OpenSanctions' negatives_global.csv and every fourth of its
negatives_us.csv, yente 2025-08-26), each asked as a full name and nothing else, of each the best hit. With OFAC's whole
list of 2021-07 (8,976 entries) 2.0 % reach this score: there the 1 % of highest scores begins at 0.532 (95 % interval
0.527 to 0.537), the 0.1 % at 0.635 (0.623 to 0.648). With the UN Security Council consolidated list of 2024-11-30 (879
persons and organisations, low-quality aliases as weak names) 0.2 % do: there the 1 % begins at 0.430 (0.426 to 0.435),
the 0.1 % at 0.522 (0.509 to 0.535). With both together it is 2.0 %, 0.532 and 0.634, and no script of more than 500 of
these people is above 2.7 %. `reference/calibration.json` has the rates against the persons of both lists alone.

A longer list has a higher threshold for the same rate: whoever holds the UN list alone, or more than these, calibrates
(`calibration`).
"""

NAME_CAP = 0.84
"""What names alone can reach at most, however well they agree: a name alerts, it never confirms."""

WEAK_NAME_CAP = 0.32
"""What a weak name can reach: so far below DEFAULT_THRESHOLD that a country and a gender do not lift it over; it needs
a birth date or an identifier beside it."""

NO_NAME = 0.05
"""The score of nothing: where no name has met."""

BACKGROUND = 1_000
"""People outside the index who are counted with it, so that rarity means something in a small index too."""

NOT_ASKED = 0.6
"""What a listed word counts that the asked name simply leaves out."""

CONTRADICTED = 3.0
"""What each of two words counts of which one stands where the other should: a name part that contradicts speaks clearly
more against than one that is left out."""

SURELY_CONTRADICTED = 6.0
"""What each of them counts besides where both are surely names, so that neither is a misspelling: Robert and Grace."""

DIFFERING = 2.0 * CONTRADICTED
CURVE = 1.5
"""What two words that are held to be one cost by how far they differ: nothing where they do not, as much as two words
that contradict where they have nothing in common, and between these less than in proportion."""

RARER = 0.2
"""What of the weight costs by which the asked one of two such words is rarer than the listed one: a misspelling of a
common name is rare."""

ROUNDING = 1e-7
"""By what part a computed share may lie beside what it stands for, and much more."""

LEAST_WEIGHT = 1e-12
"""Stands for no weight at all where a share of it is taken."""

DISTINCTION = 0.8
"""How much agreeing name (in words that nobody else has) halves the doubt that it says too little."""


MOST_WEIGHED = 1 << 16
"""How many listed words are kept with their weights."""

EXPONENT = 0.34
"""How the shares of a name become a score: it sets no order, it spreads the scores between 0 and NAME_CAP."""


def logit(probability: float) -> float:
    """Give the log odds of a probability."""
    return math.log(probability / (1.0 - probability))


def logistic(log_odds: float) -> float:
    """Give the probability of log odds."""
    return 1.0 / (1.0 + math.exp(-log_odds))


_INITIAL = ReasonCode.WORD_INITIAL

PRIOR = logit(NO_NAME)
"""The log odds before any evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rarity:
    """How much a word says about who is meant: 1 when nobody else has it, towards 0 when everybody has.

    `frequency` counts the subjects that have a word with these consonants. The subject that is being scored does not
    count: its own names cannot make its words common, so that one more alias never lowers a score.
    """

    population: int
    frequency: Callable[[str], int]
    known: dict[str, float] = field(default_factory=dict)

    def of_listed(self, token: Token) -> float:
        """Weigh a word of a subject by how many others have one with its consonants."""
        weight = self.known.get(token.text)
        if weight is None:
            if len(self.known) >= MOST_WEIGHED:
                self.known.clear()
            others = self.frequency(token.skeleton) - 1
            weight = self.known[token.text] = self.of_asked(token, others)
        return weight

    def of_asked(self, token: Token, others: int) -> float:
        """Weigh a word that this many others have, and outside the index whoever has it among BACKGROUND people."""
        bearers = max(0, others) + token.commonness * BACKGROUND
        return token.bearing * (1.0 - math.log(bearers + 1) / math.log(self.population + BACKGROUND))


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """An asked name and a listed one, word by word: what each pairing adds to the log odds, and what the rest takes.

    `not_listed` and `not_asked` are the words without a counterpart; `weak` is what a weak name takes away. All of
    them together are what the names add to PRIOR.
    """

    asked: AskedName
    listed: EntryName
    agreeing: tuple[tuple[Pairing, float], ...]
    not_listed: tuple[tuple[Token, float], ...]
    not_asked: tuple[tuple[Token, float], ...]
    weak: float


class Balance(NamedTuple):
    """What met and what did not, in units of a word that nobody else has.

    `agreeing` is all that met, `ceiling` what that would reach if nothing else were in the names, `cost` all that
    speaks against, `score` the score of the names alone: how much of them agrees, times how telling that is.
    """

    pairings: list[Pairing]
    met: list[float]
    differing: list[float]
    not_listed: dict[int, float]
    not_asked: dict[int, float]
    cost_not_listed: float
    cost_not_asked: float
    agreeing: float
    cost: float
    ceiling: float
    score: float


def log_odds_word_by_word(asked: AskedName, tokens: Sequence[Token], rarity: Rarity) -> float:
    """Give log odds that two names cannot exceed of which no words are written together or apart, nor lone letters."""
    met = left = 0.0
    for word in asked.words:
        gains = [
            likeness.value * min(word.weight_of_bearer, rarity.of_listed(token))
            for token in tokens
            if (likeness := word.likenesses.get(token.text)) is not None
        ]
        if gains:
            met += max(gains)
        else:
            left += word.weight
    if not met:
        return 0.0
    ceiling = NAME_CAP * math.pow(1.0 - 2.0 ** (-met / DISTINCTION), EXPONENT)
    score = ceiling * math.pow(met / (met + left), EXPONENT)
    return logit(score) - PRIOR if score > NO_NAME else 0.0


class Unmet(NamedTuple):
    """For many names the weights of words that meet nothing, of the asked name and of each listed one."""

    asked: Array
    listed: Array


def name_log_odds(asked: AskedName, listed: EntryName, rarity: Rarity) -> float:
    """Give the log odds that two names add to PRIOR: none at the least."""
    return log_odds_of(balance(asked, listed, rarity), listed.quality)


def log_odds_of(found: Balance, quality: Quality) -> float:
    """Give the log odds that names add to PRIOR by their balance: none at the least."""
    score = min(found.score, WEAK_NAME_CAP) if quality is Quality.WEAK else found.score
    return logit(score) - PRIOR if score > NO_NAME else 0.0


def highest_log_odds(met: Array, differing: Array, left: Unmet, sure: Unmet) -> Array:
    """Give for many names log odds that they cannot exceed, without pairing word with word.

    All are weights: `met` at most meets, `differing` at least is what the words cost that do. `left` are the words of
    either side that resemble none of the other, `sure` those of them that are surely names.
    """
    both = np.minimum(left.asked, left.listed)
    contradicting = 2.0 * (CONTRADICTED * both + SURELY_CONTRADICTED * np.minimum(sure.asked, sure.listed))
    cost = differing + contradicting + (left.asked - both) + NOT_ASKED * (left.listed - both)
    ceiling = NAME_CAP * np.power(1.0 - np.exp2(-met / DISTINCTION), EXPONENT)
    score = np.maximum(NO_NAME, ceiling * np.power(met / np.maximum(met + cost, LEAST_WEIGHT), EXPONENT))
    log_odds: Array = np.log(score / (1.0 - score)) - PRIOR
    return log_odds


def highest_share(met: Array, cost: Array) -> Array:
    """Give how much of a name agrees, times how telling that is, where so much meets and so much speaks against it."""
    share: Array = (1.0 - np.exp2(-met / DISTINCTION)) * met / np.maximum(met + cost, LEAST_WEIGHT)
    return share


def least_share(log_odds: Array) -> Array:
    """Give the `highest_share` that a name needs to add such log odds."""
    least: Array = (1.0 / (1.0 + np.exp(-PRIOR - np.maximum(0.0, log_odds))) / NAME_CAP) ** (1.0 / EXPONENT)
    return least * (1.0 - ROUNDING)


def meet(asked: AskedName, listed: EntryName, found: Balance) -> Meeting:
    """Say word by word how the log odds of two names that meet come about; `found` is their balance."""
    score, met, cost = found.score, found.agreeing, found.cost or 1.0
    gain, loss = logit(found.ceiling) - PRIOR, logit(score) - logit(found.ceiling)
    capped = listed.quality is Quality.WEAK and score > WEAK_NAME_CAP
    asked_tokens = [word.token for word in asked.words]
    return Meeting(
        asked=asked,
        listed=listed,
        agreeing=tuple(
            (pairing, gain * part / met + loss * differing / cost)
            for pairing, part, differing in zip(found.pairings, found.met, found.differing, strict=True)
        ),
        not_listed=_shares(found.not_listed, asked_tokens, loss * found.cost_not_listed / cost),
        not_asked=_shares(found.not_asked, listed.tokens, loss * found.cost_not_asked / cost),
        weak=logit(WEAK_NAME_CAP) - logit(score) if capped else 0.0,
    )


def balance(asked: AskedName, listed: EntryName, rarity: Rarity) -> Balance:
    """Pair the words of two names and say what speaks for and against."""
    pairings = align(asked, listed)
    if not pairings:
        return _NOTHING_MET
    skeletons = listed.skeletons
    not_listed = {
        i: word.weight if skeletons.isdisjoint(word.token.skeletons) else word.weight_of_bearer
        for i, word in enumerate(asked.words)
    }
    not_asked = {j: rarity.of_listed(token) for j, token in enumerate(listed.tokens)}
    met, differing = [], []
    for of_asked, of_listed, value, code in pairings:
        weight = sum([not_listed.pop(i) for i in of_asked])
        common = min(weight, sum([not_asked.pop(j) for j in of_listed]))
        met.append(value * common)
        differing.append(0.0 if code is _INITIAL else _difference(value, weight, common))
    left_asked, left_listed = sum(not_listed.values()), sum(not_asked.values())
    both_left = min(left_asked, left_listed)
    surely = SURELY_CONTRADICTED * _both_sure(asked, listed, not_listed, not_asked) if both_left else 0.0
    cost_not_listed = CONTRADICTED * both_left + surely + (left_asked - both_left)
    cost_not_asked = CONTRADICTED * both_left + surely + NOT_ASKED * (left_listed - both_left)
    agreeing, cost = sum(met), sum(differing) + cost_not_listed + cost_not_asked
    ceiling = NAME_CAP * math.pow(1.0 - 2.0 ** (-agreeing / DISTINCTION), EXPONENT)
    score = ceiling * math.pow(agreeing / (agreeing + cost), EXPONENT) if agreeing else 0.0
    return Balance(
        pairings, met, differing, not_listed, not_asked, cost_not_listed, cost_not_asked, agreeing, cost, ceiling, score
    )


_NOTHING_MET = Balance([], [], [], {}, {}, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
"""Stands for names of which no words met: nothing more is said of them."""


def least_difference(values: Array, weight: Array, common: Array) -> Array:
    """Give what asked words of these weights cost at least by the words that they resemble so far."""
    lesser = np.minimum(weight, common)
    costs: Array = np.minimum(weight, DIFFERING * lesser * (1.0 - values) ** CURVE + RARER * (weight - lesser))
    return costs


def _difference(value: float, weight: float, common: float) -> float:
    """Say what two words cost that are held to be one, where `weight` is the asked one's, `common` the lesser one."""
    return DIFFERING * common * math.pow(1.0 - value, CURVE) + RARER * (weight - common)


def _both_sure(asked: AskedName, listed: EntryName, not_listed: dict[int, float], not_asked: dict[int, float]) -> float:
    """Give how much of what is left on both sides is surely a name that the other side should have, and has not."""
    of_asked = sum(weight for place, weight in not_listed.items() if asked.words[place].token.is_sure)
    if not of_asked:
        return 0.0
    return min(of_asked, sum(weight for place, weight in not_asked.items() if listed.tokens[place].is_sure))


def _shares(weights: dict[int, float], tokens: Sequence[Token], total: float) -> tuple[tuple[Token, float], ...]:
    """Share a total among words by their weights."""
    whole = sum(weights.values()) or 1.0
    return tuple((tokens[place], total * weight / whole) for place, weight in weights.items())
