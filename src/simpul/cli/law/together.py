"""What `simpul law harmony`, `compare` and `drafter` answer, from the tables that come with Simpul."""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from rich.console import Console as Terminal

from simpul.cli.bulk.output import whole_file
from simpul.cli.voice import Voice
from simpul.core.errors import InputError
from simpul.core.law.comparing import Comparison, Place, compared
from simpul.core.law.definition import Definition
from simpul.core.law.harmony import Counted, Harmony, harmony
from simpul.core.law.instrument import RequestKind
from simpul.core.law.register import Register
from simpul.formats.law.definitions import definitions_said, every_definition
from simpul.formats.law.documents import title_of
from simpul.formats.law.harmony_documents import comparison_document, definition_document, harmony_document
from simpul.formats.law.sets import states_said
from simpul.formats.law.tables import register
from simpul.web.language import msg
from simpul.web.offline.drafter import drafter_html
from simpul.web.words.law_elements import ELEMENTS
from simpul.web.words.law_harmony import LEFT_OUT, PLACES, RELATIONS, UNBOUND

W = TypeVar("W", bound=StrEnum)

REACHES = (msg("Instrument"), msg("Bound"), msg("Not bound"), msg("Not known"), msg("As of"))
GAINS = (msg("State"), msg("Instrument"), msg("Pairs that gain a basis"), msg("Today"))
DEFINITIONS = (msg("Definition"), msg("Article"), msg("Title"))
MOST_SHOWN = 20
"""Lines of a table that the readable answer shows; the document has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedTogether:
    """The question of how states stand together, as the command line gives it, not yet read."""

    states: str
    day: str
    kind: str
    counted: str


def answer_harmony(voice: Voice, asked: AskedTogether) -> None:
    """Answer how a set of states stands together."""
    held, day = register(), _day(asked.day)
    found = harmony(
        held,
        states_said(held, asked.states, day),
        day,
        _word(asked.kind, RequestKind, place="--kind"),
        _word(asked.counted, Counted, place="--count"),
    )
    voice.answer(harmony_document(held, found), lambda out: _show(voice, out, held, found))


def answer_comparison(voice: Voice, codes: tuple[str, ...]) -> None:
    """Answer where definitions differ; without a code, name those that there are."""
    if not codes:
        every = list(every_definition().values())
        rows = [(each.code, f"{each.instrument} {each.article}", each.title) for each in every]
        document = {"definitions": [definition_document(each) for each in every]}
        voice.answer(document, lambda out: voice.table(out, DEFINITIONS, rows))
        return
    found = compared(definitions_said(codes))
    voice.answer(comparison_document(found), lambda out: _show_comparison(voice, out, found))


def write_drafter(voice: Voice, out: Path) -> None:
    """Write the offline drafter, which begins in the language of the voice."""
    made = drafter_html(voice.language.code)
    with whole_file(out) as stream:
        stream.write(made)
    done = {"file": str(out), "bytes": len(made), "sha256": hashlib.sha256(made).hexdigest()}

    def show(console: Terminal) -> None:
        voice.line(console, msg("Written: %(file)s. It needs no network: open it in any browser."), file=out)
        voice.line(console, msg("SHA-256: %(digest)s"), digest=done["sha256"])

    voice.answer(done, show)


def _show(voice: Voice, out: Terminal, held: Register, found: Harmony) -> None:
    number, say = voice.language.number, voice.language.say
    voice.line(
        out,
        msg(
            "%(states)s states, %(pairs)s pairs on %(day)s: %(linked)s have a basis, %(none)s none, %(open)s not known."
        ),
        states=number(len(found.states)),
        pairs=number(found.pairs),
        day=found.day,
        linked=number(len(found.shared)),
        none=number(len(found.none_pairs)),
        open=number(len(found.open_pairs)),
    )
    rows = [
        (
            each.instrument,
            number(len(each.bound)),
            _codes(each.unbound),
            _codes(each.unknown),
            str(each.citation.provenance.as_of),
        )
        for each in found.reaches
    ]
    voice.table(out, REACHES, rows)
    out.print()
    gains = [
        (voice.language.country(each.state), each.instrument, number(len(each.partners)), say(UNBOUND[each.is_unbound]))
        for each in found.gains[:MOST_SHOWN]
    ]
    voice.table(out, GAINS, gains, empty=msg("No ratification would give a pair a basis that it has not."))
    out.print()
    for code, why in found.left_out.items():
        voice.line(out, msg("Not counted: %(title)s: %(why)s"), title=title_of(held, code), why=say(LEFT_OUT[why]))
    voice.line(out, msg("As of %(day)s."), day=found.as_of)


def _codes(states: tuple[str, ...]) -> str:
    return " ".join(states[:MOST_SHOWN]) + (f" +{len(states) - MOST_SHOWN}" if len(states) > MOST_SHOWN else "")


def _show_comparison(voice: Voice, out: Terminal, found: Comparison) -> None:
    say = voice.language.say
    columns = (msg("Element"), *(each.code for each in found.definitions))
    rows = [
        (
            ("* " if row.differs else "  ") + say(ELEMENTS[row.element]),
            *(say(PLACES[place]) if place is not Place.ABSENT else "-" for place in row.places),
        )
        for row in found.rows
    ]
    voice.table(out, columns, rows)
    out.print()
    for one, relations in zip(found.definitions, found.relations, strict=True):
        for other, value in zip(found.definitions, relations, strict=True):
            if one is not other:
                _tell(voice, out, one, other, say(RELATIONS[value]))


def _tell(voice: Voice, out: Terminal, one: Definition, other: Definition, relation: str) -> None:
    voice.line(out, "%(one)s | %(other)s: %(relation)s", one=one.code, other=other.code, relation=relation)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as exc:
        raise InputError(f"not a day such as 2006-06-29: {said[:40]!r}", place="--date") from exc


def _word(said: str, vocabulary: type[W], *, place: str) -> W:
    try:
        return vocabulary(said)
    except ValueError as exc:
        raise InputError(f"not one of {', '.join(vocabulary)}: {said[:40]!r}", place=place) from exc
