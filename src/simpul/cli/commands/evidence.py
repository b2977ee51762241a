"""`simpul law evidence`: items of evidence, their chains of custody, and checking a chain without a node."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console as Terminal

from simpul.app.evidence import (
    SEIZED,
    BreakShown,
    ChainChecked,
    CustodyShown,
    EvidenceShown,
    LinkShown,
    Terms,
    chain_checked,
)
from simpul.cli.errors import ANSWER_IS_NO, DONE
from simpul.cli.files import contents_of, write_text
from simpul.cli.home import console_of
from simpul.cli.options import AsOption, HomeOption, JsonOption, LangOption, PassphraseOption
from simpul.cli.voice import Voice, voice_of
from simpul.core.authority import AuthorityId, Level, authority_id
from simpul.core.cases.parts import MOST_ATTACHMENT_BYTES, MediaType
from simpul.core.cooperation.custody import BreakKind, CustodyState
from simpul.core.cooperation.evidence import CustodyAct
from simpul.core.errors import InputError
from simpul.core.handling import Onward, Tlp
from simpul.formats.document import converted, read_json
from simpul.services.evidence_keeping import Handed, SeizedFile, Seizure
from simpul.services.passing import ShareState
from simpul.web.language import msg

app = typer.Typer(help=msg("Evidence, its chain of custody, and checking a chain."), no_args_is_help=True)

MOST_SEIZURE_BYTES = 256 * 1024
MOST_CHAIN_BYTES = 32 * 1024 * 1024
MOST_CONTENT_BYTES = 256 * 1024 * 1024
MOST_DEPTH = 4

ITEMS = (msg("Item"), msg("What"), msg("Seized"), msg("Holder"), msg("State"), msg("Chain"))
CHAINS = {"unbroken": msg("unbroken"), "broken": msg("broken")}
LINKS = (msg("When"), msg("What"), msg("By"), msg("To"), msg("Place"), msg("Found"))
BREAKS = (msg("Break"), msg("Link"), msg("Expected"), msg("Found"))

ItemArgument = Annotated[str, typer.Argument(metavar="ID", help=msg("The item's id."))]
ToOption = Annotated[
    list[str] | None,
    typer.Option("--for", metavar="AUTHORITY", help=msg("An authority that may have it. Repeat; nobody else may.")),
]
ContentOption = Annotated[
    Path | None,
    typer.Option("--content", metavar="FILE", help=msg("The bytes: they are hashed and compared.")),
]
OutOption = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help=msg("Where to; otherwise it is printed."))
]
TlpOption = Annotated[Tlp, typer.Option("--tlp", help=msg("The TLP of what is written."))]
LevelOption = Annotated[str, typer.Option("--level", metavar="LEVEL", help=msg("The level, such as restricted."))]


@app.command("list", help=msg("List the latest items that the officer may see."))
def list_items(  # noqa: D103  the help says it
    home: HomeOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        found = console.evidence.listed(officer=officer)
    rows = [
        (
            each.id,
            each.what,
            voice.moment(each.seized_at),
            each.holder,
            voice.named(CustodyState, each.state),
            voice.language.say(CHAINS[each.unbroken]),
        )
        for each in found
    ]
    empty = msg("There is no evidence that this officer may see.")
    voice.answer(found, lambda out: voice.table(out, ITEMS, rows, empty=empty))


@app.command("show", help=msg("Show an item with its chain; that it was read is on record."))
def show_item(  # noqa: D103  the help says it
    item: ItemArgument,
    home: HomeOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        found = console.evidence.shown(item, officer=officer)
    voice.answer(found, lambda out: _show(voice, out, found))


@app.command("seize", help=msg("Write down an item that was seized, for those who may have it."))
def seize(  # noqa: D103  the help says it
    seizure: Annotated[
        Path, typer.Argument(metavar="SEIZURE.json", help=msg("What was seized, as docs/evidence.md says it."))
    ],
    home: HomeOption,
    named: ToOption = None,
    tlp: TlpOption = Tlp.AMBER,
    level: LevelOption = "restricted",
    onward: Annotated[Onward, typer.Option("--onward", help=msg("Whether a recipient may pass it on."))] = Onward.NONE,
    content: Annotated[
        Path | None, typer.Option("--content", metavar="FILE", help=msg("The bytes, to be kept and to travel along."))
    ] = None,
    media_type: Annotated[MediaType, typer.Option("--media-type", help=msg("The form of the bytes."))] = MediaType.TEXT,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    raw = contents_of(seizure, most_bytes=MOST_SEIZURE_BYTES)
    said = converted(read_json(raw, most_bytes=MOST_SEIZURE_BYTES, most_depth=MOST_DEPTH), Seizure)
    file = None
    if content is not None:
        kept = contents_of(content, most_bytes=MOST_ATTACHMENT_BYTES)
        file = SeizedFile(content=kept, name=content.name, media_type=media_type)
    terms = Terms(releasable_to=authorities_of(named), tlp=tlp, level=level_of(level), onward=onward)
    with console_of(home, passphrase_file) as console:
        done = console.evidence.seized(said, terms, file=file, officer=officer)
    voice.answer(done, lambda out: voice.line(out, msg("Written down: %(item)s"), item=done.item))


@app.command("add", help=msg("Say what was done with an item that we have, or that we are to receive."))
def add_link(  # noqa: D103  the help says it
    item: ItemArgument,
    link: Annotated[Path, typer.Argument(metavar="LINK.json", help=msg("What was done, as docs/evidence.md says it."))],
    home: HomeOption,
    content: ContentOption = None,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    raw = contents_of(link, most_bytes=MOST_SEIZURE_BYTES)
    handed = converted(read_json(raw, most_bytes=MOST_SEIZURE_BYTES, most_depth=MOST_DEPTH), Handed)
    found = contents_of(content, most_bytes=MOST_ATTACHMENT_BYTES) if content is not None else b""
    with console_of(home, passphrase_file) as console:
        done = console.evidence.added(item, handed, content=found, officer=officer)
    voice.answer(done, lambda out: voice.line(out, msg("Written down: %(item)s"), item=done.link))


@app.command("send", help=msg("Send the whole chain of an item to a partner, or what of it it has not yet."))
def send_chain(  # noqa: D103  the help says it
    item: ItemArgument,
    home: HomeOption,
    to: Annotated[str, typer.Option("--to", metavar="AUTHORITY", help=msg("The partner."))],
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        done = console.evidence.sent(item, to, officer=officer)
    text = msg("%(state)s: %(sent)s records to %(to)s.")
    values = {"state": voice.named(ShareState, done.state), "sent": voice.language.number(done.sent), "to": done.to}
    voice.answer(done, lambda out: voice.line(out, text, **values))


@app.command("export", help=msg("Write the chain of an item into a file that anybody checks without a node."))
def export_chain(  # noqa: D103  the help says it
    item: ItemArgument,
    home: HomeOption,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help=msg("Where to; otherwise it is printed."))
    ] = None,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        done = console.evidence.left(item, officer=officer)
    if out is not None:
        write_text(out, done.document)
        voice.answer(
            {"item": done.item, "file": str(out)}, lambda to: voice.line(to, msg("Written: %(file)s"), file=out)
        )
        return
    voice.answer(done, lambda to: to.print(done.document, markup=False, highlight=False, soft_wrap=True))


@app.command("verify", help=msg("Check the chain in a file: every signature, hash and hand. No node is needed."))
def verify_chain(  # noqa: D103  the help says it
    file: Annotated[Path, typer.Argument(metavar="FILE", help=msg("The chain as it was exported, or -."))],
    keys: Annotated[
        list[str] | None,
        typer.Option(
            "--key",
            metavar="AUTHORITY=FINGERPRINT",
            help=msg("The fingerprint of an authority's key, as the authority told it. Repeat."),
        ),
    ] = None,
    content: ContentOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> int:
    voice = voice_of(as_json=as_json, lang=lang)
    raw = contents_of(file, most_bytes=MOST_CHAIN_BYTES)
    bytes_said = contents_of(content, most_bytes=MOST_CONTENT_BYTES) if content is not None else None
    found = chain_checked(raw, known=dict(map(_known, keys or ())), content=bytes_said)
    voice.answer(found, lambda out: _show_checked(voice, out, found))
    return DONE if found.item.custody.unbroken else ANSWER_IS_NO


def authorities_of(names: list[str] | None) -> tuple[AuthorityId, ...]:
    """Give the authorities that were named, once and in order."""
    return tuple(sorted({authority_id(each, place="--for") for each in names or ()}))


def level_of(said: str) -> Level:
    """Give a level by its name.

    Raises:
        InputError: there is none of that name.
    """
    found = next((each for each in Level if each.name.lower() == said.lower()), None)
    if found is None:
        raise InputError(f"not one of {', '.join(each.name.lower() for each in Level)}", place="--level")
    return found


def _known(said: str) -> tuple[str, str]:
    authority, _, fingerprint = said.partition("=")
    return authority.strip(), fingerprint.strip()


def _show(voice: Voice, out: Terminal, found: EvidenceShown) -> None:
    say = voice.language.say
    rows = (
        (msg("Item"), found.id),
        (msg("What"), found.what),
        (msg("From"), found.originator),
        (msg("Seized"), f"{voice.moment(found.seized_at)}, {found.place}"),
        (msg("By"), found.seized_by),
        (msg("Order"), found.order),
        (msg("SHA-256"), found.digest),
        (msg("Seals"), ", ".join(found.seals)),
        (msg("How it is kept"), found.keeping),
        (msg("Request at law"), found.request),
        (msg("Team"), found.team),
        (msg("TLP"), found.tlp),
        (msg("Who may have it"), ", ".join(found.releasable_to)),
    )
    for label, value in rows:
        if value:
            voice.line(out, "%(label)s: %(value)s", label=say(label), value=value)
    _show_custody(voice, out, found.custody)


def _show_custody(voice: Voice, out: Terminal, custody: CustodyShown) -> None:
    state = voice.named(CustodyState, custody.state)
    voice.line(out, msg("In the hands of %(holder)s (%(state)s)."), holder=custody.holder, state=state)
    if custody.awaiting:
        text = msg("To be received by %(who)s until %(due)s.")
        voice.line(out, text, who=custody.awaiting, due=voice.moment(custody.due_at))
    links = (*custody.links, *custody.stray)
    voice.table(out, LINKS, [_link_row(voice, each) for each in links])
    if custody.unbroken:
        voice.line(out, msg("The chain is unbroken."))
        return
    voice.line(out, msg("The chain is BROKEN:"))
    voice.table(out, BREAKS, [_break_row(voice, each) for each in custody.breaks])


def _link_row(voice: Voice, each: LinkShown) -> tuple[str, ...]:
    done = voice.language.say(msg("Seized")) if each.act == SEIZED else voice.named(CustodyAct, each.act)
    return (voice.moment(each.at), done, each.by, each.to, each.place, each.digest or ", ".join(each.seals))


def _break_row(voice: Voice, each: BreakShown) -> tuple[str, ...]:
    return (voice.named(BreakKind, each.kind), each.link, each.expected, each.found)


def _show_checked(voice: Voice, out: Terminal, found: ChainChecked) -> None:
    _show(voice, out, found.item)
    exported = msg("Let leave by %(who)s on %(at)s. Every signature holds.")
    voice.line(out, exported, who=found.exporter, at=voice.moment(found.exported_at))
    for authority, fingerprint in sorted(found.fingerprints.items()):
        compared = msg("compared") if authority in found.compared else msg("NOT compared: ask the authority")
        values = {"authority": authority, "key": fingerprint, "compared": voice.language.say(compared)}
        voice.line(out, "%(authority)s: %(key)s (%(compared)s)", **values)
    if found.content:
        voice.line(out, msg("The bytes are those of the chain."))
