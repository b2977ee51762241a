"""A pattern that means something else in a schema is put right, and one that is right is left alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from simpul.formats.goaml.patterns import repaired_pattern
from tests.goamlreports import XS

FORMS = (
    ("^[a-zA-Z0-9 .'-]*$", "[a-zA-Z0-9 .'-]*"),
    (r"[_a-z0-9-+]+@x", r"[_a-z0-9\-+]+@x"),
    (r"[0-9-a-z]", r"[0-9\-a-z]"),
    (r"[\w-.]+", r"[\w\-.]+"),
    ("^a$|^b$", "a|b"),
    ("(^a|b$)", "(a|b)"),
)
RIGHT = (
    "[a-z-[aeiou]]",
    r"\^a\$",
    "[-a]",
    "[^-a]",
    "[a-]",
    "[$^]",
    r"[a\-z]",
    "a^b",
    r"(\p{Lu}|[\p{L}-])",
    "([A-Fa-f0-9]{1,4}:){7}[A-Fa-f0-9]{1,4}",
    "",
    "[",
    "[a",
)


def takes(pattern: str, text: str) -> bool:
    """Say whether XML Schema takes a text by a pattern."""
    root = etree.Element(f"{{{XS}}}schema")
    element = etree.SubElement(root, f"{{{XS}}}element", {"name": "x"})
    simple = etree.SubElement(element, f"{{{XS}}}simpleType")
    restriction = etree.SubElement(simple, f"{{{XS}}}restriction", {"base": "xs:string"}, {"xs": XS})
    etree.SubElement(restriction, f"{{{XS}}}pattern", {"value": pattern})
    found = etree.Element("x")
    found.text = text
    return etree.XMLSchema(root).validate(found)


@pytest.mark.parametrize(("wrong", "right"), FORMS)
def test_a_wrong_pattern_is_put_right_once(wrong: str, right: str) -> None:
    assert repaired_pattern(wrong) == right
    assert repaired_pattern(right) == right


@pytest.mark.parametrize("pattern", RIGHT)
def test_a_right_pattern_is_left_alone(pattern: str) -> None:
    assert repaired_pattern(pattern) == pattern


def test_a_schema_takes_a_name_only_by_the_repaired_pattern() -> None:
    assert not takes("^[a-zA-Z .'-]*$", "Tarik")
    assert takes(repaired_pattern("^[a-zA-Z .'-]*$"), "Tarik")
    assert not takes(repaired_pattern("^[a-zA-Z .'-]*$"), "T@rik")


@given(st.text("abc09-+.@ ", min_size=1, max_size=6))
def test_what_is_repaired_takes_what_its_author_meant_and_no_more(text: str) -> None:
    for wrong in (r"^[a-c0-9-+_]*$", r"[a-c-.]+", r"^(a|b)[0-9-.]$"):
        meant = re.compile(wrong.replace("0-9-", r"0-9\-").replace("a-c-", r"a-c\-"))
        assert takes(repaired_pattern(wrong), text) == bool(meant.fullmatch(text))


@given(st.text(r"[]^$-\()|ab09pw{}", max_size=20))
def test_no_pattern_stops_the_repair_and_it_is_made_once(pattern: str) -> None:
    once = repaired_pattern(pattern)
    assert len(once) <= 2 * len(pattern)
    assert repaired_pattern(pattern) == once
