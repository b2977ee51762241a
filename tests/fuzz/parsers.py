"""Every parser of the node, with small inputs that it takes, and how an input is made for it.

An envelope is refused with `EnvelopeRefusedError`; everything else with an `InputError` that says where, or, where the
bytes are well-formed and do not prove what they claim, with a `TamperedError`.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from io import BufferedReader, BytesIO

from simpul.core.errors import InputError
from simpul.core.law.assessing import assess_completeness, assess_refusal, offences_of, ties_of
from simpul.core.node import Limits
from simpul.formats.dttot.reading import read_dttot
from simpul.formats.eu import read_eu, read_eu_csv, read_eu_xml
from simpul.formats.ftm import read_ftm
from simpul.formats.goaml.reading import read_goaml
from simpul.formats.goaml.schema import load_goaml_schema
from simpul.formats.iso20022.reading import read_iso20022, read_whole
from simpul.formats.law.cases import law_at_hand, offences_said, read_case
from simpul.formats.list_table import read_list_table
from simpul.formats.manifests import read_manifest
from simpul.formats.mapping import ROWS_LOOKED_AT, preview, suggest_mapping
from simpul.formats.mt103.reading import read_mt
from simpul.formats.native import read_alert, read_draft, read_native_report, read_subject
from simpul.formats.npo_table import read_npos
from simpul.formats.ofac.reading import read_ofac
from simpul.formats.paxlst import read_paxlst
from simpul.formats.paymentcsv import read_payment_table
from simpul.formats.people import People
from simpul.formats.stix.reading import read_stix
from simpul.formats.streamed import streamed_table
from simpul.formats.tables import read_table
from simpul.formats.uk import read_uk, read_uk_csv, read_uk_xml
from simpul.formats.un import read_un
from simpul.peers.introduction import read_introduction
from tests.fuzz import payment_seeds, seeds, structure
from tests.fuzz.damage import damaged
from tests.fuzz.envelopes import BREAKINGS
from tests.peering import XA, XB, envelopes, introduction, sealed_by

LIMITS = Limits()
Read = Callable[[bytes], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parser:
    """A parser with inputs that it takes; `made` makes well-formed ones that may say anything.

    `weight` is its share of a run: the slow ones have a smaller one.
    """

    name: str
    seeds: Callable[[], Sequence[bytes]]
    read: Read
    made: structure.Made = damaged
    weight: int = 10

    def input(self, chance: random.Random) -> bytes:
        """Make an input: two of three are damaged ones, the third is made."""
        seed = chance.choice(self.seeds())
        return self.made(seed, chance) if chance.randrange(3) == 0 else damaged(seed, chance)


def _table(raw: bytes) -> object:
    """Read a table and all its cells by the mapping that its headings suggest."""
    table = read_table(raw, filename="subjects", limits=LIMITS)
    return preview(table, suggest_mapping(table))


def _queries(raw: bytes) -> object:
    """Read a table of people who are asked about, row by row as bulk screening does."""
    with streamed_table(BufferedReader(BytesIO(raw)), limits=LIMITS) as table:
        rows = [row.row for row in table]
        return People.understood(table.columns, rows[:ROWS_LOOKED_AT], said={}).read(rows)


@cache
def _ofac_files() -> Mapping[str, bytes]:
    return {"sdn.csv": seeds.ofac_tables()[0], "alt.csv": seeds.ofac_aliases()[0], "add.csv": b"\x1a"}


def _ofac(name: str, raw: bytes) -> object:
    return read_ofac({**_ofac_files(), name: raw}, LIMITS)


def _envelope(raw: bytes) -> object:
    opened = envelopes(XB).open(raw, link=introduction(XA))
    if raw not in _frames():
        raise AssertionError("an envelope was taken that nobody sealed")
    return opened


@cache
def _frames() -> tuple[bytes, ...]:
    return tuple(sealed_by(XA, XB, payload).frame for payload in (b"", b"x", b"x" * 300, b"x" * 1_500))


def _broken(frame: bytes, chance: random.Random) -> bytes:
    return chance.choice(BREAKINGS)(frame, chance)


def _whole(read: Callable[..., object]) -> Read:
    return lambda raw: read(raw, limits=LIMITS)


def _in_workbook(part: str, raw: bytes) -> object:
    return _table(seeds.workbook_with(part, raw))


def _manifest(raw: bytes) -> object:
    return read_manifest(raw, filename="passengers", flight=None, limits=LIMITS)


def _payments(raw: bytes) -> object:
    return read_payment_table(raw, filename="payments", limits=LIMITS, currency="EUR")


def _npos(raw: bytes) -> object:
    return read_npos(raw, filename="register", limits=LIMITS)


def _iso20022(raw: bytes) -> object:
    """Read a message both ways: whatever shapes came before, it says the same or is refused alike."""
    try:
        slowly: object = read_whole(raw)
    except InputError as refused:
        slowly = str(refused)
    try:
        found: object = read_iso20022(raw)
    except InputError as refused:
        found = str(refused)
        if found == slowly:
            raise
    if found != slowly:
        raise AssertionError("a message was read otherwise since its shape was known")
    return found


def _report(raw: bytes) -> object:
    """Read a report, and where it can be read, validate it as well."""
    found = read_goaml(raw)
    return found, read_goaml(raw, schema=payment_seeds.report_schema())


def _law_case(raw: bytes) -> object:
    """Read a case of law, and answer all that can be asked of it."""
    case, law = read_case(raw), law_at_hand()
    offences = offences_of(case, law, offences_said(case))
    return assess_refusal(case, law, ties_of(case), offences), assess_completeness(case, law)


def _stix(raw: bytes) -> object:
    return read_stix(raw, limits=LIMITS, importer=XB)


LISTS = (
    Parser(name="un", seeds=seeds.un, read=lambda raw: read_un(BytesIO(raw), limits=LIMITS), made=structure.markup),
    Parser(
        name="ofac-xml",
        seeds=seeds.ofac_document,
        read=lambda raw: read_ofac({"sdn.xml": raw}, LIMITS),
        made=structure.markup,
    ),
    Parser(name="ofac-csv", seeds=seeds.ofac_tables, read=partial(_ofac, "sdn.csv"), made=structure.table),
    Parser(name="ofac-alt", seeds=seeds.ofac_aliases, read=partial(_ofac, "alt.csv"), made=structure.table),
    Parser(name="eu-xml", seeds=seeds.eu_document, read=_whole(read_eu_xml), made=structure.markup),
    Parser(name="eu-csv", seeds=seeds.eu_table, read=_whole(read_eu_csv), made=structure.table),
    Parser(name="eu", seeds=seeds.eu_document, read=lambda raw: read_eu(BytesIO(raw), limits=LIMITS)),
    Parser(name="uk-xml", seeds=seeds.uk_document, read=_whole(read_uk_xml), made=structure.markup),
    Parser(name="uk-csv", seeds=seeds.uk_table, read=_whole(read_uk_csv), made=structure.table),
    Parser(name="uk", seeds=seeds.uk_table, read=lambda raw: read_uk(BytesIO(raw), limits=LIMITS)),
    Parser(name="dttot-csv", seeds=seeds.dttot_table, read=_whole(read_dttot), made=structure.table),
    Parser(name="dttot-xlsx", seeds=seeds.dttot, read=_whole(read_dttot), weight=1),
    Parser(name="ftm", seeds=seeds.ftm, read=_whole(read_ftm), made=structure.lines),
)
OTHERS = (
    Parser(
        name="list-table",
        seeds=seeds.tables,
        read=lambda raw: read_list_table(raw, limits=LIMITS, list_id="own"),
        made=structure.table,
    ),
    Parser(name="table", seeds=seeds.tables, read=_table, made=structure.table),
    Parser(name="queries", seeds=seeds.tables, read=_queries, made=structure.table),
    Parser(name="workbook", seeds=seeds.workbooks, read=_table, weight=1),
    *(
        Parser(
            name=part.rpartition("/")[2],
            seeds=partial(seeds.part_of_workbook, part),
            read=partial(_in_workbook, part),
            made=structure.markup,
            weight=1,
        )
        for part in seeds.PARTS
    ),
    Parser(name="stix", seeds=seeds.stix, read=_stix, made=structure.document),
    Parser(name="native-report", seeds=seeds.native_reports, read=_whole(read_native_report), made=structure.document),
    Parser(name="native-subject", seeds=seeds.native_subjects, read=_whole(read_subject), made=structure.document),
    Parser(name="native-draft", seeds=seeds.native_drafts, read=_whole(read_draft), made=structure.document),
    Parser(name="native-alert", seeds=seeds.native_alerts, read=_whole(read_alert), made=structure.document),
    Parser(name="introduction", seeds=seeds.introductions, read=read_introduction, made=structure.document),
    Parser(name="paxlst", seeds=seeds.passengers, read=read_paxlst, made=structure.segments),
    Parser(name="manifest", seeds=seeds.passenger_tables, read=_manifest, made=structure.table),
    Parser(name="iso20022", seeds=payment_seeds.messages, read=_iso20022, made=structure.markup),
    Parser(name="iso20022-texts", seeds=payment_seeds.messages, read=_iso20022, made=structure.texts),
    Parser(name="mt", seeds=payment_seeds.mt, read=read_mt),
    Parser(name="npos", seeds=payment_seeds.registers, read=_npos, made=structure.table),
    Parser(name="payment-table", seeds=payment_seeds.tables, read=_payments, made=structure.table),
    Parser(name="goaml", seeds=payment_seeds.reports, read=_report, made=structure.markup),
    Parser(name="goaml-schema", seeds=payment_seeds.report_schemas, read=load_goaml_schema, weight=3),
    Parser(name="law-case", seeds=seeds.law_cases, read=_law_case, made=structure.document),
    Parser(name="envelope", seeds=_frames, read=_envelope, made=_broken, weight=3),
)
PARSERS = (*LISTS, *OTHERS)


def turns_of(*names: str) -> tuple[Parser, ...]:
    """Give whose turn it is, the parsers of the greater weight more often: of these parsers, or of all."""
    chosen = [parser for parser in PARSERS if not names or parser.name in names]
    return tuple(
        parser for turn in range(max(each.weight for each in chosen)) for parser in chosen if turn < parser.weight
    )


TURNS = turns_of()
