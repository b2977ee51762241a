"""How a request at law is shown at the command line: its margin, receipts, clocks, words, and the figures on many."""

from rich.console import Console as Terminal

from simpul.app.law_desk import CitedShown, ClockShown, RequestShown, StatisticsShown, WordShown
from simpul.cli.voice import Voice
from simpul.core.cooperation.clocks import ClockBasis, ClockKind, ClockState
from simpul.core.cooperation.kinds import HelpKind, RefusalGround
from simpul.core.cooperation.standing import ProsecutionState, Standing, Turn
from simpul.core.cooperation.statistics import Days
from simpul.core.cooperation.word import Word
from simpul.core.units.requested import EvidenceKind
from simpul.web.language import msg
from simpul.web.words.cooperation_said import SAID

LABELLED = "%(label)s: %(value)s"
READ = "read-in-text"
WAITS = msg("Waits for a second officer")
WORDS = (msg("Id"), msg("Written"), msg("What"), msg("From"), msg("Says"), msg("Counts"))
CLOCKS = (msg("Clock"), msg("Basis"), msg("Due"), msg("State"), msg("Articles"))
FIGURES = (
    *(msg("From"), msg("To"), msg("Kind"), msg("Treaty"), msg("Requests"), msg("Standings")),
    *(msg("Days to acceptance"), msg("Days to the end"), msg("Days to refusal")),
)


def show_request(voice: Voice, out: Terminal, found: RequestShown) -> None:
    """Write a request with its receipts, clocks and words."""
    listed, say_ = found.listed, voice.language.say
    rows = (
        (msg("Request"), listed.id),
        (msg("Kind"), voice.named(HelpKind, listed.kind)),
        (msg("Reference"), listed.reference),
        (msg("Title"), listed.title),
        (msg("From"), found.authority),
        (msg("To"), found.requested_authority),
        (msg("Signed by"), found.signed_by),
        (msg("Treaty"), listed.treaty),
        (msg("Standing"), voice.named(Standing, listed.standing)),
        (msg("Turn"), voice.named(Turn, listed.turn)),
        *(
            (msg("Receipt"), f"{voice.named(EvidenceKind, each.kind)}, {each.by}, {voice.moment(each.at)}")
            for each in found.receipts
        ),
        (msg("Prosecution"), voice.named(ProsecutionState, found.prosecution)),
        (WAITS, ", ".join(found.waiting)),
    )
    for label, value in rows:
        if value:
            voice.line(out, LABELLED, label=say_(label), value=value)
    if found.clocks:
        out.print()
        voice.table(out, CLOCKS, [_clock_row(voice, each) for each in found.clocks])
    out.print()
    words = [_word_row(voice, each, found.waiting) for each in found.words]
    voice.table(out, WORDS, words, empty=msg("Nothing has been said on it yet."))


def _clock_row(voice: Voice, each: ClockShown) -> tuple[str, ...]:
    articles = "; ".join(_article(voice, one) for one in each.cited)
    due = voice.moment(each.due_at) or each.words
    clock, basis, state = (
        voice.named(kind, value)
        for kind, value in ((ClockKind, each.kind), (ClockBasis, each.basis), (ClockState, each.state))
    )
    return (clock, basis, due, state, articles)


def _article(voice: Voice, cited: CitedShown) -> str:
    shown = f"{cited.instrument} {cited.article}"
    return shown if cited.verified == READ else voice.language.say(msg("%(article)s (unverified)"), article=shown)


def _word_row(voice: Voice, each: WordShown, waiting: tuple[str, ...]) -> tuple[str, ...]:
    counts = msg("Yes") if each.counts else WAITS if each.id in waiting else msg("No")
    why = voice.named(RefusalGround, each.ground)
    articles = "; ".join(_article(voice, one) for one in each.cited)
    says = ". ".join(filter(None, (why, articles, each.text)))
    said = voice.language.say(SAID[Word(each.word)])
    return (each.id, voice.moment(each.written_at), said, each.originator, says, voice.language.say(counts))


def show_statistics(voice: Voice, out: Terminal, found: StatisticsShown) -> None:
    """Write the figures on requests, made and received."""
    rows = [
        (
            each.requesting,
            each.requested,
            voice.named(HelpKind, each.kind),
            each.treaty,
            voice.language.number(each.requests),
            ", ".join(f"{voice.named(Standing, name)}: {count}" for name, count in each.standings.items()),
            *(_days(voice, each_of) for each_of in (each.accepted, each.done, each.refused)),
        )
        for each in (*found.made, *found.received)
    ]
    voice.table(out, FIGURES, rows, empty=msg("There is no request that this officer may count."))


def _days(voice: Voice, days: Days) -> str:
    """Write in how many days something was done: least, median and most, and of how many."""
    if not days.of:
        return ""
    number = voice.language.number
    spread = " / ".join(number(each) for each in (days.least, days.median, days.most))
    return voice.language.say(msg("%(spread)s (of %(count)s)"), spread=spread, count=number(days.of))
