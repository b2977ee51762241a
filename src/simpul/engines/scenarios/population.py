"""Who lives in an invented world: persons, companies, charities, transfer agents and cash points in five states."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from simpul.engines.scenarios.chance import Figures, Numbers, chance
from simpul.engines.scenarios.names import Script, charity_name, company_name, person_name
from simpul.engines.scenarios.setting import WorldSetting


class Kind(IntEnum):
    """What the holder of an account is."""

    PERSON = 0
    COMPANY = 1
    CHARITY = 2
    TRANSFER_AGENT = 3
    CASH_POINT = 4
    CARRIER = 5
    LENDER = 6


STATES: Final = ("XA", "XB", "XC", "XD", "XE")
BORDER_STATES: Final = (2, 3)
"""These two have a border with a region in conflict; some people live near it, some cash points stand there."""

_SHARES: Final = (0.28, 0.2, 0.24, 0.14, 0.14)
_SCRIPTS: Final = (
    (0.7, 0.1, 0.05, 0.05, 0.05, 0.05),
    (0.3, 0.1, 0.4, 0.05, 0.1, 0.05),
    (0.5, 0.3, 0.05, 0.1, 0.05, 0.0),
    (0.2, 0.6, 0.1, 0.1, 0.0, 0.0),
    (0.3, 0.1, 0.1, 0.3, 0.1, 0.1),
)
_NEAR_BORDER: Final = 0.2
_FRIENDS: Final = 6
_NEAR: Final = 0.8
_LISTED: Final = 400
"""One person in so many is on a list, everyday life and all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """The accounts of a world, column by column; `friends` and `cash` are of persons, by their number."""

    kind: Numbers
    state: Numbers
    script: Numbers
    border: npt.NDArray[np.bool_]
    listed: npt.NDArray[np.bool_]
    number: Numbers
    """What the account is called outside: chance, telling nothing."""
    names: tuple[str, ...]
    friends: Numbers
    cash: Numbers
    relatives: Numbers

    def of(self, kind: Kind) -> Numbers:
        """Give the accounts of a kind."""
        return np.flatnonzero(self.kind == kind)


def populated(setting: WorldSetting) -> Population:
    """Invent the people of a world."""
    draw = chance(setting.seed, "people")
    kind = np.repeat(np.arange(len(Kind)), _counts(setting.persons))
    state = draw.choice(len(STATES), size=len(kind), p=_SHARES)
    near = draw.random(len(kind)) < np.where(kind == Kind.CASH_POINT, 2 * _NEAR_BORDER, _NEAR_BORDER)
    border = near & np.isin(state, BORDER_STATES)
    first = int(np.argmax(kind == Kind.CASH_POINT))
    state[first], border[first] = BORDER_STATES[0], True
    chances = np.cumsum(np.array(_SCRIPTS), axis=1)[state]
    script = (draw.random(len(kind))[:, np.newaxis] > chances).sum(axis=1)
    script = np.where(kind == Kind.PERSON, np.minimum(script, len(Script) - 1), Script.LATIN)
    persons = np.flatnonzero(kind == Kind.PERSON)
    listed = np.isin(np.arange(len(kind)), draw.choice(persons, 1 + len(persons) // _LISTED, replace=False))
    return Population(
        kind=kind,
        state=state,
        script=script,
        border=border,
        listed=listed,
        number=draw.permutation(len(kind)) + 1_000_001,
        names=_names(setting.seed, kind, script),
        friends=_friends(draw, persons, state, border),
        cash=_cash_points(draw, persons, kind, state, border),
        relatives=_relatives(draw, persons, state),
    )


def _counts(persons: int) -> list[int]:
    """Give how many accounts of each kind so many persons have around them."""
    return [
        *(persons, max(30, persons // 12), max(12, persons // 100)),
        *(max(8, persons // 200), max(30, persons // 40), max(6, persons // 400), max(5, persons // 500)),
    ]


def _names(seed: int, kind: Numbers, script: Numbers) -> tuple[str, ...]:
    draw = chance(seed, "names")
    return tuple(
        person_name(draw, Script(written))
        if holder == Kind.PERSON
        else charity_name(draw)
        if holder == Kind.CHARITY
        else company_name(draw)
        for holder, written in zip(kind.tolist(), script.tolist(), strict=True)
    )


def _friends(draw: np.random.Generator, persons: Numbers, state: Numbers, border: npt.NDArray[np.bool_]) -> Numbers:
    """Give each person friends, most of the same place."""
    place = state[persons] * 2 + border[persons]
    found = draw.choice(persons, size=(len(persons), _FRIENDS))
    for each in np.unique(place):
        here = np.flatnonzero(place == each)
        near = draw.choice(here, size=(len(here), _FRIENDS))
        found[here] = np.where(draw.random(near.shape) < _NEAR, near, found[here])
    return found


def _relatives(draw: np.random.Generator, persons: Numbers, state: Numbers) -> Numbers:
    """Give each person two persons, abroad where chance finds them there, whom he might support."""
    found = draw.choice(persons, size=(len(persons), 8))
    abroad = state[found] != state[persons][:, np.newaxis]
    order = np.argsort(~abroad, axis=1, kind="stable")
    return np.take_along_axis(found, order, axis=1)[:, :2]


def _cash_points(
    draw: np.random.Generator, persons: Numbers, kind: Numbers, state: Numbers, border: npt.NDArray[np.bool_]
) -> Numbers:
    """Give each person two cash points of his place, or of his state where his place has none."""
    points = np.flatnonzero(kind == Kind.CASH_POINT)
    found = draw.choice(points, size=(len(persons), 2))
    for each in range(len(STATES)):
        for near in (False, True):
            here = np.flatnonzero((state[persons] == each) & (border[persons] == near))
            inside = points[state[points] == each]
            same = inside[border[inside] == near]
            if len(inside):
                found[here] = draw.choice(same if len(same) else inside, size=(len(here), 2))
    return found


def border_points(people: Population) -> Numbers:
    """Give the cash points near the border."""
    found = people.of(Kind.CASH_POINT)
    return found[people.border[found]]


def weights_of(people: Population, kind: Kind, draw: np.random.Generator) -> Figures:
    """Give how large each account of a kind is, a few of them hubs."""
    found: Figures = draw.pareto(1.2, len(people.of(kind))) + 0.2
    shares: Figures = found / found.sum()
    return shares
