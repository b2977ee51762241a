"""The European Union's consolidated list of persons, groups and entities under financial sanctions: file to edition.

Read are the two forms that the Commission publishes: the XML (Financial Sanctions Files 1.1), and the CSV of the same
(semicolons, a row for each fact). Rules:
1. Every sanctionEntity, and every Entity_LogicalId of the CSV, becomes an entry, or a rejected entry with its line and
   the reason; none is lost.
2. The regulation by which a single fact came in stands among the instruments of the entry, not with the fact.
3. What an entry's facts mean is said in `simpul.formats.eu_entry`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from simpul.core.dates import partial_date
from simpul.core.designation import ListEdition
from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.days import day_in_figures
from simpul.formats.edition import EditionReading, read_either
from simpul.formats.eu_entry import (
    FACTS,
    LIST_ID,
    LOGICAL_ID,
    REFERENCE,
    REGULATION,
    SUBJECT_TYPE,
    SUMMARY,
    WORDS,
    entry_of,
    reference_of,
)
from simpul.formats.headed import HeadedRow, headed_rows, heading_key
from simpul.formats.particulars import Particulars
from simpul.formats.xml import Element, Source, XmlBounds, line_of, local_name, own_text, records

KEYS = (REFERENCE, LOGICAL_ID)
"""What is read of an entry before all else: an entry that cannot be read is still on the list."""
ROOT = "export"
ENTITY = "sanctionEntity"
MOST_ELEMENTS = 4_000_000
GENERATED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]{5,20})?(?:Z|[+-][0-9]{2}:[0-9]{2})?")

CSV_KEY = "entitylogicalid"
CSV_GENERATED = "filegenerationdate"
CSV_ENTITY = "entity"
CSV_SECTIONS = {CSV_ENTITY: ENTITY, **{fact.lower(): fact for fact in FACTS if fact != REGULATION}}
CSV_WORDS = {
    "eureferencenumber": REFERENCE,
    "day": "dayOfMonth",
    "month": "monthOfYear",
    "typecode": "identificationTypeCode",
    "typedescription": "identificationTypeDescription",
    "issueddate": "issueDate",
    "subjecttype": "classificationCode",
    "subjecttypeclassificationcode": "code",
    "type": "regulationType",
    **{heading_key(word): word for word in WORDS},
}
"""What the CSV's headings are called in the XML."""


def read_eu(source: Source, *, limits: Limits) -> ListEdition:
    """Read an edition in either form; the file says which it is.

    Raises:
        InputError: this is not the list, is badly written, or is larger than the limits allow; with the line.
    """
    return read_either(source, xml=read_eu_xml, csv=read_eu_csv, limits=limits)


def read_eu_xml(source: Source, *, limits: Limits) -> ListEdition:
    """Read an edition in XML from a file, its bytes or a stream of them.

    Raises:
        InputError: this is not the list, not well-formed, or larger than the limits allow; with the line.
    """
    bounds = XmlBounds(max_bytes=limits.max_list_bytes, max_depth=limits.max_depth, max_elements=MOST_ELEMENTS)
    reading, dated = EditionReading(LIST_ID, reference=reference_of, entry=entry_of), ""
    for element in records(source, root=ROOT, depth=1, bounds=bounds):
        dated = dated or _generated(element)
        reading.take_element(element, named=ENTITY, note=_note_element)
    return reading.closed(dated=dated, otherwise=f"the list has no {ENTITY}")


def read_eu_csv(source: Source, *, limits: Limits) -> ListEdition:
    """Read an edition in CSV from a file, its bytes or a stream of them.

    Raises:
        InputError: this is not the list, badly written, or larger than the limits allow; with the line.
    """
    reading, days = EditionReading(LIST_ID, reference=reference_of, entry=entry_of), _Days()
    with headed_rows(source, key=CSV_KEY, delimiter=";", limits=limits) as table:
        reading.join(map(days.seen, table.rows), key=CSV_KEY, note=_note_row)
    return reading.closed(dated=days.first, otherwise="the list has no row")


class _Days:
    """The day that the file bears, which stands on each of its rows."""

    def __init__(self) -> None:
        self.first = ""

    def seen(self, row: HeadedRow) -> HeadedRow:
        """Note the day of a row, and give the row back without it."""
        self.first = self.first or day_in_figures(row.cells.pop(CSV_GENERATED, ""))
        row.cells.pop(CSV_GENERATED, None)
        return row


def _note_element(said: Particulars, element: Element) -> None:
    for name, text in sorted(element.attrib.items(), key=lambda each: each[0] not in KEYS):
        said.add(str(name), str(text), place=said.place)
    for child in element:
        tag, place = local_name(child.tag), line_of(child)
        if tag in FACTS:
            said.add_group(tag, _fact(said, child), place=place)
        elif tag == SUBJECT_TYPE:
            for name, text in child.attrib.items():
                said.add(str(name), str(text), place=place)
        else:
            _note_texts(said, tag, child)
    said.add(ENTITY, own_text(element), place=said.place)


def _fact(said: Particulars, element: Element) -> dict[str, str]:
    """Give the attributes of a fact and the texts of what stands in it; the regulation it came by is noted apart."""
    fact = {str(name): str(text) for name, text in element.attrib.items()}
    for child in element:
        tag = local_name(child.tag)
        inside = {str(name): str(text) for name, text in child.attrib.items()}
        if tag == SUMMARY:
            said.add_group(SUMMARY, inside, place=line_of(child))
            continue
        words = [f"{inside.pop('key')}: {inside.pop('value')}"] if {"key", "value"} <= inside.keys() else []
        texts = [*words, *(f"{name}: {text}" for name, text in inside.items() if text), *_texts_in(child)]
        fact[tag] = "; ".join(filter(None, (fact.get(tag, ""), *texts)))
    fact["text"] = own_text(element)
    return fact


def _texts_in(element: Element) -> Iterator[str]:
    yield from (" ".join(str(text).split()) for text in element.itertext())


def _note_texts(said: Particulars, tag: str, element: Element) -> None:
    for each in element.iter():
        name = tag if each is element else f"{tag}/{local_name(each.tag)}"
        said.add(name, own_text(each), place=line_of(each))
        for attribute, text in each.attrib.items():
            said.add(f"{name}/{attribute!s}", str(text), place=line_of(each))


def _note_row(said: Particulars, row: HeadedRow) -> None:
    place = f"line {row.line}"
    facts: dict[tuple[str, str], dict[str, str]] = {}
    for heading, cell in sorted(row.cells.items(), key=lambda each: _column(each[0])[2] not in KEYS):
        section, element, word = _column(heading)
        if element == ENTITY:
            said.add(word, cell, place=place)
        else:
            facts.setdefault((section, element), {})[word] = cell
    for (_, element), fact in facts.items():
        said.add_group(element, fact, place=place)


@lru_cache(maxsize=500)
def _column(heading: str) -> tuple[str, str, str]:
    """Say of a column of the CSV: its part of the row, the element of the XML that is, and the word in it."""
    section = next((each for each in CSV_SECTIONS if heading.startswith(each)), "")
    name = heading.removeprefix(section)
    inside = name.removeprefix("regulation")
    if section and inside not in (name, "language"):
        return section, (REGULATION if section == CSV_ENTITY else SUMMARY), CSV_WORDS.get(inside, inside)
    return section, CSV_SECTIONS.get(section, ENTITY), CSV_WORDS.get(name, name)


def _generated(element: Element) -> str:
    said = element.getroottree().getroot().get("generationDate", "").strip()
    found = GENERATED.fullmatch(said)
    if said and not found:
        raise InputError(f"generationDate is no date: {said[:40]!r}", place="line 1")
    if found:
        partial_date(found[1], place="line 1")
    return said
