"""`simpul pay rules` and `simpul pay backtest`: rules on payments, their trials on the past, and who changes them."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console as Terminal

from simpul.app.payment_rules import GroupHit, ProposalShown, RulesShown, RuleTried
from simpul.cli.files import contents_of
from simpul.cli.home import console_of
from simpul.cli.options import AsOption, HomeOption, JsonOption, LangOption, PassphraseOption
from simpul.cli.voice import Voice, voice_of
from simpul.core.payment.findings import RuleEffect
from simpul.core.payment.rulebook import Standing, Verdict
from simpul.web.language import msg
from simpul.web.words.payment_rules import RULE_EFFECTS, STANDINGS, VERDICTS, group_in

app = typer.Typer(help=msg("Rules on payments."), no_args_is_help=True)

MOST_RULE_BYTES = 1_000_000
RULES = (msg("Rule"), msg("Stands"), msg("Asks for"), msg("Title"))
PROPOSALS = (msg("Proposal"), msg("Rule"), msg("To stand"), msg("By"), msg("Verdict"), msg("Reason"))
GROUPS = (msg("Group"), msg("Payments"), msg("Fires on"), msg("Of a thousand"), msg("Let go by officers"))

RuleOption = Annotated[
    str, typer.Option("--rule", metavar="RULE", help=msg("A file with one rule, or the id of a rule that is known."))
]
ReasonOption = Annotated[str, typer.Option("--reason", help=msg("Why; it is kept."))]
ProposalArgument = Annotated[
    str, typer.Argument(metavar="PROPOSAL", help=msg("The proposal's id, or the beginning of it."))
]


def backtest_rule(  # noqa: D103  the help says it
    rule: RuleOption,
    home: HomeOption,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        done = console.rules.tried(_said(rule))
    voice.answer(done, lambda out: _show_tried(voice, out, done))


@app.command("list", help=msg("Show which rules stand, and every proposal."))
def list_rules(  # noqa: D103  the help says it
    home: HomeOption,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        found = console.rules.shown()
    voice.answer(found, lambda out: _show_rules(voice, out, found))


@app.command("show", help=msg("Print a rule as text, to read or to change and propose."))
def show_rule(  # noqa: D103  the help says it
    rule: Annotated[str, typer.Argument(metavar="ID", help=msg("The rule's id, or id@version."))],
    home: HomeOption,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        found = console.rules.text(rule)
    voice.answer(found, lambda out: out.print(found.text, markup=False, highlight=False, soft_wrap=True))


@app.command("propose", help=msg("Propose a rule, with a back-test that is run now; another officer decides."))
def propose_rule(  # noqa: D103  the help says it
    rule: RuleOption,
    reason: ReasonOption,
    home: HomeOption,
    standing: Annotated[Standing, typer.Option("--standing", help=msg("How it is to stand."))] = Standing.IN_SHADOW,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        made = console.rules.proposed(_said(rule), standing, reason=reason, officer=officer)
    voice.answer(made, lambda out: voice.table(out, PROPOSALS, [_proposal_row(voice, made)]))


@app.command("approve", help=msg("Approve the proposal of another officer: the rule stands as proposed."))
def approve_rule(  # noqa: D103  the help says it
    proposal: ProposalArgument,
    reason: ReasonOption,
    home: HomeOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    _decide(voice_of(as_json=as_json, lang=lang), proposal, Verdict.APPROVED, reason, home, officer, passphrase_file)


@app.command("refuse", help=msg("Refuse the proposal of another officer."))
def refuse_rule(  # noqa: D103  the help says it
    proposal: ProposalArgument,
    reason: ReasonOption,
    home: HomeOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    _decide(voice_of(as_json=as_json, lang=lang), proposal, Verdict.REFUSED, reason, home, officer, passphrase_file)


def _decide(
    voice: Voice, proposal: str, verdict: Verdict, reason: str, home: Path, officer: str, passphrase: Path | None
) -> None:
    with console_of(home, passphrase) as console:
        made = console.rules.decided(proposal, verdict, reason=reason, officer=officer)
    voice.answer(made, lambda out: voice.table(out, PROPOSALS, [_proposal_row(voice, made)]))


def _said(rule: str) -> bytes:
    """Give the text of the rule in a file, or the id as it was said."""
    file = Path(rule)
    return contents_of(file, most_bytes=MOST_RULE_BYTES) if file.is_file() else rule.encode()


def _show_rules(voice: Voice, out: Terminal, found: RulesShown) -> None:
    say = voice.language.say
    rows = [
        (
            each.rule,
            say(STANDINGS[Standing(each.standing)]),
            say(RULE_EFFECTS[RuleEffect(each.effect)]),
            each.judul if voice.language.code == "id" else each.title,
        )
        for each in found.rules
    ]
    voice.table(out, RULES, rows, empty=msg("No rule stands."))
    if found.proposals:
        voice.table(out, PROPOSALS, [_proposal_row(voice, each) for each in found.proposals])


def _proposal_row(voice: Voice, each: ProposalShown) -> tuple[str, ...]:
    say = voice.language.say
    verdict = say(VERDICTS[Verdict(each.verdict)]) if each.verdict else say(msg("waits for a second officer"))
    standing = say(STANDINGS[Standing(each.standing)])
    return (each.id[:12], each.rule, standing, each.by, " ".join(filter(None, (verdict, each.second))), each.reason)


def _show_tried(voice: Voice, out: Terminal, done: RuleTried) -> None:
    number = voice.language.number
    voice.line(
        out,
        msg("%(rule)s over %(payments)s payments: %(alerted)s alerts, %(held)s held, %(unknown)s not to be evaluated."),
        rule=done.rule,
        payments=number(done.payments),
        alerted=number(done.alerted),
        held=number(done.held),
        unknown=number(done.unknown),
    )
    voice.line(
        out,
        msg("Of what officers decided: %(confirmed)s found, %(missed)s missed, %(let_go)s let go on which it fires."),
        confirmed=number(done.confirmed),
        missed=number(done.missed),
        let_go=number(done.let_go),
    )
    voice.line(
        out,
        msg("Evaluated live on %(live)s payments: %(differences)s differences. %(seconds)s s."),
        live=number(done.live),
        differences=number(done.differences),
        seconds=str(done.seconds),
    )
    for groups in (done.by_corridor, done.by_npo, done.by_script):
        if groups:
            voice.table(out, GROUPS, [_group_row(voice, each) for each in groups])


def _group_row(voice: Voice, each: GroupHit) -> tuple[str, ...]:
    number = voice.language.number
    counts = (number(each.payments), number(each.fired), str(each.per_thousand), number(each.let_go))
    return (group_in(voice.language, each.group), *counts)
