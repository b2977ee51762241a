"""Every element that any version of a message has, where we read, is known: read, kept as text, or passed over.

The schemas are walked here by themselves, from the type of the document on; nothing of the reader looks at them.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from simpul.formats.iso20022 import answers, contents, document, transfers
from simpul.formats.iso20022.reading import KINDS
from simpul.formats.iso20022.walking import ELEMENTS, PASSED_OVER, WITHIN, Table
from simpul.formats.xml import Element
from tests.public_data import public_file

XSD = "{http://www.w3.org/2001/XMLSchema}"
FOLDERS = {
    "pain.001": "payments_initiation/pain.001",
    "head.001": "business_application_header/head.001",
}
LAST = {
    "pain.001": (2, 12),
    "pacs.008": (1, 13),
    "pacs.009": (1, 12),
    "pacs.004": (1, 14),
    "pacs.002": (2, 15),
    "camt.056": (1, 11),
    "camt.029": (1, 13),
}
NOT_THERE = {"pacs.004.001.08", "pacs.004.001.12", "camt.029.001.02"}
MESSAGES = [
    f"{kind}.001.{version:02}"
    for kind, (first, last) in LAST.items()
    for version in range(first, last + 1)
    if f"{kind}.001.{version:02}" not in NOT_THERE
]
INSIDE: dict[str, dict[str, Table]] = {
    "pain.001": {"batches": transfers.DATED_BATCH, "transactions": transfers.INSTRUCTION},
    "pacs.008": {"transactions": transfers.TRANSFER},
    "pacs.009": {"transactions": transfers.TRANSFER},
    "pacs.004": {"transactions": answers.RETURN},
    "pacs.002": {"transactions": answers.STATUS, "of_group": answers.STATUS_OF_GROUP},
    "camt.056": {
        "underlying": answers.UNDERLYING,
        "transactions": answers.REQUEST,
        "of_group": answers.REQUEST_OF_GROUP,
    },
    "camt.029": {
        "details": answers.DETAILS,
        "transactions": answers.ANSWER,
        "of_group": answers.ANSWER_OF_GROUP,
        "of_batch": answers.ANSWER_OF_BATCH,
    },
}
"""By which table the elements are read that a table only keeps; each table only where it belongs."""


@cache
def types(path: Path) -> dict[str, dict[str, str]]:
    """The children of every complex type of a schema, with the type of each; and the root's under no name."""
    root = etree.parse(path).getroot()
    found = {
        str(each.get("name")): _children(each) for each in root if each.tag == f"{XSD}complexType" and each.get("name")
    }
    top = [each for each in root if each.tag == f"{XSD}element"]
    return {**found, "": {str(each.get("name")): str(each.get("type")) for each in top}}


def _children(each: Element) -> dict[str, str]:
    inside = (child for child in each.iter(f"{XSD}element") if child.get("name"))
    return {str(child.get("name")): str(child.get("type")) for child in inside}


def schema(name: str) -> Path:
    folder = FOLDERS.get(name[:8], name[:8])
    return public_file("payments", "iso20022", "xsd", *folder.split("/"), f"{name}.xsd")


def unknown(known: dict[str, dict[str, str]], kind: str, table: Table, inside: dict[str, Table]) -> Iterator[str]:
    """The paths below a type that its table does not know."""
    for tag, child in known.get(kind, {}).items():
        step = table.get(tag)
        if step is None:
            yield tag
        elif step.kind == ELEMENTS:
            yield from (f"{tag}/{path}" for path in unknown(known, child, inside[step.name], inside))
        elif step.kind not in (WITHIN, PASSED_OVER):
            yield from (f"{tag}/{path}" for path in unknown(known, child, step.inner or {}, inside))


@pytest.mark.parametrize("name", MESSAGES)
def test_every_element_of_every_version_is_known(name: str) -> None:
    known = types(schema(name))
    (body,) = known[known[""]["Document"]].items()
    kind = KINDS[name[:8]]
    assert body[0] in kind.bodies
    inside = INSIDE[name[:8]]
    if name[:8] == "pain.001" and int(name[-2:]) < contents.DATED_FROM:
        inside = {**inside, "batches": transfers.BATCH}
    assert list(unknown(known, body[1], kind.table, inside)) == []


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_every_element_of_every_header_is_known(version: int) -> None:
    known = types(schema(f"head.001.001.0{version}"))
    assert list(unknown(known, known[""]["AppHdr"], document.APPLICATION, {})) == []


def test_the_versions_that_are_read_are_those_of_which_a_schema_is_here_and_those_between() -> None:
    read = {name: (kind.versions[0], kind.versions[-1]) for name, kind in KINDS.items() if name in LAST}
    assert read == LAST
