"""Names that everybody knows, found by their sound: see `naming` for the tables."""

from functools import cache

from simpul.engines.screening import latin
from simpul.engines.screening.naming import COMMON, KIN, ONE_NAME


def _sound(name: str) -> str:
    return latin.sounds(name)[0]


def _lines(table: str) -> list[str]:
    return table.strip().splitlines()


@cache
def _one_name() -> dict[str, str]:
    """Give the sound of the first form for the sound of every form of one name."""
    known: dict[str, str] = {}
    for line in _lines(ONE_NAME):
        first, *others = (_sound(form) for form in line.split())
        for other in others:
            if len(other) > 1 and other != first:
                known.setdefault(other, first)
    return known


def sound_of(sound: str) -> str:
    """Give the sound under which a name is compared: that of the first form where it has several."""
    return _one_name().get(sound, sound)


@cache
def _commonness() -> dict[str, float]:
    known: dict[str, float] = {}
    for per_thousand, names in COMMON.items():
        for name in names.split():
            known.setdefault(sound_of(_sound(name)), per_thousand / 1000)
    return known


@cache
def _commonness_of_consonants() -> dict[str, float]:
    """Add up the commonness of the names that have the same consonants."""
    known: dict[str, float] = {}
    for sound, share in _commonness().items():
        consonants = latin.skeleton(sound) or sound
        known[consonants] = known.get(consonants, 0.0) + share
    return known


def commonness(sound: str) -> float:
    """Give the share of people who bear a name of this sound; 0 where it is none of the common ones."""
    return _commonness().get(sound, 0.0)


def commonness_of_consonants(consonants: str) -> float:
    """Give the share of people who bear one of the names with these consonants."""
    return _commonness_of_consonants().get(consonants, 0.0)


@cache
def _known() -> frozenset[str]:
    """Give the sounds of all names that are names of their own, not spellings of another."""
    listed = (*COMMON.values(), ONE_NAME, KIN)
    return frozenset(sound_of(_sound(name)) for names in listed for name in names.split())


def is_known(sound: str) -> bool:
    """Tell whether a word of this sound is a name of its own: it is no misspelling of another such name."""
    return sound in _known()


@cache
def _kin() -> dict[str, tuple[str, ...]]:
    kin: dict[str, list[str]] = {}
    for line in _lines(KIN):
        names = [sound_of(_sound(name)) for name in line.split()]
        for name in names:
            kin.setdefault(name, []).append(names[0])
    return {name: tuple(dict.fromkeys(heads)) for name, heads in kin.items()}


def kin(sound: str) -> tuple[str, ...]:
    """Give the names that a name may be a short form or another romanisation of, itself among them."""
    return _kin().get(sound, ())
