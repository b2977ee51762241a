"""`simpul peer`: the partners of a node."""

from pathlib import Path
from typing import Annotated

import httpx
import typer

from simpul.cli.files import contents_of, write_text
from simpul.cli.home import console_of
from simpul.cli.options import AsOption, HomeOption, JsonOption, LangOption, PassphraseOption
from simpul.cli.voice import voice_of
from simpul.core.errors import PeerError
from simpul.web.doors import INTRODUCTION
from simpul.web.language import msg

app = typer.Typer(help=msg("Partners: the nodes that we have a link with."), no_args_is_help=True)

MOST_INTRODUCTION_BYTES = 16 * 1024
PATIENCE_SECONDS = 10.0
COLUMNS = (
    msg("Partner"),
    msg("Address"),
    msg("Sent"),
    msg("Waiting"),
    msg("Received"),
    msg("Last contact"),
    msg("Last error"),
)


@app.command("add", help=msg("Accept a partner from its signed introduction, after its fingerprint was compared."))
def add_peer(  # noqa: D103  the help says it
    source: Annotated[
        str, typer.Argument(metavar="FILE|URL", help=msg("The introduction, or the partner's address to fetch it at."))
    ],
    home: HomeOption,
    fingerprint: Annotated[
        str, typer.Option("--fingerprint", help=msg("The fingerprint that the other authority's officer reads out."))
    ],
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    introduction = introduction_from(source)
    with console_of(home, passphrase_file) as console:
        added = console.add_peer(introduction, fingerprint, officer=officer)
    voice.answer(
        added,
        lambda out: voice.line(out, msg("%(name)s (%(id)s) is a partner now."), name=added.name, id=added.authority),
    )


@app.command("list", help=msg("Show the partners and how each link stands."))
def list_peers(  # noqa: D103  the help says it
    home: HomeOption,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        found = console.peers()
    rows = [
        (
            each.authority,
            each.base_url,
            str(each.sent),
            str(each.waiting),
            str(each.received),
            voice.moment(each.last_contact),
            each.suspended or each.last_error,
        )
        for each in found
    ]
    voice.answer({"peers": found}, lambda out: voice.table(out, COLUMNS, rows, empty=msg("There is no partner yet.")))


@app.command("introduce", help=msg("Give our own signed introduction, to be handed to a partner."))
def introduce(  # noqa: D103  the help says it
    home: HomeOption,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help=msg("Where to write it; otherwise it is printed."))
    ] = None,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        ours = console.introduction()
    if file is not None:
        write_text(file, ours.introduction)
    voice.answer(ours, lambda out: out.print(ours.introduction if file is None else str(file), markup=False))
    voice.say(msg("Read this fingerprint out to the partner: %(fingerprint)s"), fingerprint=ours.fingerprint)


def introduction_from(source: str) -> bytes:
    """Give the bytes of an introduction: of a file, or of a partner's public address.

    Raises:
        InputError: the file cannot be read.
        PeerError: the address does not give one.
    """
    if not source.startswith(("https://", "http://")):
        return contents_of(Path(source), most_bytes=MOST_INTRODUCTION_BYTES)
    address = source if source.endswith(INTRODUCTION) else source.rstrip("/") + INTRODUCTION
    try:
        with httpx.stream("GET", address, timeout=PATIENCE_SECONDS) as answered:
            answered.raise_for_status()
            return _bounded(answered, address)
    except httpx.HTTPError as failed:
        raise PeerError(f"{address}: {failed}") from failed


def _bounded(answered: httpx.Response, address: str) -> bytes:
    found = b""
    for chunk in answered.iter_bytes():
        found += chunk
        if len(found) > MOST_INTRODUCTION_BYTES:
            raise PeerError(f"{address}: longer than an introduction")
    return found
