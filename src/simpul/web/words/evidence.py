"""Words for why a screening hit is one: a sentence for each code of the screening engine, with its arguments.

The codes are those of the engine, written out here because pages reach the engine through the services only; a test
holds the two equal.
"""

import re
from collections.abc import Callable

from simpul.core.alert import Evidence
from simpul.web.language import Language, msg
from simpul.web.words.payment_parts import PART_WORDS
from simpul.web.words.subjects import GENDERS
from simpul.web.words.travel import DOCUMENT_WORDS, TRAVEL_EVIDENCE

EVIDENCE = {
    "name-compared": msg("The names compared: %(first)s and %(second)s (%(third)s)."),
    "word-exact": msg("%(first)s stands in both names."),
    "word-transliterated": msg("%(first)s and %(second)s are one word in two scripts or transliterations."),
    "word-spelling": msg("%(first)s and %(second)s are spelled almost alike."),
    "word-kin": msg("%(first)s may stand for %(second)s: a short form, or another romanisation."),
    "word-initial": msg("%(first)s and %(second)s: one is the initial of the other."),
    "word-joined": msg("%(first)s and %(second)s are the same words, written together or apart."),
    "word-not-listed": msg("%(first)s is missing in the other name."),
    "word-not-asked": msg("The other name also has %(first)s."),
    "name-weak": msg("The list itself calls the name %(first)s weak."),
    "birth-date-agrees": msg("The dates of birth agree: %(first)s and %(second)s."),
    "birth-date-swapped": msg("The dates of birth agree if day and month are exchanged: %(first)s and %(second)s."),
    "birth-date-within": msg("The dates of birth agree as far as they go: %(first)s and %(second)s."),
    "birth-date-mistyped": msg("The dates of birth differ by one digit: %(first)s and %(second)s."),
    "birth-date-year-only": msg("Born in the same year, on different days: %(first)s and %(second)s."),
    "birth-date-near": msg("The years of birth differ by one: %(first)s and %(second)s."),
    "birth-date-differs": msg("The dates of birth differ: %(first)s and %(second)s."),
    "birth-date-missing": msg("A date of birth is known on one side only."),
    "country-agrees": msg("The same country: %(first)s."),
    "country-differs": msg("Different countries: %(first)s and %(second)s."),
    "country-missing": msg("A country is known on one side only."),
    "gender-agrees": msg("The same gender: %(first)s."),
    "gender-differs": msg("Different genders: %(first)s and %(second)s."),
    "identifier-agrees": msg("The same number on a document: %(first)s."),
    "kind-differs": msg("Different kinds: %(first)s and %(second)s."),
}

CIRCUMSTANCES = {
    **TRAVEL_EVIDENCE,
    "payment-party": msg("Stands in payment %(first)s as %(second)s, of %(third)s."),
}
"""What an alert says besides the reasons of its hit: where somebody was met. It weighs nothing."""

NAME_WEIGHTS = {"strong": msg("a strong name"), "weak": msg("a weak name")}

KINDS = {
    "person": msg("a person"),
    "organisation": msg("an organisation"),
    "vessel": msg("a vessel"),
    "aircraft": msg("an aircraft"),
    "unknown": msg("of unknown kind"),
}

TABLES: dict[str, dict[str, str]] = {
    "name-compared": NAME_WEIGHTS,
    "kind-differs": KINDS,
    "gender-agrees": GENDERS,
    "gender-differs": GENDERS,
    "traveller-document": DOCUMENT_WORDS,
    "payment-party": PART_WORDS,
}
"""The words for arguments that are of a closed vocabulary, by the code of the reason."""

DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2})?)?)?")

RECORD = re.compile(r"[0-9a-f]{64}")
SHORT = 12
"""Digits of a record's id that are shown."""

UNKNOWN = msg("Another reason (%(code)s).")
"""For a code that a later edition of the engine brings before this page knows it."""

ISOLATES = "\u2068", "\u2069"
"""First-strong isolate and its end: a name in another direction of writing does not turn the sentence around."""


def evidence_sentence(language: Language, reason: Evidence) -> str:
    """Say one reason of a hit in words."""
    text = EVIDENCE.get(reason.code) or CIRCUMSTANCES.get(reason.code)
    if text is None:
        return language.say(UNKNOWN, code=reason.code)
    wording = _wording(language, reason.code)
    said = [f"{ISOLATES[0]}{wording(argument)}{ISOLATES[1]}" for argument in (*reason.arguments, "", "", "")]
    return language.say(text, first=said[0], second=said[1], third=said[2])


def _wording(language: Language, code: str) -> Callable[[str], str]:
    """Give how the arguments of a code are said; several in one argument stand with commas between them."""
    if code.startswith("birth-date-"):
        return lambda argument: " – ".join(_day(language, part) for part in argument.split("/"))
    if code == "traveller-flight":
        return lambda argument: _day(language, argument)
    if code.startswith("country-"):
        return lambda argument: ", ".join(language.country(code) for code in argument.upper().split(", "))
    table = TABLES.get(code, {})
    return lambda argument: ", ".join(
        language.say(table[part]) if part in table else _short(part) for part in argument.split(", ")
    )


def _short(said: str) -> str:
    """Cut the id of a record, which nobody reads, to the length by which it is known."""
    return said[:SHORT] if RECORD.fullmatch(said) else said


def _day(language: Language, said: str) -> str:
    return language.local_time(said) if DAY.fullmatch(said) else said
