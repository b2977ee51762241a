"""What `simpul law crime`, `refusal` and `check` answer of a case.

Loaded when the command is given: a process that is asked about no case has none of it in memory.
"""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console as Terminal

from simpul.cli.files import contents_of
from simpul.cli.voice import Voice
from simpul.core.law.assessing import assess_completeness, assess_crime, assess_refusal, offences_of, ties_in
from simpul.core.law.case import LawCase
from simpul.core.law.complete import Completeness
from simpul.core.law.definition import StateOffence
from simpul.core.law.dual import DualCriminality, OffenceTest
from simpul.core.law.grounds import REQUESTED_LAW
from simpul.core.law.provenance import Citation
from simpul.core.law.refusal import GroundFinding, Refusals
from simpul.core.law.truth import Truth
from simpul.formats.law.case_answers import check_document, crime_document, refusal_document
from simpul.formats.law.cases import MOST_BYTES, law_at_hand, offences_said, read_case
from simpul.formats.law.tables import register
from simpul.web.language import msg
from simpul.web.words.law_cases import (
    GROUNDS,
    ITEMS,
    NOT_COUNTED,
    REFUSAL_EFFECTS,
    SEVERITIES,
    TRUTHS,
)
from simpul.web.words.law_elements import ELEMENTS
from simpul.web.words.law_facts import words_of

OFFENCES = (msg("Offence"), msg("Article"), msg("Met"), msg("As of"))
GROUND_COLUMNS = (msg("Ground"), msg("Stands"), msg("Kind"), msg("Articles"), msg("As of"))
LACKING = (msg("Missing"), msg("Asked for by"), msg("How strictly"), msg("Place"))
NEAREST = 3
"""Of how many offences that are not met it is said what is missing."""


def answer_crime(voice: Voice, file: Path) -> None:
    """Answer whether the conduct is a crime in both."""
    case, offences = _given(file)
    found = assess_crime(case, law_at_hand(), offences)
    voice.answer(crime_document(case, found), lambda out: _show_crime(voice, out, case, found))


def answer_refusal(voice: Voice, file: Path) -> None:
    """Answer which grounds of refusal there are."""
    case, offences = _given(file)
    law = law_at_hand()
    crime = assess_crime(case, law, offences)
    found = assess_refusal(case, law, ties_in(register(), case), offences)
    voice.answer(refusal_document(case, law, found, crime), lambda out: _show_refusal(voice, out, case, found, crime))


def answer_check(voice: Voice, file: Path) -> None:
    """Answer what the request lacks."""
    case, offences = _given(file)
    law = law_at_hand()
    crime = assess_crime(case, law, offences)
    found = assess_completeness(case, law)
    voice.answer(check_document(case, found, crime), lambda out: _show_check(voice, out, case, found, crime))


def _given(file: Path) -> tuple[LawCase, tuple[StateOffence, ...]]:
    case = read_case(contents_of(file, most_bytes=MOST_BYTES))
    return case, offences_of(case, law_at_hand(), offences_said(case))


def _show_crime(voice: Voice, out: Terminal, case: LawCase, found: DualCriminality) -> None:
    voice.line(
        out,
        msg("Case %(case)s: a crime in %(state)s too? %(value)s. As of %(as_of)s."),
        case=case.case,
        state=case.requested,
        value=voice.language.say(TRUTHS[found.value]),
        as_of=found.as_of.isoformat(),
    )
    _show_flags(voice, out, case, found)
    rows = [
        (each.title, _place(each.citation), voice.language.say(TRUTHS[each.value]), _day(each.citation))
        for each in found.tests
    ]
    voice.table(out, OFFENCES, rows)
    for test in _told(found):
        _show_test(voice, out, test)
    _show_missing(voice, out, found.missing)
    voice.line(
        out,
        msg("Not checked: %(what)s."),
        what=", ".join(voice.language.say(NOT_COUNTED[each]) for each in found.not_counted),
    )


def _told(found: DualCriminality) -> tuple[OffenceTest, ...]:
    """Give what is worth a line: what is met, else what is open, else what comes nearest."""
    for value in (Truth.TRUE, Truth.UNKNOWN):
        if tests := tuple(each for each in found.tests if each.value is value):
            return tests
    near = sorted((each for each in found.tests if each.gaps.found), key=lambda each: len(each.gaps.found[0].needs))
    return tuple(near[:NEAREST])


def _show_test(voice: Voice, out: Terminal, test: OffenceTest) -> None:
    """Write on what an offence stands where it is met, and with what it would be where it is not."""
    place = _place(test.citation)
    if test.value is Truth.TRUE:
        relied = "; ".join(
            f"{voice.language.say(ELEMENTS[each.element])} ({each.fact.by}, {each.fact.source})"
            for each in test.relied
            if each.fact.value is Truth.TRUE
        )
        voice.line(out, msg("%(offence)s is met: %(relied)s."), offence=place, relied=relied)
    elif test.gaps.found:
        needs = "; ".join(
            f"{_named(voice, name)}: {voice.language.say(TRUTHS[value])}" for name, value in test.gaps.found[0].needs
        )
        voice.line(out, msg("%(offence)s would be met with: %(needs)s."), offence=place, needs=needs)
    if test.motive_not_counted is Truth.TRUE:
        voice.line(out, msg("%(offence)s names a motive, which is not counted."), offence=place)


def _show_refusal(voice: Voice, out: Terminal, case: LawCase, found: Refusals, crime: DualCriminality) -> None:
    voice.line(out, msg("Case %(case)s: grounds of refusal, as of %(as_of)s."), case=case.case, as_of=found.as_of)
    _show_flags(voice, out, case, crime)
    voice.table(out, GROUND_COLUMNS, [_ground_row(voice, each) for each in found.grounds])
    for each in found.grounds:
        if each.missing:
            voice.line(
                out,
                msg("%(ground)s hangs on: %(missing)s."),
                ground=voice.language.say(GROUNDS[each.ground]),
                missing=_several(voice, each.missing),
            )
    if found.blocking:
        voice.line(
            out,
            msg("The grant cannot be recommended before these are settled: %(grounds)s."),
            grounds=", ".join(voice.language.say(GROUNDS[each]) for each in found.blocking),
        )
    if due := [_place(each.citation) for each in found.duties if each.value is Truth.TRUE]:
        voice.line(out, msg("Who refuses or waits has duties by: %(articles)s."), articles="; ".join(due))
    if any(each.is_unverified for ground in found.grounds for each in ground.sources):
        voice.line(out, msg("Articles marked [M] are from memory and were not verified; they count for nothing."))


def _ground_row(voice: Voice, found: GroundFinding) -> Sequence[str]:
    kind = found.kind or found.may_be
    said = voice.language.say(REFUSAL_EFFECTS[kind]) if kind else ""
    if found.kind is None and kind:
        said = voice.language.say(msg("perhaps: %(kind)s"), kind=said)
    articles = [
        f"{_place(each.citation)}{' [M]' if each.is_unverified else ''}"
        for each in found.sources
        if each.in_force is not Truth.FALSE and (each.tie or each.source.instrument != REQUESTED_LAW)
    ]
    return (
        voice.language.say(GROUNDS[found.ground]),
        voice.language.say(TRUTHS[found.value]),
        said,
        "; ".join(articles),
        found.as_of.isoformat(),
    )


def _show_check(voice: Voice, out: Terminal, case: LawCase, found: Completeness, crime: DualCriminality) -> None:
    _show_flags(voice, out, case, crime)
    rows = [
        (
            voice.language.say(ITEMS[each.item]),
            _place(each.citation),
            voice.language.say(SEVERITIES[each.severity]),
            each.place,
        )
        for each in found.missing
    ]
    if rows:
        voice.table(out, LACKING, rows)
    is_held = bool(found.blocking) or bool(crime.flags and not case.politicisation_answer)
    held, free = msg("Case %(case)s cannot be sent yet."), msg("Nothing that must be said is missing in case %(case)s.")
    voice.line(out, held if is_held else free, case=case.case)


def _show_flags(voice: Voice, out: Terminal, case: LawCase, crime: DualCriminality) -> None:
    if not crime.flags:
        return
    voice.line(out, msg("Flag: the charge is membership or speech alone. A person answers this in writing."))
    if answer := case.politicisation_answer:
        voice.line(out, msg("Answered by %(by)s on %(on)s: %(said)s"), by=answer.by, on=answer.on, said=answer.text)


def _show_missing(voice: Voice, out: Terminal, names: tuple[str, ...]) -> None:
    if names:
        voice.line(out, msg("What would settle it soonest: %(missing)s."), missing=_several(voice, names))


def _several(voice: Voice, names: tuple[str, ...]) -> str:
    return "; ".join(_named(voice, name) for name in names)


def _named(voice: Voice, name: str) -> str:
    """Say what a name of a formula means."""
    words, what = words_of(name)
    return voice.language.say(words, what=voice.language.say(what) if what else "")


def _place(citation: Citation) -> str:
    if citation.instrument == REQUESTED_LAW:
        return citation.article
    return f"{citation.instrument} {citation.article}".strip()


def _day(citation: Citation) -> str:
    return citation.provenance.as_of.isoformat()
