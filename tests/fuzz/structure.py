"""Inputs that are made, not damaged: well-formed markup, tables and JSON that say anything in a parser's words."""

import csv
import json
import random
import re
from collections.abc import Callable
from io import StringIO

from tests.fuzz.damage import MOST, WORDS

TAG = re.compile(r"<([A-Za-z_][\w.-]*)")
ATTRIBUTE = re.compile(r"\s([A-Za-z_][\w.-]*)=[\"']")
ROOT = re.compile(r"<([A-Za-z_][\w.-]*)([^<>]*)>")
BETWEEN_TAGS = re.compile(rb">([^<]+)<")
DEEPEST = 8
Made = Callable[[bytes, random.Random], bytes]


def markup(seed: bytes, chance: random.Random) -> bytes:
    """Make a well-formed document of the seed's root, tags and attributes, in any order, number and depth."""
    text = seed.decode("utf-8", "replace") if b"\x00" not in seed else seed.decode("utf-16", "replace")
    tags, attributes = sorted(set(TAG.findall(text))), sorted(set(ATTRIBUTE.findall(text))) or ["x"]
    head = ROOT.search(text.partition("?>")[2] or text)
    name, said = (head[1], head[2].rstrip("/")) if head else ("x", "")
    inside = "".join(_element(tags, attributes, chance, depth=1) for _ in range(chance.randint(0, 6)))
    return f"<{name}{said}>{inside}</{name}>".encode()[:MOST]


def texts(seed: bytes, chance: random.Random) -> bytes:
    """Make a document of exactly the seed's markup, with some of its texts exchanged for others."""
    pieces = BETWEEN_TAGS.split(seed)
    for at in range(1, len(pieces), 2):
        if chance.random() < 0.2:
            pieces[at] = chance.choice((*WORDS, b"2026-03-14", b"12.50", b"2", b" x", b"a  b"))[:500].replace(b"<", b"")
    return b"".join(piece if at % 2 == 0 else b">" + piece + b"<" for at, piece in enumerate(pieces))[:MOST]


def table(seed: bytes, chance: random.Random) -> bytes:
    """Make a table of the seed's headings, some of them moved, lost or twice, and of rows that say anything."""
    text = seed.decode("utf-16" if seed[:2] == b"\xff\xfe" else "utf-8-sig", "replace")
    lines = text.splitlines() or [""]
    at = chance.choice((0, 0, 1)) if len(lines) > 1 else 0
    delimiter = max(",;\t|", key=lines[at].count)
    headings = next(csv.reader([lines[at]], delimiter=delimiter), [])
    cells = [cell for line in lines[at + 1 : at + 6] for cell in line.split(delimiter)] or [""]
    if chance.random() < 0.3:
        headings = chance.sample(headings, chance.randint(0, len(headings))) + chance.sample(
            headings, len(headings) // 9
        )
    written = StringIO()
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerow(headings)
    for _ in range(chance.randint(0, 5)):
        width = max(0, len(headings) + chance.choice((0, 0, 0, -1, 1)))
        writer.writerow([chance.choice(cells) if chance.random() < 0.7 else _word(chance) for _ in range(width)])
    return ("\n".join(lines[:at]) + "\n" * at + written.getvalue()).encode("utf-8", "replace")[:MOST]


def document(seed: bytes, chance: random.Random) -> bytes:
    """Make a JSON document of the seed's, with some of its values exchanged for others."""
    return json.dumps(_changed(json.loads(seed), chance), ensure_ascii=chance.random() < 0.5).encode(
        "utf-8", "surrogatepass"
    )[:MOST]


def lines(seed: bytes, chance: random.Random) -> bytes:
    """Make JSON lines of the seed's, changed and in another order."""
    each = [line for line in seed.splitlines() if line.strip()]
    chance.shuffle(each)
    return b"\n".join(document(line, chance) if chance.random() < 0.6 else line for line in each)[:MOST]


def segments(seed: bytes, chance: random.Random) -> bytes:
    """Make an interchange of the seed's segments, in another order and with other elements."""
    parts = seed.split(b"'")
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(parts))
        elements = parts[at].split(b"+")
        elements[chance.randrange(len(elements))] = chance.choice(WORDS)[:200]
        parts[at : at + 1] = [b"+".join(elements)] * chance.choice((0, 1, 1, 1, 2))
        parts = parts or [b""]
    if chance.random() < 0.3:
        chance.shuffle(parts)
    return b"'".join(parts)[:MOST]


def _element(tags: list[str], attributes: list[str], chance: random.Random, *, depth: int) -> str:
    tag = chance.choice(tags) if tags else "x"
    said = {chance.choice(attributes): _plain(chance) for _ in range(chance.randint(0, 4))}
    inside = _plain(chance) if chance.random() < 0.7 else ""
    if depth < DEEPEST and chance.random() < 0.75:
        inside += "".join(_element(tags, attributes, chance, depth=depth + 1) for _ in range(chance.randint(0, 4)))
    attributes_said = "".join(f' {name}="{text}"' for name, text in said.items())
    return f"<{tag}{attributes_said}>{inside}</{tag}>"


def _word(chance: random.Random) -> str:
    return chance.choice(WORDS).decode("utf-8", "replace")[:400]


def _plain(chance: random.Random) -> str:
    return re.sub(r"[&<>\"]", "", _word(chance))


def _changed(value: object, chance: random.Random, *, depth: int = 0) -> object:
    if chance.random() < 0.08:
        return _anything(chance, depth=depth)
    if isinstance(value, dict):
        changed = {
            key: _changed(item, chance, depth=depth + 1) for key, item in value.items() if chance.random() < 0.97
        }
        if chance.random() < 0.05:
            changed[_word(chance)[:40]] = _anything(chance, depth=depth)
        return changed
    if isinstance(value, list):
        items = [_changed(item, chance, depth=depth + 1) for item in value]
        return items * 2 if chance.random() < 0.03 else items
    return value


def _anything(chance: random.Random, *, depth: int) -> object:
    kind = chance.randrange(8)
    if kind < 4 or depth > DEEPEST:
        return _word(chance)
    if kind == 4:
        return chance.choice((None, True, False, 0, -1, 2**70, 1.5))
    if kind == 5:
        return "\ud800"
    if kind == 6:
        return [_anything(chance, depth=depth + 1) for _ in range(chance.randint(0, 3))]
    return {_word(chance)[:40]: _anything(chance, depth=depth + 1) for _ in range(chance.randint(0, 3))}
