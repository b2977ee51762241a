"""The offline drafter: one HTML file with which a central authority without a node writes a request as a case.

The file fetches nothing and keeps nothing: its Content Security Policy allows its own script and style, by their
hashes, and nothing else. What requests must say, the fields of a case and the words in both languages are put into it
from the tables and the records that a node reads, so that both say the same of the same case. The same tables give the
same bytes.
"""

import base64
import hashlib
import json
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from html import escape
from pathlib import Path

from simpul.core.law.case import FORMAT, LEAST_ANSWER, MOST_DAYS, Charged, LawCase, WrittenAnswer
from simpul.core.law.complete import ALWAYS_ASKED, Item
from simpul.core.law.definition import LIFE
from simpul.core.law.elements import ACTS, GROUP_OF, MEMBERSHIP_OR_SPEECH, Element, Group
from simpul.core.law.grounds import Ground, Matter
from simpul.core.law.request import MOST_LETTERS, MOST_PERSONS, Assistance, Concerned, Draft
from simpul.core.law.truth import Fact
from simpul.formats.countries import countries
from simpul.formats.law.cases import MOST_BYTES, MOST_DEPTH
from simpul.formats.law.definitions import state_offences
from simpul.formats.law.requirements import requirements
from simpul.formats.law.tables import register
from simpul.web.language import FALLBACK, LANGUAGES, Language, language
from simpul.web.version import VERSION
from simpul.web.words.law import HELP
from simpul.web.words.law_cases import ITEMS, SEVERITIES
from simpul.web.words.law_drafter import BESIDE, DRAFTER, TREATIES
from simpul.web.words.law_elements import ELEMENTS, GROUPS
from simpul.web.words.law_papers import SOUGHT

HERE = Path(__file__).parent
FILE = "simpul-drafter.html"
OF_PERSONS = (Item.IDENTITY, Item.LOCATION, Item.NATIONALITY)
IN_ONE_LINE = (
    *("authority", "contact", "language", "subject", "conducting_authority", "purpose"),
    *("offence_time", "offence_place", "service_address"),
)
PAGE = """<!doctype html>
<html lang="{start}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<noscript><p>{title}</p></noscript>
<script type="application/json" id="law">{law}</script>
<script>{script}</script>
</body>
</html>
"""
KINDS: Mapping[object, str] = {
    str: "text",
    int | None: "number?",
    date: "day",
    date | None: "day?",
    tuple[date, ...]: "days",
    tuple[Assistance, ...]: "words",
    tuple[Concerned, ...]: "persons",
    Charged: "charge",
    Draft: "request",
    WrittenAnswer | None: "answer?",
}
"""How the drafter checks what it reads, by the kind of the field in our records."""
LIMITS = {
    "bytes": MOST_BYTES,
    "depth": MOST_DEPTH,
    "letters": MOST_LETTERS,
    "persons": MOST_PERSONS,
    "days": MOST_DAYS,
    "months": LIFE,
    "answer": LEAST_ANSWER,
}


def drafter_html(start: str = FALLBACK) -> bytes:
    """Give the file; it begins in this language and speaks all of them."""
    script = (HERE / "drafter.js").read_text(encoding="utf-8")
    style = (HERE / "drafter.css").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    law = json.dumps(_law(start), ensure_ascii=False, separators=(",", ":"))
    return PAGE.format(
        start=start,
        policy=policy,
        title=escape(language(start).say(DRAFTER["title"])),
        style=style,
        law=law.replace("<", "\\u003c"),
        script=script,
    ).encode()


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _law(start: str) -> dict[str, object]:
    """Give what the script reads: rows of the tables, kinds of fields, bounds, words."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "start": start,
        "languages": LANGUAGES,
        **_asked(),
        **_vocabulary(),
        "fields": {
            "case": _kinds(LawCase),
            "charge": _kinds(Charged),
            "request": _kinds(Draft),
            "person": _kinds(Concerned),
            "answer": _kinds(WrittenAnswer),
        },
        "limits": LIMITS,
        "countries": {
            "en": {code: each.english for code, each in countries().items()},
            "id": {code: each.indonesian for code, each in countries().items()},
        },
        "words": {code: _words(language(code)) for code in LANGUAGES},
    }


def _asked() -> dict[str, object]:
    """Give what requests must say, by the rows of the table, and how the form shows it."""
    asked = requirements()
    return {
        "asOf": min(each.provenance.as_of for each in asked).isoformat(),
        "always": {kind.value: ALWAYS_ASKED[kind] for kind in HELP},
        "requirements": [
            {
                "item": each.item.value,
                "instrument": each.instrument,
                "article": each.article,
                "kinds": [kind.value for kind in each.kinds],
                "severity": each.severity.value,
            }
            for each in asked
        ],
        "ofPersons": [each.value for each in OF_PERSONS],
        "treaties": _treaties(each.instrument for each in asked if each.article),
        "short": {code: short for code, (short, _) in TREATIES.items()},
        "beside": list(BESIDE),
        "short_fields": IN_ONE_LINE,
    }


def _vocabulary() -> dict[str, object]:
    """Give the closed vocabularies of a case, and what raises the flag of politics."""
    speech = [each for each in state_offences() if each.definition.is_membership_or_speech]
    return {
        "assistance": [each.value for each in Assistance],
        "groups": {group.value: [each.value for each in Element if GROUP_OF[each] is group] for group in Group},
        "names": {
            "elements": [each.value for each in Element],
            "funded": [each.value for each in Element],
            "otherwise": [each.value for each in Group],
            "matters": [each.value for each in Matter],
            "requested_law": [each.value for each in Ground],
        },
        "acts": [each.value for each in Element if each in ACTS],
        "membershipOrSpeech": [each.value for each in Element if each in MEMBERSHIP_OR_SPEECH],
        "speechOffences": [f"{each.state}/{each.definition.code}" for each in speech],
    }


def _kinds(record: type) -> dict[str, str]:
    """Give the kind of each field of a record, as the script knows kinds; what it only keeps is of any."""
    hints = typing.get_type_hints(record)
    return {each.name: _kind(hints[each.name]) for each in fields(record)}


def _kind(hint: object) -> str:
    if typing.get_origin(hint) is dict:
        return "facts" if typing.get_args(hint)[1] is Fact else "any"
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is tuple or isinstance(hint, type):
        return KINDS.get(hint, "any")
    return "any"


def _treaties(asking: Iterable[str]) -> list[tuple[str, str]]:
    """Give the instruments that a request can name: those that ask something of it, and those that serve one."""
    titles = {code: title for code, (_, title) in TREATIES.items()}
    held = register().instruments
    codes = dict.fromkeys((*asking, *(code for code, each in held.items() if each.serves)))
    return [(code, held[code].title if code in held else titles[code]) for code in codes]


def _words(spoken: Language) -> dict[str, str]:
    """Give every word of the drafter in a language, by its key."""
    texts = {
        **DRAFTER,
        **{f"item-{name}": text for name, text in BESIDE.items()},
        **{f"item-{item.value}": text for item, text in ITEMS.items()},
        **{severity.value: text for severity, text in SEVERITIES.items()},
        **{f"kind-{kind.value}": text for kind, text in HELP.items()},
        **{f"help-{each.value}": text for each, text in SOUGHT.items()},
        **{f"group-{group.value}": text for group, text in GROUPS.items()},
        **{f"element-{element.value}": text for element, text in ELEMENTS.items()},
    }
    return {key: spoken.say(text) for key, text in texts.items()}
