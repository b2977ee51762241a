"""Reasons of refusals, and the places they name, in words.

The rooms below say why in plain English, with the value filled in. Here each of those sentences stands once more as a
pattern, so that it can be said in another language; a test holds the two equal. A reason that no pattern knows (of a
library, of a partner's node) is shown as it was said.
"""

import re
from functools import cache

from simpul.web.language import Language, msg
from simpul.web.words.law_reasons import LAW_REASONS
from simpul.web.words.payment_reasons import REASONS_OF_PAYMENTS
from simpul.web.words.travel import TRAVEL_REASONS

REASONS: tuple[str, ...] = (
    # core.access
    msg("not a sign-in name such as a.surya: %(a)s"),
    msg("not a language's code of two or three letters"),
    # core.alert
    msg("a report that came is noted, not judged"),
    msg("a hit is judged, not noted"),
    msg("the alert is open"),
    msg("the alert is decided; reopen it first"),
    msg("a judgement needs a reason"),
    msg("a hit compares two profiles"),
    msg("only a judgement waits for a second officer"),
    msg("only a judgement on a hit can need a second officer"),
    msg("not a judgement on a kind of alert such as list-hit:same: %(a)s"),
    msg("nothing was decided: some of the alerts have changed"),
    msg("the alert waits for a second officer"),
    msg("nothing here waits for a second officer"),
    msg("somebody else confirms or refuses it"),
    # services.alerting
    msg("it is no longer as it was shown"),
    msg("one side has changed since it was proposed"),
    # core.assertion
    msg("there is no property %(a)s"),
    msg("an empty value claims nothing"),
    msg("not one of %(a)s"),
    msg("not a subject's id"),
    msg("the terms are another originator's"),
    msg("a moment needs a time zone"),
    msg("a correction or a withdrawal, not both"),
    msg("not 32 hexadecimal digits"),
    # core.authority
    msg("not an authority's id such as XA-NCTC: %(a)s"),
    msg("an authority needs a name"),
    msg("an officer needs a name"),
    msg("an officer needs at least one role"),
    # core.credentials
    msg("a name is needed, to tell it from others"),
    msg("a token needs its scopes, each named once, in order"),
    msg("a token ends after it began"),
    # core.dates
    msg("not a date such as 1971, 1971-03 or 1971-03-14: %(a)s"),
    msg("there is no such date: %(a)s"),
    # core.designation
    msg("an entry needs a trimmed reference"),
    msg("an entry needs a name"),
    # core.draft
    msg("more than %(a)s claims"),
    # core.exchange
    msg("an address begins with https:// or http://"),
    msg("not 64 hexadecimal digits"),
    msg("not hexadecimal"),
    msg("envelopes are numbered from 1"),
    # core.grading
    msg("not a letter and a figure: %(a)s"),
    msg("%(a)s has no source grade %(b)s"),
    msg("%(a)s has no information grade %(b)s"),
    # core.handling
    msg("nothing comes of no sources"),
    msg("a source does not name the authority that derives from it"),
    msg("names more than %(a)s authorities"),
    msg("authorities are named once, in order"),
    msg("an originator is no contributor to its own item"),
    msg("codes and purposes are named once, in order"),
    msg("H3 needs a caveat that says what it restricts"),
    # core.ids
    msg("canonical bytes cannot hold a %(a)s"),
    msg("not an id of 64 hexadecimal digits"),
    msg("longer than %(a)s characters"),
    msg("holds half of a surrogate pair"),
    msg("a key is not a string"),
    msg("a moment that UTC cannot say"),
    msg("holds the character U+%(a)s"),
    # core.log
    msg("there is no leaf %(a)s of %(b)s"),
    msg("no prefix of %(a)s of %(b)s leaves"),
    msg("the roots do not fit the size"),
    # core.ordinary, formats.ordinary
    msg("not a count of people"),
    msg("not a row of how many ordinary people reach a score"),
    # core.fairness
    msg("a part is no larger than the whole"),
    # core.report
    msg("more than %(a)s assertions"),
    msg("the padding does not fill the tree"),
    msg("a report needs a title"),
    msg("a report needs a summary"),
    msg("another originator's assertion"),
    # services.dispatching
    msg("only its originator replaces an assertion"),
    msg("only its originator replaces a report"),
    # services.exporting
    msg("there is no form %(a)s"),
    # services.lists
    msg("the file holds no entry that could be read"),
    # services.officers
    msg("this sign-in name is or was somebody's; a name is never given twice"),
    # services.partners
    msg("the fingerprint is another one than the introduction's"),
    msg("this is our own introduction"),
    msg("%(a)s is bound to another key"),
    # services.receiving
    msg("the report is held already"),
    msg("an assertion is held already"),
    msg("the report is another originator's than the sender's"),
    msg("its terms do not name us"),
    # services.rescreening
    msg("a reason is needed"),
    msg("everything is being screened anew already"),
    # services.second_factors
    msg("this is not the code that the app shows now"),
    msg("the set-up has taken too long; begin it again"),
    msg("finish signing in first"),
    msg("second factors are set up by their officer, in the browser, signed in"),
    msg("this passkey is known already"),
    msg("there are ten passkeys already; take one away first"),
    msg("a second factor is there already; show it first"),
    msg("the sign-in has taken too long; ask for another link"),
    # services.sharing
    msg("only its author changes a draft"),
    msg("only its author discards a draft"),
    msg("the draft has changed; look at it again"),
    msg("the terms of our report are ours"),
    msg("the level is above the author's clearance"),
    # services.tokens
    msg("tokens are issued and withdrawn by their officer, in the browser, signed in"),
    # formats.ftm_examples, services.matching and web.api.matching
    msg("from 1 to %(a)s queries are taken"),
    msg("not a number from 0 to %(a)s"),
    msg("nothing is asked for by the kind %(a)s"),
    msg("more than %(a)s properties"),
    msg("more than %(a)s values"),
    msg("no queries were sent"),
    msg("too many queries in one batch"),
    msg("there is no such algorithm"),
    msg("there is no such setting of an algorithm"),
    msg("a filter is a field and a value with a colon between"),
    # web.access.guard
    msg("this was sent by another site's page"),
    msg("the page's form key is missing or old; load the page again"),
    msg("this is not for your role, or not for this token"),
    # web.forms
    msg("more than %(a)s values"),
    msg("larger than %(a)s bytes"),
    # formats.calibration
    msg("not the document of a calibration"),
    msg("not a list of groups"),
    msg("not the rate of a group"),
    msg("not a rate"),
    msg("not a count"),
    msg("not a number between 0 and 1"),
    # formats.delimited
    msg("is written in UTF-32; only UTF-8 and UTF-16 are read"),
    msg("not a row of a table: %(a)s"),
    msg("a row longer than %(a)s characters"),
    msg("is not %(a)s: %(b)s"),
    # formats.document
    msg("unknown field"),
    msg("not UTF-8 at byte %(a)s"),
    msg("deeper than %(a)s levels"),
    msg("not JSON: %(a)s"),
    msg("a number is too long"),
    # formats.dttot.reading
    msg("the list has no row"),
    msg("the table has no column %(a)s"),
    msg("the column %(a)s stands twice"),
    msg("a subject of the kind %(a)s is not known"),
    msg("no code of an entry: %(a)s"),
    msg("the same code and name stand on line %(a)s"),
    # formats.grid
    msg("a cell without a heading"),
    msg("more than %(a)s rows"),
    msg("more than %(a)s cells"),
    msg("the table has no row of headings"),
    msg("more than %(a)s columns"),
    msg("holds a NUL; is this UTF-16 without a byte-order mark?"),
    # formats.list_table
    msg("a key longer than %(a)s characters"),
    msg("the same entry stands on line %(a)s"),
    msg("more than %(a)s rows cannot be read; the last: %(b)s"),
    # formats.mapping
    msg("not a date such as 1971, 1971-03, 1971-03-14 or 14/3/1971: %(a)s"),
    msg("no kind of subject is called %(a)s"),
    msg("a column cannot hold the property %(a)s"),
    msg("only a column used for a property has one"),
    msg("a separator has at most 3 characters"),
    msg("no column is used for a property"),
    msg("more than one column is used for the %(a)s"),
    # formats.ofac
    msg("the list has no %(a)s"),
    msg("a name without words"),
    msg("no number of an entry: %(a)s"),
    msg("the number %(a)s stands on %(b)s too"),
    msg("%(a)s columns instead of %(b)s"),
    msg("an alias without a name"),
    msg("no row of %(a)s has the number %(b)s"),
    msg("the advanced XML is not read; take sdn.xml, or the three files sdn.csv, alt.csv and add.csv"),
    # formats.people
    msg("no column has a name; say which one: name=HEADING"),
    msg("no column has the heading %(a)s"),
    msg("a column cannot mean %(a)s here"),
    msg("no name"),
    # formats.registry
    msg("there is no such form of list; there are: %(a)s"),
    msg("a list of the form %(a)s is one file; name the file"),
    msg("a list of the form %(a)s is one file, not %(b)s"),
    msg("a list of the form %(a)s is made of %(b)s: %(c)s is missing"),
    msg("a list of the form %(a)s is made of %(b)s: %(c)s is not one of its files"),
    msg("a list of the form %(a)s says itself what its columns mean"),
    msg("the id %(a)s is that of the list of another form"),
    msg("a list's id has up to 40 of a to z, 0 to 9, dots, dashes and underscores"),
    msg("two of the files have the same name"),
    msg("say MEANING=HEADING, each meaning once"),
    # formats.eu, formats.uk, formats.ftm and what they share
    msg("a key stands twice in an object"),
    msg("a line longer than %(a)s bytes"),
    msg("a value is neither a text nor an entity"),
    msg("deeper than an entity is"),
    msg("generationDate is no date: %(a)s"),
    msg("has no column %(a)s in its first lines"),
    msg("is missing, or is no text"),
    msg("is no list of texts, or too long a one"),
    msg("more than %(a)s entities are to be joined to others"),
    msg("more than %(a)s entities inside each other"),
    msg("more than %(a)s facts of one entry"),
    msg("more than %(a)s subjects"),
    msg("no country is called %(a)s"),
    msg("no gender is called %(a)s"),
    msg("not JSON: %(a)s at character %(b)s"),
    msg("says what it is in no way that can be read"),
    msg("the file holds no subject"),
    msg("the file is empty"),
    msg("the heading %(a)s stands twice"),
    msg("the same id stands on an earlier line"),
    msg("%(a)s is no JSON"),
    # formats.stix.claims
    msg("refers to nothing in the bundle"),
    msg("claims about an object that is no subject"),
    msg("a claim without a value"),
    msg("means nothing on a %(a)s"),
    # formats.stix.copied
    msg("an assertion stands twice"),
    # formats.stix.objects
    msg("not a STIX bundle"),
    msg("not STIX 2.1"),
    msg("a bundle without objects"),
    msg("more than %(a)s objects"),
    msg("not an object"),
    msg("an object without a type"),
    msg("not an id of a %(a)s"),
    msg("the same id and version as %(a)s, and other content"),
    msg("not a string"),
    msg("not a list of strings"),
    msg("more than %(a)s entries"),
    msg("not a whole number from 0 to 100"),
    # formats.stix.reading
    msg("more than %(a)s reports"),
    msg("holds nothing that can be imported"),
    # formats.stix.terms
    msg("not a list"),
    msg("not a granular marking"),
    # formats.streamed
    msg("not a table as text; save it as CSV in UTF-8"),
    msg("the headings are neither UTF-8 nor UTF-16 with a byte-order mark"),
    msg("is neither UTF-8 nor UTF-16"),
    msg("holds a NUL"),
    # formats.tables
    msg("an old or a locked workbook; save it without a password as .xlsx"),
    msg("its name says that it is a workbook, and it is none"),
    *TRAVEL_REASONS,
    *REASONS_OF_PAYMENTS,
    *LAW_REASONS,
    # formats.un
    msg("dateGenerated is no date: %(a)s"),
    msg("this format has no element for a %(a)s"),
    msg("this format has no element for some of it"),
    msg("the list has neither an INDIVIDUAL nor an ENTITY"),
    msg("<%(a)s> is not an entry of this list"),
    msg("the same reference stands on %(a)s"),
    msg("more than %(a)s entries cannot be read; the last: %(b)s"),
    msg("XML cannot hold some of it: %(a)s"),
    # formats.workbook
    msg("more than %(a)s parts"),
    msg("unpacks to more than %(a)s bytes"),
    msg("holds no workbook"),
    msg("the workbook has no visible sheet"),
    msg("row %(a)s comes after row %(b)s"),
    msg("a cell named %(a)s does not belong here"),
    msg("refers to a text that is not there: %(a)s"),
    msg("not a number that a table can hold: %(a)s"),
    msg("not a whole workbook: %(a)s"),
    msg("is encrypted, or packed in a way that workbooks are not"),
    msg("unpacks to more than %(a)s times its size"),
    msg("a formula without a stored value; open the workbook and save it again"),
    msg("not a number: %(a)s"),
    # formats.xml
    msg("not well-formed XML: %(a)s"),
    msg("is not UTF-8, and no byte-order mark says that it is UTF-16"),
    msg("is declared as %(a)s; only UTF-8 and UTF-16 are read"),
    msg("more than %(a)s levels deep"),
    msg("more than %(a)s elements"),
    msg("begins with <%(a)s>, not with <%(b)s>"),
    msg("cannot be read: %(a)s"),
    # peers.addresses
    msg("not an address such as https://node.example"),
    msg("an address is http or https, a host, perhaps a port and a path"),
    msg("not an address: %(a)s"),
    # peers.introduction
    msg("names other keys than the node's"),
    msg("a suite that we do not have: %(a)s"),
    msg("has fields that we do not know, or a moment spelled another way"),
    # peers.signatures
    msg("a key of small order, under which anybody can sign"),
    # peers.statements
    msg("longer than %(a)s bytes"),
    msg("not 128 hexadecimal digits"),
    msg("not canonical: body, then signature, each once, no blanks"),
    msg("the signature does not hold"),
    # web.pages.tables
    msg("no row of the table can be read"),
    # cli.bulk.screening
    msg("is one of the files that are read; name another"),
)

PLACES: tuple[str, ...] = (
    msg("line %(a)s, column %(b)s"),
    msg("line %(a)s"),
    msg("line %(a)s, field %(b)s"),
    msg("line %(a)s, %(b)s"),
    *(msg("message %(a)s"), msg("segment %(a)s"), msg("byte %(a)s")),
    msg("%(a)s line %(b)s"),
    *(msg("officer"), msg("command line")),
)
"""Places that are words; every other place is the name of a field, the same in every language."""

HOLE = re.compile(r"%\((\w+)\)s")


def reason_in(language: Language, reason: str) -> str:
    """Say a reason in the language, as far as it is known."""
    return in_words(language, reason, REASONS)


def place_in(language: Language, place: str) -> str:
    """Say a place in the language, and one inside another, as `lists.csv: line 3`."""
    return ": ".join(in_words(language, part, PLACES) for part in place.split(": "))


def rejection_in(language: Language, said: str) -> str:
    """Say why an entry was rejected, as `place: place: reason`: every place once, and the reason where it is known."""
    places, reason = list[str](), said
    while not is_known(reason) and ": " in reason:
        place, _, reason = reason.partition(": ")
        if places and place.startswith(places[-1]):
            places.pop()
        places.append(place)
    if not is_known(reason):
        return said
    return ": ".join((*(place_in(language, place) for place in places), reason_in(language, reason)))


def is_known(reason: str, texts: tuple[str, ...] = REASONS) -> bool:
    """Say whether the reason is one of these, which are ours."""
    return any(pattern.fullmatch(reason) for pattern, _ in _patterns(texts))


def in_words(language: Language, said: str, texts: tuple[str, ...]) -> str:
    """Say in the language what one of these texts says with values; what none of them knows stays as it was said."""
    for pattern, text in _patterns(texts):
        found = pattern.fullmatch(said)
        if found:
            return language.say(text, **found.groupdict()) if found.groupdict() else language.say(text)
    return said


@cache
def _patterns(texts: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    most_words_first = sorted(texts, key=lambda text: -len(HOLE.sub("", text)))
    return tuple((_pattern(text), text) for text in most_words_first)


def _pattern(text: str) -> re.Pattern[str]:
    parts = HOLE.split(text)
    made = "".join(f"(?P<{part}>.*?)" if index % 2 else re.escape(part) for index, part in enumerate(parts))
    return re.compile(made, re.DOTALL)
