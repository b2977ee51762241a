"""The fields of one step of drafting: what is asked there, what was said, and what can be said besides."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from simpul.core.law.case import LawCase
from simpul.core.law.complete import Item
from simpul.core.law.elements import GROUP_OF, Element, Group
from simpul.core.law.gaps import MOST_NEEDS
from simpul.core.law.grounds import Ground, Matter
from simpul.core.law.interview import RECIPROCITY, Asked, Step
from simpul.core.law.provenance import Citation
from simpul.core.law.register import Register
from simpul.core.law.request import Assistance
from simpul.core.law.truth import Truth
from simpul.formats.law.documents import title_of
from simpul.web.drafting.law_steps import DAYS, LAW_TEXTS, NUMBERS, PERSON, SECTIONS, TEXTS
from simpul.web.views.law_beside import Beside, Named
from simpul.web.words import law_drafting as words
from simpul.web.words.law_cases import GROUNDS, ITEMS, MATTERS
from simpul.web.words.law_elements import ELEMENTS, GROUPS
from simpul.web.words.law_papers import SOUGHT

LONG = frozenset(
    {
        *("request.facts", "request.assistance_details", "request.enactments", "request.confidentiality"),
        *("request.use_limitation", "request.assurance", "request.legal_description", "politicisation_answer.text"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something to choose."""

    value: str
    words: str


ASSISTANCES = tuple(Choice(value=each.value, words=SOUGHT[each]) for each in Assistance)
LAW_FIELDS = tuple(Choice(value=name, words=words.LAW_FIELDS[name]) for name in LAW_TEXTS if name != "source")


class Standing(StrEnum):
    """How a question stands."""

    MUST = "must"
    SETTLES = "settles"
    ADVISED = "advised"
    SAID = "said"
    MORE = "more"
    """Not asked here, and not said."""


class Form(StrEnum):
    """What a field looks like."""

    LINE = "line"
    LONG = "long"
    DAY = "day"
    NUMBER = "number"
    TREATY = "treaty"
    MANY = "many"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a step: its place in the case, its words, what stands in it, and what asks for it."""

    place: str
    words: str
    form: Form
    value: str
    standing: Standing
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactField:
    """One fact that is asked or was said, with who said it; `together` of how many facts the smallest set is."""

    place: str
    named: Named
    group: str
    value: str
    by: str
    on: str
    source: str
    standing: Standing
    together: int
    articles: tuple[str, ...]
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkField:
    """Whether an instrument binds the two, as somebody found it."""

    instrument: str
    title: str
    both: str
    requested: str
    since: str
    source: str
    as_of: str
    standing: Standing


def _standing(asked: Asked | None, *, is_said: Truth) -> Standing:
    if asked is not None:
        return Standing(asked.weight.name.lower())
    return Standing.SAID if is_said is Truth.TRUE else Standing.MORE


def fields_of(step: Step, document: dict[str, Any], here: dict[str, Asked]) -> tuple[Field, ...]:
    """Give the fields of a step, what it is about first."""
    places = (*TEXTS[step], *DAYS.get(step, ()), *NUMBERS.get(step, ()))
    if step is Step.PARTIES:
        places = ("case", "request_date", *(each for each in places if each not in {"case", "request_date"}))
    return tuple(_field(place, document, _asked_at(place, here)) for place in places)


def _asked_at(place: str, here: dict[str, Asked]) -> Asked | None:
    """Give the question that a field answers: its own, or that of the whole it is part of."""
    whole = place.partition(".")[0]
    if place == "request.assistance_details":
        whole = "request.assistance"
    if place == "request.no_person_because":
        whole = "request.persons"
    return here.get(place) or here.get(whole)


def _field(place: str, document: dict[str, Any], asked: Asked | None) -> Field:
    value: Any = document
    for part in place.split("."):
        value = (value or {}).get(part)
    said = "" if value is None else str(value)
    if place == "treaty":
        form = Form.TREATY
    elif place in {each for days in DAYS.values() for each in days}:
        form = Form.DAY
    elif place in {each for numbers in NUMBERS.values() for each in numbers}:
        form = Form.NUMBER
    else:
        form = Form.LONG if place in LONG else Form.LINE
    return Field(
        place=place,
        words=_words_of(place),
        form=form,
        value=said,
        standing=_standing(asked, is_said=Truth.TRUE if said else Truth.FALSE),
        articles=_articles(asked),
    )


def _words_of(place: str) -> str:
    own = words.FIELDS.get(place) or words.FIELDS.get(place.removeprefix("request."))
    return own or ITEMS[Item(place.removeprefix("request."))]


def _articles(asked: Asked | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_article(each) for each in asked.citations)) if asked else ()


def _article(citation: Citation) -> str:
    return f"{citation.instrument} {citation.article}".strip()


def facts_of(step: Step, document: dict[str, Any], here: dict[str, Asked]) -> tuple[FactField, ...]:
    """Give the facts of a step: those that are asked, in their order, then those that were said."""
    sections = SECTIONS.get(step, ())
    asked = [place for place in here if place.partition(".")[0] in sections]
    asked.sort(key=lambda place: (here[place].weight, here[place].together or MOST_NEEDS + 1, _in_order(place)))
    said = [
        f"{section}.{name}"
        for section in sections
        for name in document.get(section, {})
        if _belongs(step, section, name) and f"{section}.{name}" not in here
    ]
    return tuple(_fact(place, document, here.get(place)) for place in (*asked, *said))


def _belongs(step: Step, section: str, name: str) -> bool:
    """Say whether what was said is shown at a step: what stands in two sections, at the one that asks for it."""
    if section == "matters":
        return (name == Matter.ALL_OFFENCES_LISTED) is (step is Step.CONDUCT)
    return section != "otherwise" or step is Step.CONDUCT


def _fact(place: str, document: dict[str, Any], asked: Asked | None) -> FactField:
    section, _, name = place.partition(".")
    said = document.get(section, {}).get(name) or {}
    return FactField(
        place=place,
        named=_named(section, name),
        group=_group(section, name),
        value=said.get("value", ""),
        by=said.get("by", ""),
        on=said.get("on", ""),
        source=said.get("source", ""),
        standing=_standing(asked, is_said=Truth.TRUE),
        together=asked.together if asked else 0,
        articles=_articles(asked),
        grounds=tuple(GROUNDS[each] for each in asked.grounds) if asked else (),
    )


def _named(section: str, name: str) -> Named:
    if section == "elements":
        return Named(words=ELEMENTS[Element(name)])
    if section == "matters":
        return Named(words=MATTERS[Matter(name)])
    if section == "otherwise":
        return Named(words=words.OTHERWISE[name])
    return Named(words=words.SECTION_WORDS[section], what=GROUNDS[Ground(name)] if section == "requested_law" else name)


def _in_order(place: str) -> int:
    """Give where an element stands in the vocabulary, so that those of a group stand together; others keep theirs."""
    section, _, name = place.partition(".")
    return tuple(Element).index(Element(name)) if section == "elements" else 0


def _group(section: str, name: str) -> str:
    if section == "elements":
        return GROUPS[GROUP_OF[Element(name)]]
    return GROUPS[Group(name)] if section == "otherwise" else ""


def links_of(document: dict[str, Any], here: dict[str, Asked], register: Register) -> tuple[LinkField, ...]:
    """Give the instruments of which it is asked, or was said, whether they bind the two."""
    said = {each["instrument"]: each for each in document.get("links", ())}
    asked = [place.removeprefix("links.") for place in here if place.startswith("links.")]
    return tuple(
        LinkField(
            instrument=code,
            title=title_of(register, code),
            standing=_standing(here.get(f"links.{code}"), is_said=Truth.TRUE),
            **{
                name: str(said.get(code, {}).get(name) or "")
                for name in ("both", "requested", "since", "source", "as_of")
            },
        )
        for code in dict.fromkeys((*asked, *said))
    )


def persons_of(document: dict[str, Any]) -> tuple[dict[str, str], ...]:
    """Give the persons as they are, and one more to fill in."""
    held = document.get("request", {}).get("persons", ())
    return tuple({name: each.get(name, "") for name in PERSON} for each in (*held, {}))


def treaties_of(register: Register, beside: Beside, case: LawCase) -> tuple[Choice, ...]:
    """Give the treaties to choose from: the bases, the best first, then the others that serve such a request."""
    bases = [each.instrument for each in beside.basis.bases] if beside.basis else []
    serving = [code for code, each in register.instruments.items() if case.kind in each.serves]
    codes = dict.fromkeys((*bases, *serving, *((case.treaty,) if case.treaty not in {"", RECIPROCITY} else ())))
    return (
        *(Choice(value=code, words=title_of(register, code)) for code in codes),
        Choice(value=RECIPROCITY, words=words.RECIPROCITY),
    )


def every_element() -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """Give every element of conduct by its group, to say one that was not asked."""
    return tuple(
        (
            GROUPS[group],
            tuple(Choice(value=each.value, words=ELEMENTS[each]) for each in Element if GROUP_OF[each] is group),
        )
        for group in Group
    )
