"""`simpul pay stream`: payments by NATS JetStream."""

import signal
import threading
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console as Terminal

from simpul.app.build import build
from simpul.app.late_stream import AnswerShown, PartitionShown, Published, answers, published, standing, taker_of
from simpul.app.memory import keep_what_is_built, let_memory_settle
from simpul.cli.files import contents_of
from simpul.cli.home import passphrase_of, settings_of
from simpul.cli.options import HomeOption, JsonOption, LangOption, PassphraseOption
from simpul.cli.voice import Voice, voice_of
from simpul.core.errors import SettingsError
from simpul.core.node import Limits
from simpul.web.language import msg

app = typer.Typer(help=msg("Payments by NATS JetStream, for several processes."), no_args_is_help=True)

PARTITIONS = (msg("Partition"), msg("Owner"), msg("Epoch"), msg("Waiting"))
SAYS_SECONDS = 5.0


@app.command("publish", help=msg("Put every payment message of these files into the stream, for its owners to decide."))
def publish_messages(  # noqa: D103  the help says it
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help=msg("ISO 20022 or MT messages, or a table of payments.")),
    ],
    home: HomeOption,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    given = [(file.name, contents_of(file, most_bytes=Limits().max_list_bytes)) for file in files]
    done = published(settings_of(home), given)
    voice.answer(done, lambda out: _show_published(voice, out, done))


@app.command("own", help=msg("Own some partitions of the stream and take the payments in them, until it is ended."))
def own_partitions(  # noqa: D103  the help says it
    home: HomeOption,
    processes: Annotated[
        int | None, typer.Option(min=0, max=8, help=msg("So many processes beside read and compare."))
    ] = None,
    passphrase_file: PassphraseOption = None,
    lang: LangOption = "",
) -> None:
    voice, settings = voice_of(as_json=False, lang=lang), settings_of(home)
    let_memory_settle()
    node, ready = build(settings, passphrase_of(passphrase_file, home)), threading.Event()
    try:
        making = taker_of(node, settings, processes=processes)
        if making is None:
            raise SettingsError("payments_stream: not set")
        node.screening.prepare()
        keep_what_is_built()
        ready.set()
        taker = making(ready)
        ended = _ended_by_a_signal()
        taker.start()
        voice.say(msg("Taking payments from %(where)s. Control-C ends it."), where=settings.payments_stream)
        said = ""
        while not ended.wait(SAYS_SECONDS):
            if taker.trouble and taker.trouble != said:
                voice.note(taker.trouble)
            said = taker.trouble
        taker.stop()
        voice.say(msg("Ended."))
    finally:
        node.close()


@app.command("answers", help=msg("Give the answers to payment messages (pacs.002), from a place in their stream on."))
def read_answers(  # noqa: D103  the help says it
    home: HomeOption,
    after: Annotated[int, typer.Option(min=0, help=msg("Behind this place; 0 means from the first."))] = 0,
    most: Annotated[int, typer.Option(min=1, max=10_000, help=msg("At most so many."))] = 1_000,
    to: Annotated[
        Path | None, typer.Option(file_okay=False, help=msg("Write each into a file of this folder, named by its id."))
    ] = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    found = answers(settings_of(home), after=after, most=most)
    for each in found if to is not None else ():
        _write(Path(str(to)), each)
    told = [{"sequence": each.sequence, "id": each.id, "answer": each.answer.decode()} for each in found]
    voice.answer(told, lambda out: _show_answers(voice, out, found))


@app.command("status", help=msg("Say who owns each partition of the stream, and how many messages wait in it."))
def show_status(  # noqa: D103  the help says it
    home: HomeOption,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    found = standing(settings_of(home))
    voice.answer(found, lambda out: _show_standing(voice, out, found))


def _ended_by_a_signal() -> threading.Event:
    ended = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda _number, _frame: ended.set())
    return ended


def _write(folder: Path, answer: AnswerShown) -> None:
    name = "".join(each if each.isalnum() or each == "-" else "_" for each in answer.id)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.pacs002.xml").write_bytes(answer.answer)


def _show_published(voice: Voice, out: Terminal, done: Published) -> None:
    number = voice.language.number
    text = msg("%(messages)s messages are in the stream; %(again)s of them were there already.")
    voice.line(out, text, messages=number(done.messages), again=number(done.again))


def _show_answers(voice: Voice, out: Terminal, found: tuple[AnswerShown, ...]) -> None:
    for each in found:
        voice.line(out, "%(place)s %(id)s", place=str(each.sequence), id=each.id)


def _show_standing(voice: Voice, out: Terminal, found: tuple[PartitionShown, ...]) -> None:
    rows = [(str(each.partition), each.owner, str(each.epoch), str(each.waiting)) for each in found]
    voice.table(out, PARTITIONS, rows)
