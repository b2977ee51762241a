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
    return tuple(_player(row, at) for row in _rows(_table("nodes"), "node"))


def subject_id(key: str) -> str:
    """Give the id of a subject of the story."""
    return hashlib.sha256(f"simpul/story/{key}".encode()).hexdigest()[:32]


def key_of(name: str) -> str:
    """Give the key of a subject that stands in a table: its name in small letters, with hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or hashlib.sha256(name.encode()).hexdigest()[:12]


# --- players --------------------------------------------------------------------------------------------------------


def _player(row: Table, at: datetime) -> Player:
    authority = Authority(id=AuthorityId(_text(row, "authority")), name=_text(row, "name"))
    told = _table(authority.state.lower())
    return Player(
        authority=authority,
        officers=tuple(_officer(each) for each in _rows(row, "officer")),
        tellings=tuple(_telling(each, authority.id, at) for each in _rows(told, "report")),
        national_list=_national_list(_rows(told, "listed")),
    )


def _officer(row: Table) -> Officer:
    return Officer(
        id=OfficerId(_text(row, "id")),
        name=_text(row, "name"),
        roles=tuple(Role(role) for role in _texts(row, "roles")),
        clearance=Level[_text(row, "clearance").upper()],
        purposes=ALL_PURPOSES,
        language=_text(row, "language") or "en",
    )


def _national_list(rows: Sequence[Table]) -> ListEdition | None:
    if not rows:
        return None
    return ListEdition(list_id=NATIONAL_LIST, dated=LIST_DATED, entries=tuple(_listed(row) for row in rows))


def _listed(row: Table) -> Designation:
    birth = _text(row, "birth_date")
    return Designation(
        list_id=NATIONAL_LIST,
        reference=_text(row, "reference"),
        schema=Schema(_text(row, "is")),
        names=(
            ListedName(value=_text(row, "name"), quality=NameQuality.PRIMARY),
            ListedName(value=_text(row, "original"), quality=NameQuality.ORIGINAL_SCRIPT),
        ),
        programme="National list of XC",
        listed_on=_text(row, "listed_on"),
        birth_dates=(ListedDate(kind=DateKind.EXACT, value=birth),) if birth else (),
        nationalities=(_text(row, "nationality"),),
        comments=_text(row, "comments"),
    )


# --- reports --------------------------------------------------------------------------------------------------------


def _telling(row: Table, originator: AuthorityId, at: datetime) -> Telling:
    terms = _terms(_mapping(row, "terms"), Handling(originator=originator, purposes=(Purpose.COUNTER_TERRORISM,)), at)
    draft = ReportDraft(
        kind=ReportKind(_text(row, "kind")),
        title=_text(row, "title"),
        summary=_paragraphs(_text(row, "summary")),
        grading=_grading(_text(row, "grading")),
        handling=terms,
        legal_basis=_text(row, "legal_basis"),
    )
    claims = (*_claims_about(row, draft, at), *_claims_of_tables(row, draft, at))
    return Telling(
        key=_text(row, "key"),
        author=OfficerId(_text(row, "author")),
        released_by=tuple(OfficerId(name) for name in _texts(row, "released_by")),
        draft=replace(draft, claims=claims),
        supersedes=_text(row, "supersedes"),
        retracts=_text(row, "retracts"),
    )


def _claims_about(row: Table, draft: ReportDraft, at: datetime) -> Iterator[Claim]:
    for about in _rows(row, "about"):
        yield from _claims(about, draft, at, subject=subject_id(_text(about, "subject")), own=about)


def _claims_of_tables(row: Table, draft: ReportDraft, at: datetime) -> Iterator[Claim]:
    for table in _rows(row, "table"):
        columns = _texts(table, "columns")
        for cells in _lists(table, "rows"):
            said = dict(zip(columns, cells, strict=True))
            key = key_of(str(said.get("name") or cells[0]))
            about = {"is": table["is"], **said, **_mapping(table, "same")}
            yield from _claims(about, draft, at, subject=subject_id(key), own=table)


def _claims(about: Table, draft: ReportDraft, at: datetime, *, subject: str, own: Table) -> Iterator[Claim]:
    grading = _grading(_text(own, "grading")) if "grading" in own else None
    handling = _terms(_mapping(own, "terms"), draft.handling, at) if "terms" in own else None
    for name in (each for each in about if each in PROPERTIES):
        for value in _texts(about, name):
            if value:
                yield Claim(
                    subject=subject,
                    schema=Schema(_text(about, "is")),
                    property=name,
                    value=subject_id(value) if PROPERTIES[name] is ValueKind.SUBJECT else value,
                    grading=grading,
                    handling=handling,
                    lang=_language(value),
                )


def _terms(said: Table, default: Handling, at: datetime) -> Handling:
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
        given["releasable_to"] = tuple(sorted(AuthorityId(name) for name in _texts(said, "to")))
    if "purposes" in said:
        given["purposes"] = tuple(sorted(Purpose(name) for name in _texts(said, "purposes")))
    if "codes" in said:
        given["codes"] = tuple(sorted(HandlingCode(name) for name in _texts(said, "codes")))
    return replace(default, **given)  # type: ignore[arg-type]  # each value was read by its field's reader


def _grading(text: str) -> Grading:
    scale, _, code = text.rpartition(":")
    return parsed_grading(code, scale=Scale.EUROPOL if scale == "europol" else Scale.ADMIRALTY)


def _language(value: str) -> str:
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in value if letter.isalpha()}
    if "ARABIC" in scripts:
        return "ar"
    return "ru" if "CYRILLIC" in scripts else ""


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


# --- rows of TOML ---------------------------------------------------------------------------------------------------


def _table(name: str) -> Table:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _rows(table: Table, name: str) -> tuple[Table, ...]:
    found = table.get(name, [])
    return tuple(row for row in found if isinstance(row, dict)) if isinstance(found, list) else ()


def _mapping(table: Table, name: str) -> Table:
    found = table.get(name, {})
    return found if isinstance(found, dict) else {}


def _lists(table: Table, name: str) -> tuple[list[object], ...]:
    found = table.get(name, [])
    return tuple(row for row in found if isinstance(row, list)) if isinstance(found, list) else ()


def _text(table: Table, name: str) -> str:
    return str(table.get(name, ""))


def _texts(table: Table, name: str) -> tuple[str, ...]:
    found = table.get(name, [])
    return tuple(str(each) for each in found) if isinstance(found, list) else (str(found),)
