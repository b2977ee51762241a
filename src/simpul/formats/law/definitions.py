"""The definitions of offences that come with Simpul: those of the instruments, and those of invented states.

Each formula is read once, and refused with its place where it names what the vocabulary does not have.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from simpul.core.errors import InputError
from simpul.core.law.definition import Definition, Part, StateOffence
from simpul.core.law.elements import Element
from simpul.core.law.formula import NEVER, Formula, Names, parsed
from simpul.formats.law.rows import Row, placed, read_rows
from simpul.formats.reference import reference_bytes

DEFINITIONS = "law-definitions.csv"
STATE_OFFENCES = "law-state-offences.csv"
ARTICLE_TEXTS = "law-article-texts.csv"
SOURCED = frozenset({"verified", "source", "as_of"})
OFFENCE = SOURCED | {"code", "article", "title", "conduct", "parts"}
COLUMNS = {
    DEFINITIONS: OFFENCE | {"instrument", "excluded", "excluded_article", "domestic", "domestic_article", "requires"},
    STATE_OFFENCES: OFFENCE | {"state", "law", "penalty_max_months", "valid_from", "valid_to"},
    ARTICLE_TEXTS: SOURCED | {"instrument", "article", "sha256"},
}
MOST_PARTS = 12

_ELEMENTS = Names(plain=frozenset(element.value for element in Element))


@cache
def definitions() -> tuple[Definition, ...]:
    """Give the offences of the instruments, as their texts define them."""
    return tuple(placed(row, definition_in) for row in _rows(DEFINITIONS))


@cache
def state_offences() -> tuple[StateOffence, ...]:
    """Give the offences of states that come with Simpul: those of states that are invented."""
    return tuple(placed(row, state_offence_in) for row in _rows(STATE_OFFENCES))


@cache
def every_definition() -> dict[str, Definition]:
    """Give every definition that comes with Simpul, by its code."""
    held = (*definitions(), *(offence.definition for offence in state_offences()))
    return {each.code: each for each in held}


def definitions_said(codes: Iterable[str]) -> tuple[Definition, ...]:
    """Give the definitions of these codes.

    Raises:
        InputError: there is none of a code.
    """
    known, found = every_definition(), []
    for code in dict.fromkeys(codes):
        if code not in known:
            raise InputError(f"there is no definition {code[:60]!r}", place="definitions")
        found.append(known[code])
    return tuple(found)


@cache
def article_hashes() -> dict[tuple[str, str], str]:
    """Give the hash of the text of each article that was at hand, by instrument and article."""
    return {(row.text("instrument"), row.text("article")): row.text("sha256") for row in _rows(ARTICLE_TEXTS)}


def hash_for(instrument: str, article: str) -> str:
    """Give the hash of the article in which a place stands (of 2(1)(a): that of 2), or nothing."""
    return article_hashes().get((instrument, article.partition("(")[0]), "")


def of_elements(text: str, *, place: str) -> Formula:
    """Read a formula over the elements of conduct.

    Raises:
        InputError: it is none, with its place.
    """
    return parsed(text, names=_ELEMENTS, place=place)


def parts_of(text: str, *, place: str) -> tuple[Part, ...]:
    """Read the ways to have part in an offence: `2(1) = principal; 2(4) = attempt`.

    Raises:
        InputError: one is not an article, a sign of equality and a formula, or there are too many.
    """
    said = [each for each in text.split(";") if each.strip()]
    if len(said) > MOST_PARTS:
        raise InputError(f"more than {MOST_PARTS} parts", place=place)
    return tuple(_part(each, place) for each in said)


def definition_in(row: Row) -> Definition:
    """Read the definition of an offence by an instrument, or by the law of a state."""
    instrument = row.text("instrument") or row.text("law")
    return Definition(
        code=row.text("code"),
        instrument=instrument,
        article=row.text("article"),
        title=row.text("title"),
        conduct=of_elements(row.text("conduct"), place=f"{row.place}, conduct"),
        parts=parts_of(row.text("parts"), place=f"{row.place}, parts"),
        provenance=row.provenance(),
        excluded=_or_never(row, "excluded"),
        excluded_article=row.text("excluded_article"),
        domestic=_or_never(row, "domestic"),
        domestic_article=row.text("domestic_article"),
        requires=row.text("requires"),
        text_sha256=hash_for(instrument, row.text("article")),
    )


def state_offence_in(row: Row) -> StateOffence:
    """Read an offence of a state's law."""
    return StateOffence(
        state=row.text("state"),
        definition=definition_in(row),
        penalty_max_months=row.number_or_none("penalty_max_months"),
        valid_from=row.day("valid_from"),
        valid_to=row.day_or_none("valid_to"),
    )


def _part(said: str, place: str) -> Part:
    article, sign, formula = said.partition("=")
    if not sign or not article.strip() or not formula.strip():
        raise InputError("not an article = a formula", place=place)
    return Part(article=article.strip(), formula=of_elements(formula, place=place))


def _or_never(row: Row, column: str) -> Formula:
    text = row.text(column)
    return of_elements(text, place=f"{row.place}, {column}") if text.strip() else NEVER


def _rows(file: str) -> Iterator[Row]:
    return read_rows(reference_bytes(file), file=file, columns=COLUMNS[file])
