"""Requests to another state on paper, set from what a case says; what it does not say is not set."""

from collections.abc import Iterator

from simpul.core.law.case import LawCase
from simpul.core.law.complete import Item
from simpul.core.law.request import Concerned
from simpul.core.paper import Block, Listing, Paper, Paragraph, Particulars, Section
from simpul.web.language import Language, msg
from simpul.web.words.law_cases import ITEMS
from simpul.web.words.law_papers import REQUESTS, SOUGHT

DRAFT = msg("Draft, not for sending")
AUTHORITY = msg("The requesting authority")
PROCEEDINGS = msg("The proceedings")
FACTS = msg("The facts")
LAW = msg("The law")
CONCERNED = msg("The persons concerned")
SOUGHT_HERE = msg("What is sought")
GIVEN = msg("What is given in return, and how the answer is used")
UNKNOWN_BECAUSE = {
    Item.IDENTITY: msg("identity not known, because"),
    Item.LOCATION: msg("place not known, because"),
    Item.NATIONALITY: msg("nationality not known, because"),
}


def request_paper(case: LawCase, language: Language, *, marking: str = "", treaty: str = "") -> Paper:
    """Set the request of a case in a language; `marking` stands on every page, `treaty` is the title of the one used.

    Raises:
        InputError: the case says nothing that could be set.
    """
    setting = _Setting(case, language)
    sections = [
        Section(heading=f"{number}. {language.say(heading)}", blocks=blocks)
        for number, (heading, blocks) in enumerate(setting.sections(), 1)
    ]
    return Paper(
        title=language.say(REQUESTS[case.kind]),
        reference=case.case,
        language=language.code,
        dated=case.request_date,
        marking=marking,
        head=Particulars(rows=tuple(setting.head(treaty))),
        sections=tuple(sections),
    )


class _Setting:
    """Sets one case in one language."""

    def __init__(self, case: LawCase, language: Language) -> None:
        self._case = case
        self._draft = case.request
        self._language = language
        self._say = language.say

    def head(self, treaty: str) -> Iterator[tuple[str, str]]:
        """Give who asks whom, when, and under which treaty."""
        case, language = self._case, self._language
        yield self._say(msg("From")), language.country(case.requesting)
        yield self._say(msg("To")), language.country(case.requested)
        yield self._say(msg("Case")), case.case
        yield self._say(msg("Date")), language.day(case.request_date)
        if treaty:
            yield self._say(msg("Under")), treaty

    def sections(self) -> Iterator[tuple[str, tuple[Block, ...]]]:
        """Give each section that has something to say."""
        for heading, blocks in (
            (AUTHORITY, self._particulars((Item.AUTHORITY, Item.CONTACT, Item.LANGUAGE))),
            (PROCEEDINGS, self._proceedings()),
            (FACTS, self._facts()),
            (LAW, self._law()),
            (CONCERNED, self._persons()),
            (SOUGHT_HERE, self._sought()),
            (GIVEN, self._given()),
        ):
            found = tuple(blocks)
            if found:
                yield heading, found

    def _proceedings(self) -> Iterator[Block]:
        charged = [(_capital(self._say(msg("the charge"))), self._case.charge.title)]
        items = (Item.SUBJECT, Item.NATURE, Item.CONDUCTING_AUTHORITY, Item.CONDUCTING_FUNCTIONS, Item.WARRANT)
        yield Particulars(rows=(*charged, *self._rows(items)))

    def _facts(self) -> Iterator[Block]:
        if self._draft.facts:
            yield Paragraph(text=self._draft.facts)
        yield from self._particulars((Item.OFFENCE_TIME, Item.OFFENCE_PLACE))

    def _law(self) -> Iterator[Block]:
        months = self._case.charge.penalty_max_months
        items = (Item.LEGAL_DESCRIPTION, Item.LEGAL_PROVISIONS, Item.ENACTMENTS)
        greatest = (
            [(_capital(self._say(msg("the greatest penalty, in months"))), str(months))] if months is not None else []
        )
        rows = (*self._rows(items), *greatest)
        if rows:
            yield Particulars(rows=rows)

    def _persons(self) -> Iterator[Block]:
        for person in self._draft.persons:
            rows = tuple(self._person(person))
            if rows:
                yield Particulars(rows=rows)
        if self._draft.no_person_because:
            yield Paragraph(text=self._draft.no_person_because)

    def _person(self, person: Concerned) -> Iterator[tuple[str, str]]:
        for item, why in UNKNOWN_BECAUSE.items():
            if said := getattr(person, item.value):
                yield self._name(item), said
            if said := getattr(person, f"{item.value}_unknown_because"):
                yield _capital(self._say(why)), said

    def _sought(self) -> Iterator[Block]:
        if self._draft.assistance:
            yield Listing(items=tuple(self._say(SOUGHT[each]) for each in self._draft.assistance))
        if self._draft.assistance_details:
            yield Paragraph(text=self._draft.assistance_details)
        rows = [*self._rows((Item.PURPOSE, Item.PROCEDURE, Item.SERVICE_ADDRESS, Item.PRESERVATION))]
        if self._draft.urgency:
            rows.append((_capital(self._say(msg("urgency"))), self._draft.urgency))
        rows += self._rows((Item.URGENCY_REASON,))
        if self._draft.deadline:
            rows.append((_capital(self._say(msg("wished for by"))), self._language.day(self._draft.deadline)))
        rows += self._rows((Item.DEADLINE_REASON,))
        if rows:
            yield Particulars(rows=tuple(rows))

    def _given(self) -> Iterator[Block]:
        yield from self._particulars((Item.CONFIDENTIALITY, Item.USE_LIMITATION, Item.RECIPROCITY, Item.ASSURANCE))

    def _particulars(self, items: tuple[Item, ...]) -> Iterator[Block]:
        rows = tuple(self._rows(items))
        if rows:
            yield Particulars(rows=rows)

    def _rows(self, items: tuple[Item, ...]) -> Iterator[tuple[str, str]]:
        for item in items:
            if said := getattr(self._draft, item.value):
                yield self._name(item), said

    def _name(self, item: Item) -> str:
        return _capital(self._say(ITEMS[item]))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
