"""What is screened, what is asked, and what comes back: a hit with its reasons, never a finding of identity."""

from dataclasses import dataclass
from enum import StrEnum

from simpul.core.errors import InputError
from simpul.engines.screening.birthdate import parse_birth_date

MOST_NAME = 4_000
"""The longest name that is taken, in characters."""


class Kind(StrEnum):
    """What a subject is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    UNKNOWN = "unknown"


class Quality(StrEnum):
    """How well a name identifies: a weak name (a low-quality alias, a nom de guerre) never alerts alone."""

    STRONG = "strong"
    WEAK = "weak"


class ReasonCode(StrEnum):
    """Why a score is what it is. The codes are stable; the edges translate them.

    Each comment names the arguments.
    """

    NAME_COMPARED = "name-compared"  # the asked name, the listed name, the quality of the listed name
    WORD_EXACT = "word-exact"  # asked word, listed word
    WORD_TRANSLITERATED = "word-transliterated"  # asked word, listed word (other script)
    WORD_SPELLING = "word-spelling"  # asked word, listed word
    WORD_KIN = "word-kin"  # asked word, listed word: a short form, or another romanisation
    WORD_INITIAL = "word-initial"  # asked word, listed word
    WORD_JOINED = "word-joined"  # asked words, listed words, each side joined by a blank
    WORD_NOT_LISTED = "word-not-listed"  # asked word that the listed name does not have
    WORD_NOT_ASKED = "word-not-asked"  # listed word that the asked name does not have
    NAME_WEAK = "name-weak"  # the listed name, of which the list itself says that it is weak
    BIRTH_DATE_AGREES = "birth-date-agrees"  # asked date, listed date
    BIRTH_DATE_SWAPPED = "birth-date-swapped"  # asked date, listed date: day and month exchanged
    BIRTH_DATE_WITHIN = "birth-date-within"  # asked date, listed date: agree as far as the less precise one goes
    BIRTH_DATE_MISTYPED = "birth-date-mistyped"  # asked date, listed date: one digit differs
    BIRTH_DATE_YEAR_ONLY = "birth-date-year-only"  # asked date, listed date: same year, another day
    BIRTH_DATE_NEAR = "birth-date-near"  # asked date, listed date: the years differ by one
    BIRTH_DATE_DIFFERS = "birth-date-differs"  # asked date, listed date
    BIRTH_DATE_MISSING = "birth-date-missing"  # "asked" or "listed": the side that does not have it
    COUNTRY_AGREES = "country-agrees"  # country
    COUNTRY_DIFFERS = "country-differs"  # asked countries, listed countries, each joined by ", "
    COUNTRY_MISSING = "country-missing"  # "asked" or "listed"
    GENDER_AGREES = "gender-agrees"  # gender
    GENDER_DIFFERS = "gender-differs"  # asked genders, listed genders, each joined by ", "
    IDENTIFIER_AGREES = "identifier-agrees"  # the number
    KIND_DIFFERS = "kind-differs"  # asked kind, listed kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of a subject; `lang` is what the source says of its language (ISO 639), if anything."""

    value: str
    quality: Quality = Quality.STRONG
    lang: str | None = None

    def __post_init__(self) -> None:
        """Refuse a blank name and one beyond the limit."""
        _check_name(self.value, place="name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Somebody or something to be found: an entry of a list, or a subject of a holding.

    A birth date is a year, a month, a day, or a range of such (`1960/1965`). Countries and genders are compared as
    they are, upper and lower case apart: whoever fills them in uses one code table for all.
    """

    id: str
    kind: Kind
    names: tuple[Name, ...]
    birth_dates: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a subject without an id, and dates that do not exist."""
        if not self.id:
            raise InputError("a subject needs an id", place="subject.id")
        for birth_date in self.birth_dates:
            parse_birth_date(birth_date)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Who is asked for: a name, further names of the same person, and what else is known."""

    name: str
    birth_date: str | None = None
    countries: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    kind: Kind = Kind.UNKNOWN
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse blank names, names beyond the limit, and a date that does not exist."""
        for name in (self.name, *self.names):
            _check_name(name, place="query.name")
        if self.birth_date is not None:
            parse_birth_date(self.birth_date)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One piece of evidence: `weight` speaks for (+) or against (-), in log odds; the arguments are for a reader."""

    code: ReasonCode
    arguments: tuple[str, ...] = ()
    weight: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A subject that the query may mean: a lead to be judged by a person.

    `score` lies between 0 and 1 and never reaches either. It is the logistic function of `scoring.PRIOR` plus the
    weights of all reasons: nothing enters a score that the reasons do not show.
    """

    subject_id: str
    score: float
    reasons: tuple[Reason, ...]


def _check_name(value: str, *, place: str) -> None:
    if not value.strip():
        raise InputError("a name must not be blank", place=place)
    if len(value) > MOST_NAME:
        raise InputError(f"a name longer than {MOST_NAME} characters", place=place)
