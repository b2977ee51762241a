"""Patterns that mean something else in a schema than who wrote them meant, put right.

Units of financial intelligence write the patterns of their schemas for another engine. In XML Schema (Part 2, second
edition, appendix F) a pattern is anchored at both ends already and `^` and `$` are characters like any other; in a
class, a hyphen behind a range stands for nothing. So `^[a-z]*$` takes no name, and `[0-9-+]` is no class.

Rules:
1. An anchor that stands at the beginning or the end of an alternative is left out; one behind a backslash, or in a
   class, is a character and stays.
2. A hyphen in a class that is neither first nor last, and parts no range, is written as the character that it is.
3. Nothing else is touched. (The class of word characters leaves punctuation out in XML Schema: that stays so.)
"""


def repaired_pattern(pattern: str) -> str:
    """Give the pattern as XML Schema has to have it; one that is right is given back as it is."""
    written: list[str] = []
    at = 0
    while at < len(pattern):
        character = pattern[at]
        if character == "\\":
            written.append(pattern[at : at + 2])
            at += 2
        elif character == "[":
            end = _end_of_class(pattern, at)
            written.append(_repaired_class(pattern[at:end]))
            at = end
        else:
            if not _is_anchor(pattern, at):
                written.append(character)
            at += 1
    return "".join(written)


def _is_anchor(pattern: str, at: int) -> bool:
    if pattern[at] == "^":
        return at == 0 or pattern[at - 1] in "(|"
    return pattern[at] == "$" and (at == len(pattern) - 1 or pattern[at + 1] in ")|")


def _end_of_class(pattern: str, at: int) -> int:
    """Give where the class that begins here ends; one that does not end goes to the end of the pattern."""
    depth = 0
    while at < len(pattern):
        if pattern[at] == "\\":
            at += 1
        elif pattern[at] == "[":
            depth += 1
        elif pattern[at] == "]":
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    return len(pattern)


def _repaired_class(said: str) -> str:
    """Write the hyphens of a class that part no range as characters."""
    inside = said[1:].removesuffix("]")
    closing = "]" if said.endswith("]") and len(said) > 1 else ""
    negated = "^" if inside.startswith("^") else ""
    parts = _parts(inside[len(negated) :])
    written: list[str] = []
    may_begin_range = False
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        if part == "-" and index and not last and not parts[index + 1].startswith("["):
            if may_begin_range:
                written.append("-")
                may_begin_range = False
                continue
            if not _closes_range(parts, index):
                written.append("\\-")
                may_begin_range = False
                continue
        written.append(part)
        may_begin_range = not _closes_range(parts, index) and not _is_several(part)
    return f"[{negated}{''.join(written)}{closing}"


def _closes_range(parts: list[str], index: int) -> bool:
    """Say whether a part is the upper end of a range: behind a hyphen that has a single character before it."""
    if index < 2 or parts[index - 1] != "-":
        return False
    before = parts[index - 2]
    return not _is_several(before) and not _closes_range(parts, index - 2)


def _is_several(part: str) -> bool:
    r"""Say whether a part of a class stands for several characters: `\w`, `\\d`, a category, a class within."""
    return (len(part) > 1 and part[0] == "\\" and part[1] in "sSiIcCdDwWpP") or part.startswith("[")


def _parts(inside: str) -> list[str]:
    """Part the inside of a class into characters, escapes and classes within it."""
    parts: list[str] = []
    at = 0
    while at < len(inside):
        if inside[at] == "\\":
            end = at + 2
            if inside[at + 1 : at + 2] in ("p", "P") and "}" in inside[at:]:
                end = inside.index("}", at) + 1
        elif inside[at] == "[":
            end = _end_of_class(inside, at)
        else:
            end = at + 1
        parts.append(inside[at:end])
        at = end
    return parts
