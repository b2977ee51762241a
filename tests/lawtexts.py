"""Texts of treaties as the public data holds them: cleaned, cut into their places, and hashed.

Rules of cleaning, so that a hash can be made again by anybody:
1. A link gives its words; emphasis, headings and the editor's line on entry into force (in Dutch) go.
2. What follows the last article (testimonium, annexes, translations) goes, from `IN WITNESS` or a heading on.
3. Blanks of every kind become one.
"""

import hashlib
import re

LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
EDITOR = re.compile(r"Treedt in werking op een nader te bepalen tijdstip")
HEADING = re.compile(r"\A#+[^\n]*\n")
TAIL = re.compile(r"\n+(?:IN WITNESS|In witness|#{2,}).*\Z", re.DOTALL)
EMPHASIS = re.compile(r"[*_]+")
QUOTED_WORDS = 24
STEPS = re.compile(r"\(([0-9a-z]+)\)")


def cleaned(text: str) -> str:
    """The text of an article without marks, links, and what is none of it."""
    plain = TAIL.sub("", HEADING.sub("", EDITOR.sub("", text).lstrip()))
    return " ".join(EMPHASIS.sub("", LINK.sub(r"\1", plain)).split())


def text_hash(text: str) -> str:
    """The SHA-256 of a cleaned text."""
    return hashlib.sha256(text.encode()).hexdigest()


def paragraph_of(text: str, article: str) -> str:
    """The part of an article that a place such as `11(2)` or `5(2)(a)` names; nothing where there is none."""
    part = text
    for step in STEPS.findall(article):
        mark = rf"{step}\. ?" if step.isdigit() else rf"\(?{step}\) ?"
        following = rf"{int(step) + 1}\. ?(?=[A-Z(])" if step.isdigit() else rf"\(?{chr(ord(step) + 1)}\) ?"
        found = re.search(rf"(?:^|(?<=\s)){mark}(.*?)(?=\s{following}|$)", part)
        if not found:
            return ""
        part = found[1]
    return part.strip()


def quoted(text: str) -> str:
    """The first words of a text."""
    words = text.split()
    return " ".join(words[:QUOTED_WORDS]) + (" …" if len(words) > QUOTED_WORDS else "")
