"""What `simpul law` answers, from the tables that come with Simpul.

Loaded when the command is given: a process that answers no question of law has none of it in memory.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from rich.console import Console as Terminal

from simpul.cli.bulk.output import whole_file
from simpul.cli.voice import Voice
from simpul.core.errors import InputError
from simpul.core.law.answer import Basis, BasisAnswer, Missing
from simpul.core.law.basis import basis
from simpul.core.law.binding import Bound
from simpul.core.law.instrument import RequestKind
from simpul.core.law.matrix import pair_links, parties
from simpul.core.law.offence import Asserted, Circumstance
from simpul.core.law.question import Question
from simpul.core.law.register import Register
from simpul.core.law.truth import Truth
from simpul.formats.countries import country_code
from simpul.formats.law.documents import basis_document, matrix_csv, parties_document, title_of
from simpul.formats.law.rows import SAID, Said
from simpul.formats.law.tables import ORGANISATIONS, register
from simpul.web.language import msg
from simpul.web.words.law import ACTIONS, EFFECTS, MISSING, NOT_CHECKED, NOTES, TRUTHS, WHY_ASIDE

W = TypeVar("W", bound=StrEnum)

BASES = (msg("Instrument"), msg("Article"), msg("What it does"), msg("Holds"), msg("Since"), msg("As of"))
OTHERS = (msg("Instrument"), msg("Why"), msg("As of"))
PARTIES = (msg("State"), msg("Bound since"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as the command line gives it, not yet read."""

    requesting: str
    requested: str
    kind: str
    offence: str
    conduct_dates: tuple[str, ...]
    request_date: str
    facts: tuple[str, ...]


def answer_basis(voice: Voice, asked: Asked) -> None:
    """Answer whether the one state may ask the other."""
    held = register()
    found = basis(held, _question(asked))
    voice.answer(basis_document(held, found), lambda out: _show_bases(voice, out, held, found))


def answer_parties(voice: Voice, instrument: str, day: str) -> None:
    """Answer who is bound by an instrument on a day."""
    held = register()
    found = parties(held, instrument, _day(day, place="--date"))
    said = parties_document(held, found)

    def show(out: Terminal) -> None:
        voice.line(out, msg("%(title)s (%(code)s)"), title=title_of(held, instrument), code=instrument)
        if said["parties"] is None:
            voice.line(out, MISSING[Missing.PARTY_TABLE])
            return
        rows = [(f"{code} {voice.language.country(code)}", since.isoformat()) for code, since in found.since.items()]
        voice.table(out, PARTIES, rows)
        voice.line(out, msg("%(count)s parties on %(day)s."), count=voice.language.number(len(rows)), day=day)
        source = found.citations[0].provenance
        voice.line(out, msg("As of %(as_of)s by: %(source)s"), as_of=source.as_of, source=source.source)

    voice.answer(said, show)


def write_matrix(voice: Voice, day: str, out: Path) -> None:
    """Write every pair of members of the United Nations with each instrument in force between them."""
    held = register()
    on = _day(day, place="--date")
    links = list(pair_links(held, held.members, on))
    with whole_file(out) as stream:
        stream.write(matrix_csv(links))
    dated = {code: each.parties.as_of for code, each in held.instruments.items() if each.parties}
    unknown = [code for code, each in held.instruments.items() if not each.parties]
    done = {
        "file": str(out),
        "date": on,
        "states": len(held.members),
        "links": len(links),
        "as_of": dated,
        "unknown": unknown,
    }

    def show(console: Terminal) -> None:
        number = voice.language.number
        voice.line(
            console,
            msg("%(links)s links of %(states)s states on %(day)s."),
            links=number(len(links)),
            states=number(len(held.members)),
            day=on,
        )
        voice.line(console, msg("No party table, so not known: %(codes)s"), codes=", ".join(unknown))

    voice.answer(done, show)


def _question(asked: Asked) -> Question:
    return Question(
        requesting=_state(asked.requesting, place="--requesting"),
        requested=_state(asked.requested, place="--requested"),
        kind=_word(asked.kind, RequestKind, place="--kind"),
        asserted=Asserted(offence=asked.offence, circumstances=MappingProxyType(dict(_facts(asked.facts)))),
        conduct_dates=tuple(_day(day, place="--conduct-date") for day in asked.conduct_dates),
        request_date=_day(asked.request_date, place="--request-date"),
    )


def _facts(said: Sequence[str]) -> list[tuple[Circumstance, Truth]]:
    parted = [each.partition("=") for each in said]
    return [
        (_word(name, Circumstance, place=f"--fact {name[:40]}"), SAID[_word(value, Said, place=f"--fact {name[:40]}")])
        for name, _, value in parted
    ]


def _state(said: str, *, place: str) -> str:
    code = said.upper() if said.upper() in ORGANISATIONS else country_code(said)
    if code is None:
        raise InputError(f"not a state: {said[:40]!r}", place=place)
    return code


def _day(said: str, *, place: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as exc:
        raise InputError(f"not a day such as 2006-06-29: {said[:40]!r}", place=place) from exc


def _word(said: str, vocabulary: type[W], *, place: str) -> W:
    try:
        return vocabulary(said)
    except ValueError as exc:
        raise InputError(f"not one of {', '.join(vocabulary)}: {said[:40]!r}", place=place) from exc


def _show_bases(voice: Voice, out: Terminal, held: Register, found: BasisAnswer) -> None:
    say = voice.language.say
    for note in found.notes:
        voice.line(out, NOTES[note])
        out.print()
    if found.bases:
        voice.table(out, BASES, [_row(voice, each) for each in found.bases])
        for number, each in enumerate(found.bases, start=1):
            _explain(voice, out, held, number, each)
    else:
        voice.line(out, msg("No basis in force between the two is in the register."))
    rows = [
        *(
            (each.instrument, " ".join(say(MISSING[fact]) for fact in each.missing), str(each.as_of))
            for each in found.unknown
        ),
        *((each.instrument, say(WHY_ASIDE[each.why]), str(each.as_of)) for each in found.aside),
    ]
    if rows:
        out.print()
        voice.table(out, OTHERS, rows)
    out.print()
    way = found.reciprocity
    voice.line(
        out,
        msg("On reciprocity, without a treaty: %(value)s (as of %(day)s)."),
        value=say(TRUTHS[way.value]),
        day=way.as_of,
    )
    for fact in way.missing:
        voice.line(out, "  " + say(MISSING[fact]))


def _row(voice: Voice, each: Basis) -> tuple[str, ...]:
    say = voice.language.say
    words = (each.instrument, each.article, say(EFFECTS[each.effect]), say(TRUTHS[each.holds]))
    return (*words, each.since.isoformat(), each.as_of.isoformat())


def _explain(voice: Voice, out: Terminal, held: Register, number: int, each: Basis) -> None:
    say = voice.language.say
    out.print()
    voice.line(out, "%(number)s. %(title)s", number=number, title=title_of(held, each.instrument))
    for cited in each.citations:
        if cited.quote:
            voice.line(out, msg("  Article %(article)s: “%(quote)s”"), article=cited.article, quote=cited.quote)
    for side in (each.link.a, each.link.b) if each.link else ():
        _tell_side(voice, out, side)
    for source in dict.fromkeys((cited.provenance.source, cited.provenance.as_of) for cited in each.citations):
        voice.line(out, msg("  By: %(source)s, as of %(day)s"), source=source[0], day=source[1])
    for fact in each.missing:
        voice.line(out, msg("  To be said: %(question)s"), question=say(MISSING[fact]))
    unchecked = "; ".join(say(NOT_CHECKED[what]) for what in each.not_checked)
    voice.line(out, msg("  Not checked: %(what)s"), what=unchecked)


def _tell_side(voice: Voice, out: Terminal, side: Bound) -> None:
    if side.period:
        consent = side.period.consent
        voice.line(
            out,
            msg("  %(state)s: %(action)s deposited on %(deposited)s, bound since %(since)s"),
            state=voice.language.country(side.state),
            action=voice.language.say(ACTIONS[consent.action]),
            deposited=consent.deposited,
            since=side.period.since,
        )
