"""Every value of a closed vocabulary, every ground and every reason has its words."""

import ast
import re
from enum import Enum
from pathlib import Path

import pytest

from simpul.core import (
    alert,
    audit,
    authority,
    credentials,
    designation,
    exchange,
    grading,
    handling,
    holding,
    report,
    vocabulary,
)
from simpul.core.alert import Evidence
from simpul.core.cooperation import clocks, course, kinds, request, standing, use
from simpul.core.cooperation import word as law_word
from simpul.core.law.complete import BLOCKING
from simpul.core.law.dual import Flag
from simpul.core.payment import completeness, decision, findings, freezing, party, payment, transition
from simpul.core.units.requested import EvidenceKind
from simpul.engines.screening.subject import Kind, Quality, ReasonCode
from simpul.formats import losses, mapping
from simpul.formats.calibration import shipped_calibration
from simpul.formats.law.requirements import requirements
from simpul.formats.stix.refusal import STIX_GROUNDS
from simpul.formats.transparency import transparency_rule
from simpul.services.law_files import NOT_CONSENTED
from simpul.services.law_requests import FLAG_UNANSWERED, LACKS
from simpul.web.language import language
from simpul.web.words import evidence
from simpul.web.words.grading import INFORMATION, SOURCES
from simpul.web.words.grounds import GROUNDS
from simpul.web.words.groups import MEASURED_WITH
from simpul.web.words.index import WORDS
from simpul.web.words.losses import LOSSES
from simpul.web.words.payment_parts import FATF_16, WHY_REQUIRED
from simpul.web.words.payments import DETAILED, PAYMENT_REASONS, payment_reason
from simpul.web.words.reasons import HOLE, PLACES, REASONS, in_words, place_in, reason_in, rejection_in
from simpul.web.words.subjects import GENDERS, PROPERTIES

SRC = Path(__file__).parent.parent.parent.parent / "src" / "simpul"
VOCABULARIES: tuple[type[Enum], ...] = (
    *(authority.Level, authority.Purpose, authority.Role),
    *(handling.Tlp, handling.HandlingCode, handling.Onward, handling.CourtUse, handling.Action, handling.Obligation),
    *(grading.Scale, report.ReportKind, vocabulary.Schema, holding.Direction, holding.Change),
    *(alert.AlertKind, alert.Seriousness, alert.Verdict, alert.AlertState),
    *(designation.NameQuality, designation.DateKind, audit.Act, audit.Outcome),
    *(decision.PaymentState, decision.PaymentAct, findings.HitVerdict, findings.CheckStatus, payment.MessageForm),
    *(party.PartyRole, party.AgentRole, party.PartyKind, party.IdentifierKind),
    *(completeness.Side, completeness.Item, completeness.ItemStatus, completeness.Note),
    *(completeness.Band, completeness.Reach, freezing.ReleasePurpose, freezing.FreezeScope, credentials.Scope),
    *(exchange.Receipt, exchange.Refusal, mapping.ColumnUse, mapping.DateOrder),
    *(kinds.HelpKind, kinds.RefusalGround, kinds.AssuranceMatter, kinds.Manner, kinds.ProsecutionOutcome),
    *(request.Stage, request.Arrest, request.Counted, law_word.Word, law_word.Side, use.UseVerdict),
    *(clocks.ClockKind, clocks.ClockBasis, clocks.ClockState, standing.Standing, standing.Turn),
    *(standing.AssuranceState, standing.ConsentState, standing.ProsecutionState, EvidenceKind),
)
ROOMS_OF_REASONS = ("core", "services", "formats", "web")
OTHER_REASONS = ("peers/introduction.py", "peers/statements.py", "peers/signatures.py", "peers/addresses.py")
NOT_FOR_PAGES = (
    *(
        "web/doors.py",
        "web/api/operator.py",
        "web/api/operator_cooperation.py",
        "formats/passkeys.py",
        "formats/native.py",
    ),
    *("core/payment/partition.py", "core/payment/stream.py"),
)
"""Modules whose reasons no officer's page shows: what partners' nodes, the console and browsers' code are told, and
what is said of settings."""
REFUSALS = ("InputError", "ConflictError", "DeniedError")
IN_OTHER_WORDS = frozenset({"{} is not for your role"})
"""Reasons in whose place the page has a sentence of its own."""


@pytest.mark.parametrize("kind", VOCABULARIES, ids=lambda kind: kind.__name__)
def test_every_value_of_a_vocabulary_has_its_words(kind: type[Enum]) -> None:
    assert [value for value in kind if (kind, value) not in WORDS] == []


def test_what_the_norm_requires_of_a_payment_has_its_words() -> None:
    assert set(WHY_REQUIRED) == set(completeness.Item)
    assert {each.source for each in transparency_rule().requirements} == {FATF_16}
    assert set(PAYMENT_REASONS) == set(decision.ReasonCode)


@pytest.mark.parametrize("code", decision.ReasonCode)
def test_every_reason_of_a_payment_is_said_with_what_it_names(code: decision.ReasonCode) -> None:
    named = decision.Reason(code=code, arguments=("W.1", "Sari Embun", "originator", "a.surya"))
    plain = decision.Reason(code=code)
    for spoken in (language("en"), language("id")):
        assert payment_reason(spoken, named)
        assert payment_reason(spoken, plain)
    assert ("Sari Embun (pengirim)" in payment_reason(language("id"), named)) is (code in DETAILED)


def test_every_property_and_gender_has_its_words() -> None:
    assert set(PROPERTIES) == set(vocabulary.PROPERTIES)
    assert set(GENDERS) == set(vocabulary.GENDERS)


def test_every_grade_of_both_scales_has_its_words() -> None:
    assert set(SOURCES) == {(scale, letter) for scale in grading.Scale for letter in grading.SOURCES[scale]}
    assert set(INFORMATION) == {(scale, figure) for scale in grading.Scale for figure in grading.INFORMATION[scale]}


def test_every_ground_of_a_decision_and_of_an_export_has_its_sentence() -> None:
    assert [ground for ground in (*handling.GROUNDS, *STIX_GROUNDS) if ground not in GROUNDS] == []
    assert [reason for reason in losses.LossReason if reason not in LOSSES] == []


def test_every_ground_that_a_service_gives_has_its_sentence() -> None:
    pattern = re.compile(r'"((?:access|envelope|release|role|handling|peer|payment)\.[a-z-]+)"')
    given = {ground for path in (SRC / "services").rglob("*.py") for ground in pattern.findall(path.read_text("utf-8"))}
    assert sorted(given - set(GROUNDS)) == []
    assert len(given) > 5


def test_every_ground_against_a_decision_on_a_payment_has_its_sentence() -> None:
    given = [value for name, value in vars(transition).items() if name.isupper() and isinstance(value, str)]
    grounds = [value for value in given if value.startswith("payment.")]
    assert [ground for ground in grounds if ground not in GROUNDS] == []
    assert len(grounds) > 10


def test_every_reason_why_a_request_is_not_sent_or_a_word_does_not_count_has_its_words() -> None:
    blocking = {each.item for each in requirements() if each.severity in BLOCKING}
    assert [each for each in blocking if f"{LACKS}:{each}" not in GROUNDS] == []
    assert [each for each in Flag if f"{FLAG_UNANSWERED}:{each}" not in GROUNDS] == []
    assert NOT_CONSENTED in GROUNDS
    faults = [value for name, value in vars(course).items() if name.isupper() and isinstance(value, str)]
    assert [each for each in faults if each not in REASONS] == []
    assert len(faults) > 10


def test_every_reason_of_the_screening_engine_has_its_sentence() -> None:
    assert set(evidence.EVIDENCE) == set(ReasonCode)
    assert set(evidence.KINDS) == set(Kind)
    assert set(evidence.NAME_WEIGHTS) == set(Quality)


@pytest.mark.parametrize("code", ["en", "id"])
def test_a_reason_of_the_screening_engine_is_said_with_its_arguments(code: str) -> None:
    said = evidence.evidence_sentence(language(code), Evidence(code="kind-differs", arguments=("person", "vessel")))
    assert "person" not in said.split() or code == "en"
    assert {"en": "a vessel", "id": "kapal"}[code] in said


@pytest.mark.parametrize(
    ("code", "arguments", "said"),
    [
        ("country-differs", ("xb, id", "xa"), "Negara berbeda: XB, Indonesia dan XA."),
        ("gender-differs", ("male", "female, other"), "Jenis kelamin berbeda: laki-laki dan perempuan, lainnya."),
        ("birth-date-differs", ("1971-08-14", "1960/1965"), "Tanggal lahir berbeda: 14 Agu 1971 dan 1960 – 1965."),
        ("traveller-flight", ("XB 812", "TML - KRS", "2026-08-22T13:10"), None),
        ("word-exact", ("male",), "male ada dalam kedua nama."),
    ],
)
def test_codes_and_days_among_the_arguments_are_said_in_the_language(
    code: str, arguments: tuple[str, ...], said: str | None
) -> None:
    found = evidence.evidence_sentence(language("id"), Evidence(code=code, arguments=arguments, weight=1))
    plain = "".join(sign for sign in found if sign not in evidence.ISOLATES)
    assert plain == said if said else "22 Agu 2026, 13:10" in plain


def test_a_reason_of_a_later_engine_is_not_hidden() -> None:
    assert "moon-phase" in evidence.evidence_sentence(language("en"), Evidence(code="moon-phase"))


def reasons_given() -> set[str]:
    """Every reason that the rooms below give in words, with `{}` for each value filled in."""
    found = set()
    for path in SRC.rglob("*.py"):
        place = path.relative_to(SRC).as_posix()
        if place in NOT_FOR_PAGES or not (place.startswith(ROOMS_OF_REASONS) or place in OTHER_REASONS):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and ast.unparse(node.func) in REFUSALS:
                found.add(_template(node.args[0]))
    return found - {""}


def _template(said: ast.expr) -> str:
    if isinstance(said, ast.Constant) and isinstance(said.value, str):
        return said.value
    if isinstance(said, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in said.values)
    return ""


def test_every_reason_of_a_refusal_has_its_words() -> None:
    known = {HOLE.sub("{}", text) for text in REASONS}
    assert sorted(reasons_given() - known - IN_OTHER_WORDS) == []


def test_a_reason_is_said_in_the_language_with_its_values() -> None:
    assert reason_in(language("id"), "longer than 200 characters") == "lebih panjang dari 200 karakter"
    assert reason_in(language("en"), "longer than 200 characters") == "longer than 200 characters"
    assert place_in(language("id"), "line 12, column 3") == "baris 12, kolom 3"


@pytest.mark.parametrize("texts", [REASONS, PLACES], ids=["reasons", "places"])
def test_every_reason_and_place_is_said_in_its_own_words_and_not_in_those_of_a_shorter_one(
    texts: tuple[str, ...],
) -> None:
    indonesian = language("id")
    holes = {text: dict.fromkeys(HOLE.findall(text), "9") for text in texts}
    own = {text: indonesian.say(text, **values) if values else indonesian.say(text) for text, values in holes.items()}
    assert {text: in_words(indonesian, HOLE.sub("9", text), texts) for text in texts} == own


def test_a_place_of_a_payment_message_is_said_in_the_language() -> None:
    assert place_in(language("id"), "message 3: line 7, field 50K") == "pesan 3: baris 7, bidang 50K"


def test_a_reason_that_nobody_foresaw_is_shown_as_it_was_said() -> None:
    assert reason_in(language("id"), "the moon is full") == "the moon is full"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            'line 3: line 3, column "Born": there is no such date: 1990-02-31',
            'baris 3, kolom "Born": tidak ada tanggal demikian: 1990-02-31',
        ),
        ("line 7: QDi.9: an entry needs a name", "baris 7: QDi.9: entri memerlukan nama"),
        ("line 7: the moon is full", "line 7: the moon is full"),
    ],
)
def test_a_rejection_is_said_in_the_language_with_each_place_once(said: str, shown: str) -> None:
    assert rejection_in(language("id"), said) == shown


def test_what_the_shipped_calibration_was_measured_with_is_said_in_the_language() -> None:
    assert shipped_calibration().source == MEASURED_WITH
    assert language("id").say(MEASURED_WITH) != MEASURED_WITH
