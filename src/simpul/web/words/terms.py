"""Terms in words: what one may do with an item, in sentences a busy officer can act on."""

from dataclasses import dataclass

from simpul.core.handling import CourtUse, Handling, HandlingCode, Onward, Tlp
from simpul.web.language import Language, msg
from simpul.web.words import handling as words


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsInWords:
    """Terms as sentences: what is allowed, what is not, what to heed; each sentence ends with a full stop."""

    may: tuple[str, ...]
    may_not: tuple[str, ...]
    heed: tuple[str, ...]


def terms_in_words(terms: Handling, language: Language) -> TermsInWords:
    """Say in words what the terms allow, forbid and ask for."""
    return TermsInWords(
        may=tuple(_may(terms, language)), may_not=tuple(_may_not(terms, language)), heed=tuple(_heed(terms, language))
    )


def _may(terms: Handling, language: Language) -> list[str]:
    said = [_readers(terms, language)]
    if terms.purposes:
        purposes = language.listed([language.say(words.PURPOSES[purpose]) for purpose in terms.purposes])
        said.append(language.say(msg("May be used for %(purposes)s."), purposes=purposes))
    if _onward(terms) is Onward.FREE:
        said.append(language.say(words.ONWARDS[Onward.FREE]))
    if _court_is_open(terms):
        said.append(language.say(msg("May be used in court.")))
    return said


def _readers(terms: Handling, language: Language) -> str:
    if terms.is_open_to_community:
        return language.say(msg("Any authority of the community may read it."))
    if not terms.releasable_to:
        return language.say(msg("Only %(originator)s may read it."), originator=terms.originator)
    named = language.listed([terms.originator, *terms.releasable_to])
    return language.say(msg("%(authorities)s may read it."), authorities=named)


def _may_not(terms: Handling, language: Language) -> list[str]:
    said = []
    if (onward := _onward(terms)) is not Onward.FREE:
        said.append(language.say(words.ONWARDS[onward]))
    if not terms.purposes:
        said.append(language.say(msg("Its terms permit recipients no purpose, so only its originator uses it.")))
    if not _court_is_open(terms):
        said.append(language.say(msg("Not for use in court.")))
    return said


def _heed(terms: Handling, language: Language) -> list[str]:
    said = [language.say(words.CODES[code]) for code in terms.codes]
    if terms.contributors:
        named = language.listed(list(terms.contributors))
        said.append(language.say(msg("Made from what %(authorities)s gave; their terms hold too."), authorities=named))
    if terms.expires_at is not None:
        said.append(language.say(msg("Its terms end on %(moment)s."), moment=language.moment(terms.expires_at)))
    if terms.retain_until is not None:
        said.append(language.say(msg("Destroy it after %(day)s."), day=language.day(terms.retain_until)))
    return said


def _onward(terms: Handling) -> Onward:
    """Say how far it may really go: a strict TLP and the code H2 hold where the onward rule would let it go."""
    if terms.onward is not Onward.FREE:
        return terms.onward
    if terms.tlp in (Tlp.RED, Tlp.AMBER_STRICT):
        return Onward.NONE
    return Onward.ASK if HandlingCode.H2 in terms.codes else Onward.FREE


def _court_is_open(terms: Handling) -> bool:
    return terms.court is CourtUse.ALLOWED and HandlingCode.H1 not in terms.codes
