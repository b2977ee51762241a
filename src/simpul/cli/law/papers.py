"""What `simpul law paper` and `signature` do.

Loaded when the command is given: setting and signing take 40 MB that a node does not need.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console as Terminal

from simpul.app.papers import looked_at, signed
from simpul.cli.bulk.output import whole_file
from simpul.cli.files import contents_of
from simpul.cli.home import passphrase_of
from simpul.cli.voice import Voice
from simpul.core.errors import InputError
from simpul.core.law.case import LawCase
from simpul.core.paper import PaperSignature
from simpul.formats.law.cases import MOST_BYTES, read_case
from simpul.formats.law.tables import register
from simpul.formats.paper import write_pdf
from simpul.web.language import msg
from simpul.web.papers import DRAFT, request_paper
from simpul.web.views.law_papers import lacking_in, treaty_in

MOST_CERTIFICATE = 1_000_000
MOST_PAPER = 32 * 1024 * 1024


def write_paper(
    voice: Voice, file: Path, out: Path, *, certificate: Path | None, passphrase: Path | None, fonts: Sequence[Path]
) -> None:
    """Set the request of a case as PDF, signed where a certificate is given; an incomplete one is a draft.

    Raises:
        InputError: a request that lacks what must be said was to be signed.
    """
    raw = contents_of(file, most_bytes=MOST_BYTES)
    case = read_case(raw)
    lacking = _lacking(voice, case)
    if certificate and lacking:
        raise InputError(f"it is not complete, so it is not signed: {'; '.join(lacking)}", place=str(file))
    state = voice.language.country(case.requesting)
    marking = state if certificate else f"{state}. {voice.language.say(DRAFT)}"
    paper = request_paper(case, voice.language, marking=marking, treaty=treaty_in(case, register(), voice.language))
    made = write_pdf(paper, attachment=raw, fonts=fonts)
    if certificate:
        key = contents_of(certificate, most_bytes=MOST_CERTIFICATE)
        opened = passphrase_of(passphrase, Path(os.devnull))
        made = signed(made, certificate=key, passphrase=opened, reason=case.case, place=state)
    with whole_file(out) as stream:
        stream.write(made)
    done = {
        "file": str(out),
        "sha256": hashlib.sha256(made).hexdigest(),
        "signed": certificate is not None,
        "lacking": lacking,
    }
    voice.answer(done, lambda console: _show_paper(voice, console, out, lacking))


def show_signature(voice: Voice, file: Path, trusted: Sequence[Path]) -> None:
    """Say what is found of the signature on a paper.

    Raises:
        InputError: it is no paper, or bears no signature.
    """
    known = [contents_of(each, most_bytes=MOST_CERTIFICATE) for each in trusted]
    found = looked_at(contents_of(file, most_bytes=MOST_PAPER), trusted=known)
    if found is None:
        raise InputError("it bears no signature", place=str(file))
    voice.answer({**asdict(found), "holds": found.holds}, lambda console: _show_found(voice, console, found))


def _lacking(voice: Voice, case: LawCase) -> list[str]:
    """Say what keeps the request from being sent."""
    return [voice.language.say(each) for each in lacking_in(case)]


def _show_paper(voice: Voice, console: Terminal, out: Path, lacking: Sequence[str]) -> None:
    voice.line(console, msg("Written: %(file)s"), file=out)
    if lacking:
        voice.line(console, msg("It is a draft. It lacks: %(what)s."), what="; ".join(lacking))


def _show_found(voice: Voice, console: Terminal, found: PaperSignature) -> None:
    at = voice.language.moment(found.signed_at) if found.signed_at else "-"
    voice.line(console, msg("Signed by %(signer)s, as it says on %(at)s."), signer=found.signer, at=at)
    for holds, good, bad in (
        (found.intact, msg("Nothing that it covers was changed."), msg("What it covers was CHANGED.")),
        (found.whole, msg("It covers the whole file."), msg("Something was ADDED after it.")),
        (found.trusted, msg("Its certificate is trusted."), msg("Its certificate is NOT among those trusted.")),
    ):
        voice.line(console, good if holds else bad)
