"""`simpul pay`: taking payment messages, and looking at one payment."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console as Terminal

from simpul.app.payments import HitShown, PaymentShown, PaymentsReplayed, ReasonShown
from simpul.cli.commands import payment_cases, payment_npos, payment_rules, payment_stream, scenario
from simpul.cli.files import contents_of
from simpul.cli.home import console_of
from simpul.cli.options import AsOption, HomeOption, JsonOption, LangOption, PassphraseOption
from simpul.cli.voice import Voice, voice_of
from simpul.core.node import Limits
from simpul.core.payment.completeness import ItemStatus
from simpul.core.payment.decision import PaymentState, Reason, ReasonCode
from simpul.core.payment.edition import edition
from simpul.web.language import msg
from simpul.web.words.payments import (
    HIT_VERDICTS,
    PAYMENT_ACTS,
    PAYMENT_STATES,
    item_in,
    owner_in,
    part_in,
    payment_reason,
)

app = typer.Typer(help=msg("Payments."), no_args_is_help=True)
app.add_typer(payment_rules.app, name="rules")
app.add_typer(payment_npos.app, name="npo")
app.command("backtest", help=msg("Say what a rule would have done to every payment that is recorded, and to whom."))(
    payment_rules.backtest_rule
)
app.add_typer(scenario.app)
app.add_typer(payment_cases.app, name="case")
app.add_typer(payment_stream.app, name="stream")

HITS = (msg("Part"), msg("Name"), msg("Entry"), msg("Likeness"), msg("Judgement"))
HISTORY = (msg("When"), msg("What"), msg("State"), msg("By"))


@app.command("replay", help=msg("Take every payment message of these files as fast as it goes, and decide each."))
def replay_payments(  # noqa: D103  the help says it
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help=msg("ISO 20022 or MT messages, or a table of payments.")),
    ],
    home: HomeOption,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    given = [(file.name, contents_of(file, most_bytes=Limits().max_list_bytes)) for file in files]
    with console_of(home, passphrase_file) as console:
        done = console.replay_payments(given)
    voice.answer(done, lambda out: _show_replayed(voice, out, done))
    for line in done.refusals:
        voice.note(line)


@app.command("show", help=msg("Show the one state of a payment and why; that it was read is on record."))
def show_payment(  # noqa: D103  the help says it
    payment: Annotated[
        str, typer.Argument(metavar="ID", help=msg("The payment's id, the beginning of it, or its reference."))
    ],
    home: HomeOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        found = console.show_payment(payment, officer=officer)
    voice.answer(found, lambda out: _show(voice, out, found))


def _show_replayed(voice: Voice, out: Terminal, done: PaymentsReplayed) -> None:
    number = voice.language.number
    voice.line(
        out,
        msg("%(messages)s messages: %(released)s released, %(held)s held, %(frozen)s frozen, %(rejected)s rejected."),
        messages=number(done.messages),
        released=number(done.released),
        held=number(done.held),
        frozen=number(done.frozen),
        rejected=number(done.rejected),
    )
    if done.other:
        voice.line(
            out,
            msg("%(other)s entries of statements and reports on payments: nothing is decided of these."),
            other=number(done.other),
        )
    voice.line(
        out,
        msg("%(rate)s messages a second; half were decided within %(p50)s ms, 99 of 100 within %(p99)s ms."),
        rate=number(round(done.per_second)),
        p50=str(done.p50_ms),
        p99=str(done.p99_ms),
    )


def _show(voice: Voice, out: Terminal, found: PaymentShown) -> None:
    say = voice.language.say
    rows = (
        (msg("Payment"), found.id),
        (msg("State"), say(PAYMENT_STATES[PaymentState(found.state)])),
        (msg("Until"), voice.moment(found.until)),
        (msg("To be decided by"), owner_in(voice.language, found.owner)),
        (msg("Legal basis"), found.legal_basis),
        (msg("Authority"), found.authority),
        (msg("Amount"), voice.language.money(found.amount)),
        (msg("Payment originator"), found.originator),
        (msg("Payment beneficiary"), found.beneficiary),
        (msg("Message"), f"{found.message} {found.reference}"),
        (msg("Lists"), ", ".join(found.lists)),
        (msg("Missing"), "; ".join(_lacking(voice, each) for each in found.lacking)),
    )
    for label, value in rows:
        if value:
            voice.line(out, "%(label)s: %(value)s", label=say(label), value=value)
    for reason in found.reasons:
        told = f" ({reason.list})" if reason.list else ""
        voice.line(out, "- %(why)s%(told)s", why=payment_reason(voice.language, _reason(reason)), told=told)
    _show_apart(voice, out, found)
    _show_tables(voice, out, found)


def _lacking(voice: Voice, said: str) -> str:
    what, _, status = said.rpartition(" ")
    return f"{item_in(voice.language, what)} ({voice.named(ItemStatus, status)})"


def _reason(shown: ReasonShown) -> Reason:
    rule, listed = (edition(each) if each else None for each in (shown.rule, shown.list))
    return Reason(code=ReasonCode(shown.code), arguments=shown.arguments, rule=rule, list=listed)


def _show_apart(voice: Voice, out: Terminal, found: PaymentShown) -> None:
    for each in found.apart:
        if each.lifted_at:
            voice.line(
                out,
                msg("- was kept apart for %(list)s %(entry)s, lifted %(at)s by %(by)s"),
                list=each.list,
                entry=each.reference,
                at=each.lifted_at,
                by=each.lifted_by or voice.language.say(msg("by the rules")),
            )
        else:
            voice.line(
                out,
                msg("- kept apart for %(list)s %(entry)s since %(at)s: it is not let go while that stands"),
                list=each.list,
                entry=each.reference,
                at=each.found_at,
            )


def _verdict(voice: Voice, hit: HitShown, verdicts: Mapping[str, str]) -> str:
    """Say a verdict, and what an officer says against it."""
    if not hit.overturned_by:
        return verdicts[hit.verdict]
    against = msg("%(verdict)s; %(other)s, says %(officer)s, which waits for another officer")
    other = verdicts[hit.overturned_as]
    return voice.language.say(against, verdict=verdicts[hit.verdict], other=other, officer=hit.overturned_by)


def _show_tables(voice: Voice, out: Terminal, found: PaymentShown) -> None:
    verdicts = {verdict.value: voice.language.say(said) for verdict, said in HIT_VERDICTS.items()}
    acts = {act.value: voice.language.say(said) for act, said in PAYMENT_ACTS.items()}
    states = {state.value: voice.language.say(said) for state, said in PAYMENT_STATES.items()}
    hits = [
        (
            part_in(voice.language, each.part),
            each.name,
            f"{each.list.partition('@')[0].upper()} {each.reference}",
            f"{each.score // 10} %",
            _verdict(voice, each, verdicts),
        )
        for each in found.hits
    ]
    if hits:
        voice.table(out, HITS, hits)
    voice.table(
        out, HISTORY, [(voice.moment(each.at), acts[each.act], states[each.state], each.by) for each in found.history]
    )
