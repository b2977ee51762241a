"""Values of core for property tests: every field takes every kind of value that it may hold."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import TypeVar

from hypothesis import strategies as st

from simpul.core.alert import Alert, AlertDecision, AlertKind, Evidence, MatchDecision, Seriousness, Verdict
from simpul.core.assertion import Assertion
from simpul.core.audit import Act, AuditEntry, ChainedEntry, Outcome
from simpul.core.authority import Authority, AuthorityId, Level, OfficerId, Purpose, Role, Viewer
from simpul.core.designation import (
    DateKind,
    Designation,
    ListedDate,
    ListedDocument,
    ListedName,
    ListedPlace,
    NameQuality,
)
from simpul.core.draft import Claim, ReportDraft
from simpul.core.exchange import EnvelopeHeader, Introduction, MessageKind, Receipt, SignedReceipt
from simpul.core.grading import INFORMATION, SOURCES, Grading, Scale
from simpul.core.handling import CourtUse, Handling, HandlingCode, Onward, Tlp
from simpul.core.report import Report, ReportKind
from simpul.core.vocabulary import GENDERS, PROPERTIES, Schema, ValueKind

N = TypeVar("N", bound=str)

AUTHORITIES = tuple(AuthorityId(name) for name in ("XA-NCTC", "XB-FIU", "XC-BORDER"))
NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)

AWKWARD = (
    "\u2028\u2029",
    "محمد بن عائشة",
    "\u202eright to left\u202c",
    "👩‍👩‍👧‍👦🏴‍☠️",
    "Z͑ͫ̓a̴l̷g̸o",
    "e\u0301 and é",
    'quote " and back\\slash /',
    "line\nbreak\ttab",
    "</script>\ufeff\u00ad\ufffd",
    "\U0010ffff\ue000\u0080",
)
"""Text that software breaks on."""

CAVEATS = ("Ask before arrest", "؟ do not quote 👁", "line\nbreak \u2028")

_letters = st.characters(exclude_categories=["Cs"], exclude_characters=[chr(code) for code in (*range(32), 127)])


def texts(most: int, *, least: int = 0) -> st.SearchStrategy[str]:
    """Text of that length, often awkward."""
    awkward = st.sampled_from([text for text in AWKWARD if least <= len(text) <= most])
    plain = st.text(_letters, min_size=least, max_size=min(most, 30))
    return st.one_of(awkward, plain).filter(lambda text: not least or bool(text.strip()))


def subsets(whole: Iterable[N]) -> st.SearchStrategy[tuple[N, ...]]:
    """Every way to name some of these, in order."""
    names = sorted(whole)
    return st.sampled_from([part for size in range(len(names) + 1) for part in combinations(names, size)])


authorities = st.sampled_from(AUTHORITIES)
officers = st.sampled_from([OfficerId("a.surya"), OfficerId("b.lestari")])
hash_ids = st.text("0123456789abcdef", min_size=64, max_size=64)
random_ids = st.text("0123456789abcdef", min_size=32, max_size=32)
subject_ids = st.sampled_from([letter * 32 for letter in "abcd"])
moments = st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001  hypothesis wants naive bounds, and adds the zone itself
near_moments = st.integers(-3, 3).map(lambda hours: NOON + timedelta(hours=hours))
near_days = st.integers(-2, 2).map(lambda days: (NOON + timedelta(days=days)).date())
days = st.dates(min_value=date(1, 1, 1))
partial_dates = st.one_of(
    days.map(lambda day: day.isoformat()),
    days.map(lambda day: day.isoformat()[:7]),
    days.map(lambda day: day.isoformat()[:4]),
)
maybe_dates = st.one_of(st.just(""), partial_dates)
langs = st.sampled_from(["", "ar", "id", "ru-Latn"])
schemas = st.sampled_from(Schema)

gradings = st.sampled_from(
    [
        Grading(scale=scale, source=source, information=information)
        for scale in Scale
        for source in SOURCES[scale]
        for information in INFORMATION[scale]
    ]
)


@st.composite
def handlings(draw: st.DrawFn, originators: st.SearchStrategy[AuthorityId] = authorities) -> Handling:
    """Terms of every kind."""
    codes = draw(subsets(HandlingCode))
    originator = draw(originators)
    others = [name for name in AUTHORITIES if name != originator]
    return Handling(
        originator=originator,
        contributors=draw(st.one_of(st.just(()), subsets(others))),
        level=draw(st.sampled_from(Level)),
        tlp=draw(st.sampled_from(Tlp)),
        codes=codes,
        releasable_to=draw(st.one_of(st.just(AUTHORITIES), subsets(AUTHORITIES))),
        purposes=draw(st.one_of(st.just(tuple(sorted(Purpose))), subsets(Purpose))),
        onward=draw(st.sampled_from(Onward)),
        court=draw(st.sampled_from(CourtUse)),
        caveat=draw(st.sampled_from(CAVEATS if HandlingCode.H3 in codes else ("", *CAVEATS))),
        expires_at=draw(st.one_of(st.none(), near_moments)),
        retain_until=draw(st.one_of(st.none(), near_days)),
        edition=draw(st.sampled_from(["handling/1"] * 7 + ["handling/2"])),
    )


viewers = st.builds(
    Viewer,
    authority=authorities,
    officer=officers,
    roles=st.one_of(st.just((Role.RELEASING_OFFICER,)), subsets(Role)),
    clearance=st.one_of(st.just(Level.SECRET), st.sampled_from(Level)),
    purposes=st.one_of(st.just(tuple(sorted(Purpose))), subsets(Purpose)),
)


def values_for(name: str) -> st.SearchStrategy[str]:
    """Values that the property can hold."""
    kind = PROPERTIES[name]
    if kind is ValueKind.DATE:
        return partial_dates
    if kind is ValueKind.GENDER:
        return st.sampled_from(GENDERS)
    if kind is ValueKind.SUBJECT:
        return subject_ids
    if kind is ValueKind.COUNTRY:
        return st.one_of(st.sampled_from(["XA", "XB", "Xanadu", "xa"]), texts(40, least=1))
    return texts(200, least=1)


properties = st.sampled_from(sorted(PROPERTIES))
said = properties.flatmap(lambda name: st.tuples(st.just(name), values_for(name)))
replacing = st.one_of(
    st.just(("", "")), hash_ids.map(lambda earlier: (earlier, "")), hash_ids.map(lambda earlier: ("", earlier))
)


@st.composite
def assertions(draw: st.DrawFn, originators: st.SearchStrategy[AuthorityId] = authorities) -> Assertion:
    """Claims of every kind."""
    terms = draw(handlings(originators))
    name, value = draw(said)
    supersedes, retracts = draw(replacing)
    return Assertion(
        originator=terms.originator,
        subject=draw(subject_ids),
        schema=draw(schemas),
        property=name,
        value=value,
        grading=draw(gradings),
        handling=terms,
        asserted_at=draw(moments),
        salt=draw(random_ids),
        lang=draw(langs),
        valid_from=draw(maybe_dates),
        valid_to=draw(maybe_dates),
        legal_basis=draw(texts(60)),
        supersedes=supersedes,
        retracts=retracts,
    )


@st.composite
def reports(draw: st.DrawFn, originators: st.SearchStrategy[AuthorityId] = authorities) -> Report:
    """Heads of reports of every kind."""
    terms = draw(handlings(originators))
    supersedes, retracts = draw(replacing)
    return Report(
        originator=terms.originator,
        kind=draw(st.sampled_from(ReportKind)),
        title=draw(texts(200, least=1)),
        summary=draw(texts(400, least=1)),
        grading=draw(gradings),
        handling=terms,
        written_at=draw(moments),
        root=draw(hash_ids),
        salt=draw(random_ids),
        legal_basis=draw(texts(60)),
        supersedes=supersedes,
        retracts=retracts,
    )


@st.composite
def claims(draw: st.DrawFn, originators: st.SearchStrategy[AuthorityId] = authorities) -> Claim:
    """Claims of drafts of every kind."""
    name, value = draw(said)
    supersedes, retracts = draw(replacing)
    return Claim(
        subject=draw(subject_ids),
        schema=draw(schemas),
        property=name,
        value=value,
        grading=draw(st.one_of(st.none(), gradings)),
        handling=draw(st.one_of(st.none(), handlings(originators))),
        lang=draw(langs),
        valid_from=draw(maybe_dates),
        valid_to=draw(maybe_dates),
        supersedes=supersedes,
        retracts=retracts,
    )


@st.composite
def drafts(draw: st.DrawFn) -> ReportDraft:
    """Drafts of every kind, all claims under terms of the draft's own originator."""
    originator = draw(authorities)
    supersedes, retracts = draw(replacing)
    return ReportDraft(
        kind=draw(st.sampled_from(ReportKind)),
        grading=draw(gradings),
        handling=draw(handlings(st.just(originator))),
        title=draw(texts(200)),
        summary=draw(texts(400)),
        claims=tuple(draw(st.lists(claims(st.just(originator)), max_size=3))),
        legal_basis=draw(texts(60)),
        supersedes=supersedes,
        retracts=retracts,
    )


evidences = st.builds(
    Evidence,
    code=texts(20, least=1),
    arguments=st.lists(texts(20), max_size=2).map(tuple),
    weight=st.integers(-100, 100),
)
alerts = st.builds(
    Alert,
    id=random_ids,
    kind=st.sampled_from(AlertKind),
    subject=subject_ids,
    against=st.just("list:un:QDi.001"),
    caption=texts(100),
    score=st.integers(0, 1_000),
    seriousness=st.sampled_from(Seriousness),
    evidence=st.lists(evidences, max_size=2).map(tuple),
    handling=handlings(),
    raised_at=moments,
    report=st.one_of(st.just(""), hash_ids),
)
alert_decisions = st.builds(
    AlertDecision,
    alert=random_ids,
    verdict=st.sampled_from(Verdict),
    by=officers,
    at=moments,
    reason=texts(100, least=1),
)
matches = st.builds(
    MatchDecision,
    id=random_ids,
    left=subject_ids,
    right=st.just("list:un:QDi.001"),
    judgement=st.sampled_from(Verdict),
    by=officers,
    at=moments,
    reason=texts(100, least=1),
    handling=handlings(),
    alert=st.one_of(st.just(""), random_ids),
)
audit_entries = st.builds(
    AuditEntry,
    act=st.sampled_from(Act),
    actor=st.sampled_from(["node", "peer:XB-FIU", "a.surya"]),
    outcome=st.sampled_from(Outcome),
    at=moments,
    target=st.one_of(st.just(""), hash_ids),
    grounds=st.lists(texts(30, least=1), max_size=2).map(tuple),
    detail=texts(100),
    commits=st.one_of(st.just(""), hash_ids),
)
chained_entries = st.builds(
    ChainedEntry, index=st.integers(0, 2**53), previous=st.one_of(st.just("0" * 64), hash_ids), entry=audit_entries
)
authority_values = st.builds(Authority, id=authorities, name=texts(120, least=1))
introductions = st.builds(
    Introduction,
    authority=authority_values,
    base_url=st.sampled_from(["https://node.example", "http://127.0.0.1:8080"]),
    identity_key=hash_ids,
    sealing_key=st.text("0123456789abcdef", min_size=2, max_size=80),
    made_at=moments,
)
headers = st.builds(
    EnvelopeHeader,
    version=st.integers(0, 9),
    suite=texts(40, least=1),
    kind=st.sampled_from(MessageKind),
    sender=authorities,
    recipient=authorities,
    number=st.integers(1, 2**53),
    sent_at=moments,
    digest=hash_ids,
)
receipts = st.builds(
    SignedReceipt,
    envelope=hash_ids,
    sender=authorities,
    recipient=authorities,
    number=st.integers(1, 2**53),
    outcome=st.sampled_from(Receipt),
    log_size=st.integers(0, 2**53),
    log_root=hash_ids,
    received_at=moments,
)
listed_dates = st.builds(
    ListedDate, kind=st.sampled_from(DateKind), value=maybe_dates, until=maybe_dates, note=texts(40)
)
listed_places = st.builds(
    ListedPlace,
    street=texts(40),
    city=texts(40),
    province=texts(40),
    postcode=texts(10),
    country=texts(40),
    note=texts(40),
)
listed_documents = st.builds(
    ListedDocument, kind=texts(40), detail=texts(40), number=texts(40), issuing_country=texts(40), note=texts(40)
)
listed_names = st.builds(
    ListedName,
    value=texts(100, least=1),
    quality=st.sampled_from(NameQuality),
    note=texts(40),
    parts=st.lists(texts(20, least=1), max_size=3).map(tuple),
)
designations = st.builds(
    Designation,
    list_id=st.just("un"),
    reference=st.sampled_from(["QDi.001", "QDe.115"]),
    schema=schemas,
    names=st.lists(listed_names, min_size=1, max_size=2).map(tuple),
    programme=texts(40),
    listed_on=maybe_dates,
    updated_on=st.lists(partial_dates, max_size=2).map(tuple),
    birth_dates=st.lists(listed_dates, max_size=2).map(tuple),
    birth_places=st.lists(listed_places, max_size=1).map(tuple),
    nationalities=st.lists(texts(20, least=1), max_size=2).map(tuple),
    documents=st.lists(listed_documents, max_size=1).map(tuple),
    addresses=st.lists(listed_places, max_size=1).map(tuple),
    comments=texts(200),
)
