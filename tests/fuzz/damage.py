"""Ways to damage an input: bits, bytes, pieces, and words that mean something to one parser or another."""

import random
import re
from collections.abc import Callable

MARKUP = (
    *(b"<", b">", b"</", b"/>", b"&", b"&amp;", b"&x;", b"&#0;", b"&#x10FFFF;", b"&#xD800;", b"<!--", b"-->", b"]]>"),
    *(b"<![CDATA[", b"<!DOCTYPE x [<!ENTITY x 'y'>]>", b"<?xml version='1.0' encoding='UTF-7'?>", b"<?x ?>", b"x:"),
    *(b'"', b"'", b" xmlns='x'", b" x:y=''", b"<VALUE>", b"</VALUE>", b"<INDIVIDUAL>", b"</ENTITIES>"),
    *(b"<Designation>", b"</Names>", b"<sanctionEntity>", b"<nameAlias wholeName='x'/>", b"<sdnEntry>"),
)
TEXT = (
    *(b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\r", b"\n", b"\t", b"\x1a"),
    *(b",", b";", b"|", b'"', b'""', b"=1+1", b"1971-02-31", b"0000-00-00", b"1E999999999", b"-" * 300, b"9" * 300),
    *(b" " * 500, b"{", b"}", b"[", b"]", b":", b"\\", b"\\u0000", b"\\ud800", b"null", b"NaN", b"-0", b"[" * 200),
    *(b'{"a":' * 30, b"'", b"+", b"UNA:+.? '", b"UNB+UNOA:4", b"?'", b"dd/mm/yyyy", b"-0- ", b"DOB ", b"a.k.a. '"),
)
WORDS = (
    *(b"", b"0", b"-1", b"1E999999999", b"NaN", b"Infinity", b"99999999999999999999", b"0.1", b"1971-02-31", b"null"),
    *(b"1958 - 1963", b"XFD1048576", b"A0", b"ZZZZ1", b"../../x", b"/", b"http://[", b"s", b"inlineStr", b"true"),
    *(b"QDe.001", b"\xd8\xa7\xd9\x84", b"x" * 1_200, b"&#127;", b"&lt;", b" \n ", b"_xD800_", b"_x0000_", b"rId1"),
    *(b"31/02/1971", b"dd/mm/1962", b"99/99/9999", b"circa 1971", b"between 1960 and", b"ISLAMIC", b"00", b"UNKNOWN"),
    *(b"Primary Name", b"Low quality a.k.a", b"person", b"enterprise", b"Ship", b"false", b"Person", b"Sanction"),
    *(b"alias " * 40, b"alias", b"Orang", b"00/00/0000", b"5 Oktober 1991;", b"28667", b"1e400", b"0" * 400),
)
SAID = re.compile(rb"""(?<=[">'])([^<>"']*)(?=["'<])""")
LEAF = re.compile(rb"<([A-Za-z_0-9]+)[^<>]*(?:/>|>[^<>]*</\1>)")
MOST = 16_384
"""Bytes of a damaged input; what is larger is the business of the tests of the bounds."""

Way = Callable[[bytes, random.Random], bytes]


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """Damage an input in one to four ways, one after the other."""
    ways = chance.choice(GENTLY)
    for _ in range(chance.randint(1, 4)):
        raw = chance.choice(ways)(raw, chance)[:MOST] or b"\n"
    return raw


def reworded(raw: bytes, chance: random.Random) -> bytes:
    """Say something else in an attribute, an element or a text, and leave the rest well-formed."""
    places = list(SAID.finditer(raw))
    if not places:
        return raw
    place = chance.choice(places)
    return raw[: place.start(1)] + chance.choice(WORDS) + raw[place.end(1) :]


def moved(raw: bytes, chance: random.Random) -> bytes:
    """Put an element without children where another stands, or twice."""
    elements = list(LEAF.finditer(raw))
    if not elements:
        return raw
    one, other = chance.choice(elements), chance.choice(elements)
    return raw[: one.start()] + other[0] * chance.choice((0, 1, 2)) + raw[one.end() :]


def flipped(raw: bytes, chance: random.Random) -> bytes:
    """Change a few bits."""
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(raw: bytes, chance: random.Random) -> bytes:
    """End early."""
    return raw[: chance.randrange(len(raw))]


def inserted(raw: bytes, chance: random.Random) -> bytes:
    """Put something in between that has a meaning."""
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + chance.choice(MARKUP + TEXT) * chance.choice((1, 1, 1, 2, 20)) + raw[at:]


def repeated(raw: bytes, chance: random.Random) -> bytes:
    """Say a piece several times over."""
    at, length = chance.randrange(len(raw)), chance.randint(1, 400)
    return raw[:at] + raw[at : at + length] * chance.choice((2, 3, 30)) + raw[at + length :]


def removed(raw: bytes, chance: random.Random) -> bytes:
    """Leave a piece out."""
    at = chance.randrange(len(raw))
    return raw[:at] + raw[at + chance.randint(1, 200) :]


GENTLY: tuple[tuple[Way, ...], ...] = (
    (reworded,),
    (reworded, moved),
    (flipped, cut, inserted, repeated, removed, reworded, moved),
)
