"""The story of the demonstration, read from `reference/story/*.toml`.

Everybody in it is invented. A report says in `terms` how it is handled; a claim has the report's terms and grading
unless it has its own. A subject's id is made of its key, so that what several authorities write about one subject
meets; rows of a table take their key from the name in them.
"""

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from importlib.resources import files

from simpul.core.authority import ALL_PURPOSES, Authority, AuthorityId, Level, Officer, OfficerId, Purpose, Role
from simpul.core.designation import DateKind, Designation, ListedDate, ListEdition, ListedName, NameQuality
from simpul.core.draft import Claim, ReportDraft
from simpul.core.grading import Grading, Scale, parsed_grading
from simpul.core.handling import CourtUse, Handling, HandlingCode, Onward, Tlp
from simpul.core.report import ReportKind
from simpul.core.vocabulary import PROPERTIES, Schema, ValueKind

FOLDER = files("simpul") / "reference" / "story"
NATIONAL_LIST = "xc-national"
LIST_DATED = "2026-09-01"

Table = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One report of the story: who writes it, who releases it, and which earlier report it replaces."""

    key: str
    author: OfficerId
    released_by: tuple[OfficerId, ...]
    draft: ReportDraft
    supersedes: str = ""
    retracts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """One authority of the story with its officers, what it writes, and its national list if it has one."""

    authority: Authority
    officers: tuple[Officer, ...]
    tellings: tuple[Telling, ...]
    national_list: ListEdition | None = None

    def officer(self, role: Role, *, clearance: Level | None = None) -> Officer:
        """Give the first officer with a role and, where asked, exactly this clearance."""
        return next(
            each for each in self.officers if role in each.roles and (clearance is None or each.clearance is clearance)
        )

    @property
    def releasing(self) -> tuple[Officer, ...]:
        """The officers who release reports, in order."""
        return tuple(each for each in self.officers if Role.RELEASING_OFFICER in each.roles)


def read_story(*, at: datetime) -> tuple[Player, ...]:
    """Give the players of the story; terms that end do so counted from `at`.

    Raises:
        InputError: a row of the story cannot be what it says.
    """
    return tuple(_player(row, at) for row in rows_of(table_of("nodes"), "node"))


def subject_id(key: str) -> str:
    """Give the id of a subject of the story."""
    return hashlib.sha256(f"simpul/story/{key}".encode()).hexdigest()[:32]


def key_of(name: str) -> str:
    """Give the key of a subject that stands in a table: its name in small letters, with hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or hashlib.sha256(name.encode()).hexdigest()[:12]


# --- players --------------------------------------------------------------------------------------------------------


def _player(row: Table, at: datetime) -> Player:
    authority = Authority(id=AuthorityId(text_of(row, "authority")), name=text_of(row, "name"))
    told = table_of(authority.state.lower())
    return Player(
        authority=authority,
        officers=tuple(_officer(each) for each in rows_of(row, "officer")),
        tellings=tuple(_telling(each, authority.id, at) for each in rows_of(told, "report")),
        national_list=_national_list(rows_of(told, "listed")),
    )


def _officer(row: Table) -> Officer:
    return Officer(
        id=OfficerId(text_of(row, "id")),
        name=text_of(row, "name"),
        roles=tuple(Role(role) for role in texts_of(row, "roles")),
        clearance=Level[text_of(row, "clearance").upper()],
        purposes=ALL_PURPOSES,
        language=text_of(row, "language") or "en",
    )


def _national_list(rows: Sequence[Table]) -> ListEdition | None:
    if not rows:
        return None
    return ListEdition(list_id=NATIONAL_LIST, dated=LIST_DATED, entries=tuple(_listed(row) for row in rows))


def _listed(row: Table) -> Designation:
    birth = text_of(row, "birth_date")
    return Designation(
        list_id=NATIONAL_LIST,
        reference=text_of(row, "reference"),
        schema=Schema(text_of(row, "is")),
        names=(
            ListedName(value=text_of(row, "name"), quality=NameQuality.PRIMARY),
            ListedName(value=text_of(row, "original"), quality=NameQuality.ORIGINAL_SCRIPT),
        ),
        programme="National list of XC",
        listed_on=text_of(row, "listed_on"),
        birth_dates=(ListedDate(kind=DateKind.EXACT, value=birth),) if birth else (),
        nationalities=(text_of(row, "nationality"),),
        comments=text_of(row, "comments"),
    )


# --- reports --------------------------------------------------------------------------------------------------------


def _telling(row: Table, originator: AuthorityId, at: datetime) -> Telling:
    usual = Handling(originator=originator, purposes=(Purpose.COUNTER_TERRORISM,))
    terms = terms_of(mapping_of(row, "terms"), usual, at)
    draft = ReportDraft(
        kind=ReportKind(text_of(row, "kind")),
        title=text_of(row, "title"),
        summary=paragraphs(text_of(row, "summary")),
        grading=grading_of(text_of(row, "grading")),
        handling=terms,
        legal_basis=text_of(row, "legal_basis"),
    )
    claims = (*_claims_about(row, draft, at), *_claims_of_tables(row, draft, at))
    return Telling(
        key=text_of(row, "key"),
        author=OfficerId(text_of(row, "author")),
        released_by=tuple(OfficerId(name) for name in texts_of(row, "released_by")),
        draft=replace(draft, claims=claims),
        supersedes=text_of(row, "supersedes"),
        retracts=text_of(row, "retracts"),
    )


def _claims_about(row: Table, draft: ReportDraft, at: datetime) -> Iterator[Claim]:
    for about in rows_of(row, "about"):
        yield from _claims(about, draft, at, subject=subject_id(text_of(about, "subject")), own=about)


def _claims_of_tables(row: Table, draft: ReportDraft, at: datetime) -> Iterator[Claim]:
    for table in rows_of(row, "table"):
        columns = texts_of(table, "columns")
        for cells in _lists(table, "rows"):
            said = dict(zip(columns, cells, strict=True))
            key = key_of(str(said.get("name") or cells[0]))
            about = {"is": table["is"], **said, **mapping_of(table, "same")}
            yield from _claims(about, draft, at, subject=subject_id(key), own=table)


def _claims(about: Table, draft: ReportDraft, at: datetime, *, subject: str, own: Table) -> Iterator[Claim]:
    grading = grading_of(text_of(own, "grading")) if "grading" in own else None
    handling = terms_of(mapping_of(own, "terms"), draft.handling, at) if "terms" in own else None
    for name in (each for each in about if each in PROPERTIES):
        for value in texts_of(about, name):
            if value:
                yield Claim(
                    subject=subject,
                    schema=Schema(text_of(about, "is")),
                    property=name,
                    value=subject_id(value) if PROPERTIES[name] is ValueKind.SUBJECT else value,
                    grading=grading,
                    handling=handling,
                    lang=_language(value),
                )


def terms_of(said: Table, default: Handling, at: datetime) -> Handling:
    """Give terms as a table says them, counted from `at`; what it does not say is as in `default`."""
    given: dict[str, object] = {}
    readers: dict[str, Callable[[str], object]] = {
        "level": lambda text: Level[text.upper()],
        "tlp": Tlp,
        "onward": Onward,
        "court": CourtUse,
        "caveat": str,
        "retain_until": date.fromisoformat,
        "days": lambda days: at + timedelta(days=int(days)),
    }
    for name, value in said.items():
        if name in readers:
            given["expires_at" if name == "days" else name] = readers[name](str(value))
    if "to" in said:
        given["releasable_to"] = tuple(sorted(AuthorityId(name) for name in texts_of(said, "to")))
    if "purposes" in said:
        given["purposes"] = tuple(sorted(Purpose(name) for name in texts_of(said, "purposes")))
    if "codes" in said:
        given["codes"] = tuple(sorted(HandlingCode(name) for name in texts_of(said, "codes")))
    return replace(default, **given)  # type: ignore[arg-type]  # each value was read by its field's reader


def grading_of(text: str) -> Grading:
    """Read a grading, of Admiralty unless another scale stands before it."""
    scale, _, code = text.rpartition(":")
    return parsed_grading(code, scale=Scale.EUROPOL if scale == "europol" else Scale.ADMIRALTY)


def _language(value: str) -> str:
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in value if letter.isalpha()}
    if "ARABIC" in scripts:
        return "ar"
    return "ru" if "CYRILLIC" in scripts else ""


def paragraphs(text: str) -> str:
    """Give a text of several lines with a line a paragraph."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


# --- rows of TOML ---------------------------------------------------------------------------------------------------


def table_of(name: str) -> Table:
    """Give a file of the story."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def rows_of(table: Table, name: str) -> tuple[Table, ...]:
    """Give the tables of this name in a table."""
    found = table.get(name, [])
    return tuple(row for row in found if isinstance(row, dict)) if isinstance(found, list) else ()


def mapping_of(table: Table, name: str) -> Table:
    """Give the table of this name in a table."""
    found = table.get(name, {})
    return found if isinstance(found, dict) else {}


def _lists(table: Table, name: str) -> tuple[list[object], ...]:
    found = table.get(name, [])
    return tuple(row for row in found if isinstance(row, list)) if isinstance(found, list) else ()


def text_of(table: Table, name: str) -> str:
    """Give the text of this name in a table, empty where there is none."""
    return str(table.get(name, ""))


def texts_of(table: Table, name: str) -> tuple[str, ...]:
    """Give the texts of this name in a table; one text alone is a list of one."""
    found = table.get(name, [])
    return tuple(str(each) for each in found) if isinstance(found, list) else (str(found),)
