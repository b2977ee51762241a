"""One walk over an element by a table of its children, giving what it says by our names.

Rules:
1. A table names every child it knows: what it says and under which name, or that it says nothing we keep. A child that
   no table knows is told of by its path, since somebody could stand there.
2. What may stand once and stands twice is refused with its line, and so is an element where a text is expected.
3. Runs of blanks and line breaks in a text become one blank. An empty text says nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from simpul.core.errors import InputError
from simpul.formats.xml import Element, line_of, local_name

Said = dict[str, Any]
"""What an element says by our names: a text, an amount, what a group says, or a list of these."""

MOST_TEXT = 4_000
MOST_REPEATED = 1_000
MOST_READY = 200
_READY: "dict[tuple[int, str], Compiled]" = {}


TEXT, TEXTS, AMOUNT, GROUP, GROUPS, INTO, WITHIN, ELEMENTS, PASSED_OVER = range(9)
"""How a child is read; plain numbers, since they are compared for every element of every message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How one child is read, under which name, and by which table of its own."""

    kind: int
    name: str = ""
    inner: "Table | None" = None


Table = Mapping[str, Step]
Compiled = dict[str, "Entry"]
"""A table for one namespace: tags in full, as the parser gives them."""

Entry = tuple[int, str, Compiled]
SKIPPED: Compiled = {}
"""The table of what is not gone into: it knows nothing, and nothing in it is unread."""

PASSED = Step(kind=PASSED_OVER)
"""Known, and not kept: a code, a number or a date of no use here."""


def text(name: str) -> Step:
    """Read one text."""
    return Step(kind=TEXT, name=name)


def texts(name: str) -> Step:
    """Read every text of this tag."""
    return Step(kind=TEXTS, name=name)


def amount(name: str) -> Step:
    """Read one amount: the figure and the code of its currency."""
    return Step(kind=AMOUNT, name=name)


def group(name: str, inner: Table) -> Step:
    """Read one group by a table of its own."""
    return Step(kind=GROUP, name=name, inner=inner)


def groups(name: str, inner: Table) -> Step:
    """Read every group of this tag by a table of its own."""
    return Step(kind=GROUPS, name=name, inner=inner)


def into(inner: Table) -> Step:
    """Read what stands in a child as if it stood here."""
    return Step(kind=INTO, inner=inner)


def within(name: str) -> Step:
    """Read all text within a child, whatever its elements are called."""
    return Step(kind=WITHIN, name=name)


def elements(name: str) -> Step:
    """Keep the elements of this tag, to be read one by one."""
    return Step(kind=ELEMENTS, name=name)


def passed(*tags: str) -> dict[str, Step]:
    """Give the rows of a table for tags that are known and not kept."""
    return dict.fromkeys(tags, PASSED)


def compiled(table: Table, namespace: str) -> Compiled:
    """Give a table ready for the tags of one namespace; the last ones are kept ready.

    A table is known by its identity: it is a constant of its module, and lives as long as that.
    """
    key = (id(table), namespace)
    ready = _READY.get(key)
    if ready is None:
        ready = _compiled(table, f"{{{namespace}}}" if namespace else "", {})
        while len(_READY) >= MOST_READY:
            _READY.pop(next(iter(_READY)), None)
        _READY[key] = ready
    return ready


def walked(element: Element, table: Compiled, unread: list[Element]) -> Said:
    """Give what an element says; children that the table does not know are added to `unread`.

    Raises:
        InputError: something stands twice, or holds what it may not; with the line.
    """
    said: Said = {}
    _walk(element, table, said, unread)
    return said


def opened(element: Element, table: Compiled, unread: list[Element]) -> Said:
    """Give the same for an element that holds elements to be read one by one: those are kept, and not gone into."""
    said: Said = {}
    for child in element:
        step = table.get(child.tag)
        if step is not None and step[0] == ELEMENTS:
            said.setdefault(step[1], []).append(child)
        else:
            _take_whole(child, step, said, unread)
    return said


def paths(unread: Iterable[Element], root: Element) -> tuple[str, ...]:
    """Give the paths of elements as a person reads them, from below `root` on."""
    return tuple(dict.fromkeys(_path(each, root) for each in unread))


def text_within(element: Element) -> str:
    """Give all text in an element, in order."""
    return " ".join(" ".join(map(str, element.itertext())).split())[:MOST_TEXT]


def _walk(element: Element, table: Compiled, said: Said, unread: list[Element]) -> None:
    """Go through all descendants in the order of the document: by far the fastest way that lxml has.

    `left` counts the children of the present element that are still to come; at nought its parent goes on.
    """
    waiting: list[tuple[Compiled, Said, int]] = []
    left = len(element)
    descendants = element.iter()
    next(descendants)
    for child in descendants:
        while not left:
            table, said, left = waiting.pop()
        left -= 1
        step, inside = table.get(child.tag), len(child)
        if step is not None and step[0] == TEXT and not inside:
            if found := child.text:
                name = step[1]
                if name in said:
                    raise _twice(child)
                said[name] = found if found.isprintable() and found[0] > " " < found[-1] else " ".join(found.split())
            continue
        inner, group_said = _entered(child, step, table, said, unread)
        if inside:
            waiting.append((table, said, left))
            table, said, left = inner, group_said, inside


def _entered(
    child: Element, step: Entry | None, table: Compiled, said: Said, unread: list[Element]
) -> tuple[Compiled, Said]:
    """Take what is no plain text, and give the table by which its children are read, and where what they say goes."""
    if step is None:
        if table is not SKIPPED:
            unread.append(child)
        return SKIPPED, said
    kind, name, inner = step
    if kind == INTO:
        return inner, said
    if kind == GROUP:
        if name in said:
            raise _twice(child)
        inside: Said = {}
        said[name] = inside
        return inner, inside
    if kind == GROUPS:
        grouped: Said = {}
        _append(child, name, grouped, said)
        return inner, grouped
    if kind != PASSED_OVER:
        _take(child, kind, name, said)
    return SKIPPED, said


def _take(child: Element, kind: int, name: str, said: Said) -> None:
    """Take a text, an amount, or all text within."""
    if kind == AMOUNT:
        if name in said:
            raise _twice(child)
        said[name] = (_text(child), child.get("Ccy") or "")
    elif kind == WITHIN:
        _append(child, name, text_within(child), said)
    elif kind == TEXTS:
        _append(child, name, _text(child), said)
    else:
        _text(child)


def _take_whole(child: Element, step: Entry | None, said: Said, unread: list[Element]) -> None:
    """Take one child with everything in it."""
    if step is not None and step[0] == TEXT:
        if found := _text(child):
            if step[1] in said:
                raise _twice(child)
            said[step[1]] = found
        return
    inner, inside = _entered(child, step, {}, said, unread)
    if len(child) and inner is not SKIPPED:
        _walk(child, inner, inside, unread)


def _append(child: Element, name: str, found: object, said: Said) -> None:
    if found != "":
        every: list[object] = said.setdefault(name, [])
        every.append(found)
        if len(every) > MOST_REPEATED:
            raise InputError(f"more than {MOST_REPEATED} times <{local_name(child.tag)}>", place=line_of(child))


def _twice(element: Element) -> InputError:
    return InputError(f"<{local_name(element.tag)}> stands twice", place=line_of(element))


def _text(element: Element) -> str:
    if len(element):
        raise InputError(f"<{local_name(element.tag)}> holds elements, not text", place=line_of(element))
    found = element.text
    if not found:
        return ""
    said = found.strip()
    return said if said.isprintable() else " ".join(said.split())


def _path(element: Element, root: Element) -> str:
    names = [local_name(element.tag)]
    for above in element.iterancestors():
        if above is root:
            break
        names.append(local_name(above.tag))
    return "/".join(reversed(names))[:200]


def _compiled(table: Table, prefix: str, made: dict[int, Compiled]) -> Compiled:
    if id(table) not in made:
        made[id(table)] = {
            prefix + tag: (step.kind, step.name, _compiled(step.inner, prefix, made) if step.inner else {})
            for tag, step in table.items()
        }
    return made[id(table)]
