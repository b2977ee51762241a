"""The steps of drafting a request: what was typed at one becomes a change of the case, and nothing else of it changes.

What a person says is kept with who says it, when, and by which source; what was said before and was not touched keeps
its own.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from starlette.datastructures import FormData

from simpul.core.errors import InputError
from simpul.core.law.interview import Step
from simpul.core.law.request import MOST_LETTERS, Assistance
from simpul.core.law.truth import Truth
from simpul.web.forms import text_of, texts_of
from simpul.web.language import msg

Document = dict[str, Any]

FACT = "fact:"
SOURCE = "source:"
TAKEN_BACK = "-"
MOST_SOURCE = 600
TEXTS: Mapping[Step, tuple[str, ...]] = {
    Step.PARTIES: (
        *("case", "treaty", "charge.title", "charge.offence", "request.authority", "request.contact"),
        *("request.language", "request.conducting_authority", "request.conducting_functions"),
        *("threshold.instrument", "threshold.article", "threshold.source"),
    ),
    Step.CONDUCT: (
        *("request.facts", "request.offence_time", "request.offence_place"),
        *("request.legal_description", "request.legal_provisions", "request.enactments"),
    ),
    Step.FLAG: ("politicisation_answer.by", "politicisation_answer.text"),
    Step.PERSONS: ("request.no_person_because",),
    Step.REQUEST: (
        *("request.subject", "request.nature", "request.assistance_details", "request.purpose", "request.procedure"),
        *("request.service_address", "request.preservation", "request.urgency", "request.urgency_reason"),
        *("request.deadline_reason", "request.confidentiality", "request.use_limitation", "request.reciprocity"),
        *("request.assurance", "request.warrant"),
    ),
    Step.REFUSAL: (),
}
DAYS: Mapping[Step, tuple[str, ...]] = {
    Step.PARTIES: ("request_date", "threshold.as_of"),
    Step.FLAG: ("politicisation_answer.on",),
    Step.REQUEST: ("request.deadline",),
}
NUMBERS: Mapping[Step, tuple[str, ...]] = {Step.PARTIES: ("charge.penalty_max_months", "threshold.months")}
SECTIONS: Mapping[Step, tuple[str, ...]] = {
    Step.CONDUCT: ("elements", "otherwise", "matters"),
    Step.REFUSAL: ("otherwise", "matters", "requested_law", "reservations", "other_offences"),
}
PERSON = (
    *("identity", "location", "nationality"),
    *("identity_unknown_because", "location_unknown_because", "nationality_unknown_because"),
)
LAW_TEXTS = ("code", "law", "article", "title", "conduct", "parts", "source")
LAW_DAYS = ("valid_from", "valid_to", "as_of")
WHOLE = ("threshold", "politicisation_answer")
"""Parts that are there as a whole or not at all."""
_PERSON = re.compile(r"request\.persons\[(\d{1,2})\]\.identity")
_LINK = re.compile(r"link:([a-z][a-z0-9-]{2,39})\.both")


def changed(document: Document, step: Step, form: FormData) -> Document:
    """Give the case with what was typed at a step.

    Raises:
        InputError: a field says what it cannot hold.
    """
    made: Document = json.loads(json.dumps(document))
    for place in TEXTS[step]:
        if place in form:
            _put(made, place, text_of(form, place, most=MOST_LETTERS))
    for place in DAYS.get(step, ()):
        if place in form:
            _put(made, place, _day(text_of(form, place, most=20), place))
    for place in NUMBERS.get(step, ()):
        if place in form:
            _put(made, place, _number(text_of(form, place, most=20), place))
    for section in SECTIONS.get(step, ()):
        _say(made.setdefault(section, {}), section, form)
    _OWN.get(step, _nothing)(made, form)
    for whole in WHOLE:
        if not any(said not in ("", None) for said in (made.get(whole) or {}).values()):
            made[whole] = None
    return made


def _nothing(_made: Document, _form: FormData) -> None:
    return


def _put(document: Document, place: str, value: object) -> None:
    """Put a value in its place; a part that is not there yet is made."""
    *way, name = place.split(".")
    for part in way:
        if document.get(part) is None:
            document[part] = {}
        document = document[part]
    document[name] = value


def _day(said: str, place: str) -> str | None:
    if not said:
        return None
    try:
        return date.fromisoformat(said).isoformat()
    except ValueError as exc:
        raise InputError(f"not a day such as 2006-06-29: {said[:40]!r}", place=place) from exc


def _number(said: str, place: str) -> int | None:
    if not said:
        return None
    if not re.fullmatch(r"[0-9]{1,4}", said):
        raise InputError(msg("not a whole number of months"), place=place)
    return int(said)


def _say(held: Document, section: str, form: FormData) -> None:
    """Take in every fact of a section that was said anew; one that was not touched stays as it is."""
    more = text_of(form, "more", most=100) if section == "elements" else ""
    names = [key.removeprefix(f"{FACT}{section}.") for key in form if key.startswith(f"{FACT}{section}.")]
    for name in [*names, *([more] if more else [])]:
        field = f"{section}.{name}"
        value = text_of(form, "more_value" if name == more else FACT + field, most=1)
        if value == TAKEN_BACK:
            held.pop(name, None)
        elif value:
            source = text_of(form, "more_source" if name == more else SOURCE + field, most=MOST_SOURCE)
            _say_one(held, name, value, source, form)


def _say_one(held: Document, name: str, value: str, source: str, form: FormData) -> None:
    before = held.get(name) or {}
    if value == before.get("value", "") and source in {"", before.get("source", "")}:
        return
    if value not in set(Truth):
        raise InputError(msg("choose one of those offered"), place=name)
    if value == Truth.UNKNOWN:
        held[name] = {"value": value}
        return
    by, on = text_of(form, "fact_by", most=MOST_SOURCE), text_of(form, "fact_on", most=20)
    given = source or text_of(form, "fact_source", most=MOST_SOURCE)
    held[name] = {"value": value, "by": by, "on": _day(on, "fact_on") or "", "source": given}


def _parties(made: Document, form: FormData) -> None:
    if "conduct_dates" in form:
        days = re.split(r"[\s,;]+", text_of(form, "conduct_dates"))
        made["conduct_dates"] = [_day(each, "conduct_dates") for each in days if each]


def _conduct(made: Document, form: FormData) -> None:
    """Add an offence of the requested state's law, or take one away."""
    gone = set(texts_of(form, "law_gone"))
    kept = [each for each in made.get("laws", []) if each.get("code") not in gone]
    said: Document = {name: text_of(form, f"laws.{name}", most=4_000) for name in LAW_TEXTS}
    if any(said.values()):
        for name in LAW_DAYS:
            said[name] = _day(text_of(form, f"laws.{name}", most=20), f"laws.{name}")
        months = text_of(form, "laws.penalty_max_months", most=20)
        said["penalty_max_months"] = _number(months, "laws.penalty_max_months")
        kept.append({name: value for name, value in said.items() if value is not None})
    made["laws"] = kept


def _persons(made: Document, form: FormData) -> None:
    numbers = sorted({int(found[1]) for key in form if (found := _PERSON.fullmatch(key))})
    persons = [
        {name: text_of(form, f"request.persons[{number}].{name}", most=MOST_LETTERS) for name in PERSON}
        for number in numbers
    ]
    made.setdefault("request", {})["persons"] = [each for each in persons if any(each.values())]


def _request(made: Document, form: FormData) -> None:
    chosen = texts_of(form, "request.assistance")
    if any(each not in set(Assistance) for each in chosen):
        raise InputError(msg("choose one of those offered"), place="request.assistance")
    made.setdefault("request", {})["assistance"] = list(chosen)


def _refusal(made: Document, form: FormData) -> None:
    """Take in what was found on whether an instrument binds the two."""
    links = {each["instrument"]: each for each in made.get("links", [])}
    for code in [found[1] for key in form if (found := _LINK.fullmatch(key))]:
        said = {
            name: text_of(form, f"link:{code}.{name}", most=MOST_SOURCE) for name in ("both", "requested", "source")
        }
        if said["both"] == TAKEN_BACK:
            links.pop(code, None)
        elif said["both"]:
            days = {
                name: _day(text_of(form, f"link:{code}.{name}", most=20), f"links.{code}")
                for name in ("since", "as_of")
            }
            requested = said["requested"] or (Truth.TRUE.value if said["both"] == Truth.TRUE else Truth.UNKNOWN.value)
            links[code] = {
                **{name: day for name, day in days.items() if day},
                "instrument": code,
                "both": said["both"],
                "requested": requested,
                "source": said["source"],
            }
    made["links"] = list(links.values())


_OWN = {
    Step.PARTIES: _parties,
    Step.CONDUCT: _conduct,
    Step.PERSONS: _persons,
    Step.REQUEST: _request,
    Step.REFUSAL: _refusal,
}
