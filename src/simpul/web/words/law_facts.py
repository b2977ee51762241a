"""Names that stand in formulas of the law, in words: elements of conduct, matters, and what other rules find."""

from simpul.core.law.dual import PENALTY_REQUESTING
from simpul.core.law.elements import Element
from simpul.core.law.grounds import Ground, Matter
from simpul.web.language import msg
from simpul.web.words.law_cases import GROUNDS, MATTERS
from simpul.web.words.law_elements import ELEMENTS

NAMED = {
    "link": msg("whether %(what)s binds both"),
    "bound": msg("whether %(what)s binds the requested state"),
    "met": msg("whether an offence of %(what)s is met"),
    "scope": msg("whether an offence of %(what)s is met and not purely domestic"),
    "reserved": msg("whether a reservation to %(what)s stands"),
    "law": msg("what the requested state's law says of it"),
    "was_law": msg("whether %(what)s was law on every day of the conduct"),
    "penalty": msg("the penalty for %(what)s"),
}
"""What stands behind a name with a colon."""
OTHERS = {
    PENALTY_REQUESTING: msg("the penalty in the requesting state"),
    "dual": msg("whether it is a crime in both"),
    "incomplete": msg("whether the request is complete"),
}


def words_of(name: str) -> tuple[str, str]:
    """Give the words of a name of a formula, and what stands in their place `what`."""
    if name in OTHERS:
        return OTHERS[name], ""
    prefix, colon, what = name.partition(":")
    if colon and prefix in NAMED:
        return NAMED[prefix], GROUNDS[Ground(what)] if what in set(Ground) else what
    if name in set(Element):
        return ELEMENTS[Element(name)], ""
    return MATTERS[Matter(name)], ""
