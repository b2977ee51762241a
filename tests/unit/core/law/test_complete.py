"""What a request must say: every item named by its article, and nothing sent while one is missing."""

from dataclasses import replace
from datetime import date

import pytest

from simpul.core.law.complete import BLOCKING, Item, Severity, completeness
from simpul.core.law.instrument import RequestKind
from simpul.core.law.request import Assistance, Concerned, Draft
from simpul.formats.law.requirements import requirements

MLA, EXTRADITION = RequestKind.ASSISTANCE, RequestKind.EXTRADITION
WHOLE = Draft(
    authority="Central Authority of XA, Kota Tembaga",
    contact="duty desk, day and night",
    language="English",
    subject="Money collected for an attack",
    nature="criminal investigation",
    conducting_authority="Prosecutor Ratna Adipura",
    conducting_functions="leads the investigation and will prosecute",
    facts="Between March and April 2025 an association collected money.",
    assistance=(Assistance.DOCUMENTS, Assistance.SERVICE),
    assistance_details="records of one account",
    procedure="certified copies",
    purpose="evidence at trial",
    persons=(Concerned(identity="Damar Kelana", location="Port Aru, XB", nationality="XA"),),
    urgency="high",
    urgency_reason="the records are deleted after a year",
    deadline=date(2026, 12, 1),
    deadline_reason="hearing of that day",
    confidentiality="the fact of the request",
    use_limitation="used for this case alone",
    reciprocity="would be done in return",
    assurance="no death penalty",
    preservation="asked for on 2 October",
    service_address="Damar Kelana, Port Aru",
    warrant="warrant 14/2025",
    offence_time="2 March to 19 April 2025",
    offence_place="Kota Tembaga",
    legal_description="financing of terrorism",
    legal_provisions="Penal Code of XA, section 14",
    enactments="copy of section 14",
)
MANDATORY_OF_UNTOC = (
    ("authority", "", "18(15)(a)", "request.authority"),
    ("subject", "", "18(15)(b)", "request.subject"),
    ("nature", "", "18(15)(b)", "request.nature"),
    ("conducting_authority", "", "18(15)(b)", "request.conducting_authority"),
    ("conducting_functions", "", "18(15)(b)", "request.conducting_functions"),
    ("facts", "", "18(15)(c)", "request.facts"),
    ("assistance", (), "18(15)(d)", "request.assistance"),
    ("assistance_details", "", "18(15)(d)", "request.assistance"),
    ("persons", (), "18(15)(e)", "request.persons"),
    ("purpose", "  ", "18(15)(f)", "request.purpose"),
    ("language", "", "18(14)", "request.language"),
)
OF_THE_EUROPEAN_CONVENTION = (
    ("authority", "12(1)"),
    ("warrant", "12(2)(a)"),
    ("facts", "12(2)(b)"),
    ("offence_time", "12(2)(b)"),
    ("offence_place", "12(2)(b)"),
    ("legal_description", "12(2)(b)"),
    ("legal_provisions", "12(2)(b)"),
    ("enactments", "12(2)(c)"),
)


@pytest.mark.parametrize("kind", RequestKind)
@pytest.mark.parametrize("treaty", ["untoc2000", "icsft1999", "ecma1959", "ece1957", ""])
def test_a_whole_request_lacks_nothing_by_any_treaty(kind: RequestKind, treaty: str) -> None:
    assert completeness(WHOLE, kind, treaty, requirements()).missing == ()


@pytest.mark.parametrize(("field", "empty", "article", "place"), MANDATORY_OF_UNTOC)
@pytest.mark.parametrize("treaty", ["untoc2000", "icsft1999", "bombings1997"])
def test_each_item_of_untoc_18_15_that_is_taken_out_is_named_exactly_and_keeps_the_request(
    field: str, empty: object, article: str, place: str, treaty: str
) -> None:
    draft = replace(WHOLE, **{field: empty})  # type: ignore[arg-type]  # the field's own empty value
    found = completeness(draft, MLA, treaty, requirements())
    blocking = [(each.citation.instrument, each.citation.article, each.place) for each in found.blocking]
    assert set(blocking) == {("untoc2000", article, place)}
    assert {each.severity for each in found.missing if each.citation.instrument != "untoc2000"} <= {Severity.ADVICE}


@pytest.mark.parametrize(("field", "article"), OF_THE_EUROPEAN_CONVENTION)
def test_each_item_of_the_european_convention_that_is_taken_out_is_named_exactly(field: str, article: str) -> None:
    draft = replace(WHOLE, **{field: ""})  # type: ignore[arg-type]  # every one of these is a text
    found = completeness(draft, EXTRADITION, "ece1957", requirements())
    assert [(each.item, each.citation.article) for each in found.blocking] == [(Item(field), article)]


@pytest.mark.parametrize("item", ["identity", "location", "nationality"])
def test_what_is_asked_where_possible_is_said_or_explained(item: str) -> None:
    silent = replace(WHOLE, persons=(replace(WHOLE.persons[0], **{item: ""}),))
    reason = {f"{item}_unknown_because": "the register is closed"}
    explained = replace(WHOLE, persons=(replace(silent.persons[0], **reason),))
    missing = completeness(silent, MLA, "untoc2000", requirements()).blocking
    assert [(each.item, each.severity, each.place) for each in missing] == [
        (Item(item), Severity.WHERE_POSSIBLE, f"request.persons[0].{item}")
    ]
    assert completeness(explained, MLA, "untoc2000", requirements()).missing == ()


def test_where_nobody_is_concerned_one_explanation_stands_for_all() -> None:
    draft = replace(WHOLE, persons=(), no_person_because="the account holder is what is asked for")
    assert completeness(draft, MLA, "untoc2000", requirements()).missing == ()


def test_a_summary_of_the_facts_is_not_asked_for_the_service_of_documents_alone() -> None:
    draft = replace(WHOLE, facts="", assistance=(Assistance.SERVICE,))
    assert completeness(draft, MLA, "untoc2000", requirements()).missing == ()


def test_an_address_is_asked_for_only_where_something_is_to_be_served() -> None:
    served = replace(WHOLE, service_address="")
    other = replace(served, assistance=(Assistance.DOCUMENTS,))
    found = completeness(served, MLA, "ecma1959", requirements()).blocking
    assert [(each.item, each.citation.article) for each in found] == [(Item.SERVICE_ADDRESS, "14(1)(d)")]
    assert completeness(other, MLA, "ecma1959", requirements()).blocking == ()


def test_what_icsft_asks_for_keeps_only_a_request_that_uses_it() -> None:
    draft = replace(WHOLE, use_limitation="")
    kept = completeness(draft, MLA, "icsft1999", requirements())
    free = completeness(draft, MLA, "untoc2000", requirements())
    assert [each.citation.article for each in kept.blocking] == ["12(3)"]
    assert free.blocking == ()
    assert {each.severity for each in free.missing} == {Severity.ADVICE}


def test_a_deadline_wants_its_reason_and_advice_keeps_nothing() -> None:
    found = completeness(replace(WHOLE, deadline_reason=""), MLA, "untoc2000", requirements())
    assert [(each.item, each.severity) for each in found.missing] == [(Item.DEADLINE_REASON, Severity.ADVICE)]
    assert found.blocking == ()
    assert completeness(replace(WHOLE, deadline_reason="", deadline=None), MLA, "", requirements()).missing == ()


def test_an_empty_request_lacks_everything_and_each_item_names_its_article_and_day() -> None:
    for kind in RequestKind:
        found = completeness(Draft(), kind, "untoc2000", requirements())
        assert found.blocking
        assert {each.severity for each in found.blocking} <= BLOCKING
        for each in found.missing:
            assert each.citation.instrument
            assert each.citation.provenance.as_of >= found.as_of
