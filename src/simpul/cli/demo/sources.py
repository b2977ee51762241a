"""Where the demonstration's sanctions list comes from: a file, the United Nations, or the extract that comes along."""

from dataclasses import dataclass
from pathlib import Path

import httpx

from simpul.cli.files import contents_of
from simpul.core.designation import ListEdition
from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.reference import reference_bytes
from simpul.formats.un import read_un

OFFICIAL = "https://scsanctions.un.org/resources/xml/en/consolidated.xml"
EXTRACT = "un-extract.xml"
ANSWERS_WITHIN = httpx.Timeout(connect=2.0, read=2.0, write=2.0, pool=2.0)
MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An edition of the list, its bytes, and where it came from."""

    edition: ListEdition
    raw: bytes
    origin: str


def list_source(file: Path | None) -> Source:
    """Give the list: of the file where one is given, else the official one, else the extract.

    Raises:
        InputError: the file is not the list.
    """
    limits = Limits()
    if file is not None:
        raw = contents_of(file, most_bytes=limits.max_list_bytes)
        return Source(edition=read_un(raw, limits=limits), raw=raw, origin=str(file))
    downloaded = _downloaded(limits)
    if downloaded is not None:
        return downloaded
    raw = reference_bytes(EXTRACT)
    return Source(edition=read_un(raw, limits=limits), raw=raw, origin=EXTRACT)


def _downloaded(limits: Limits) -> Source | None:
    """Give the official list when the internet is there and answers at once."""
    try:
        with httpx.stream("GET", OFFICIAL, timeout=ANSWERS_WITHIN, follow_redirects=True) as answered:
            answered.raise_for_status()
            raw = bytearray()
            for chunk in answered.iter_bytes():
                raw += chunk
                if len(raw) > MOST_BYTES:
                    return None
        return Source(edition=read_un(bytes(raw), limits=limits), raw=bytes(raw), origin=OFFICIAL)
    except (httpx.HTTPError, InputError):
        return None
