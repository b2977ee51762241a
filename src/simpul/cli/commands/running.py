"""`simpul serve`."""

import typer

from simpul.cli.home import passphrase_of, settings_of
from simpul.cli.options import HomeOption, LangOption, PassphraseOption
from simpul.cli.serving import serve
from simpul.cli.voice import voice_of
from simpul.web.language import msg

app = typer.Typer()


@app.command("serve", help=msg("Run the node: pages, interface, partners, screening and delivery, in one process."))
def serve_node(  # noqa: D103  the help says it
    home: HomeOption,
    passphrase_file: PassphraseOption = None,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=False, lang=lang)
    settings = settings_of(home)
    passphrase = passphrase_of(passphrase_file, home)
    voice.say(msg("%(id)s is at %(address)s. Control-C ends it."), id=settings.authority, address=settings.base_url)
    serve(settings, passphrase)
    voice.say(msg("Ended."))
