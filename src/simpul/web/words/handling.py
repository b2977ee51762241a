"""Words for terms: levels, TLP, handling codes, onward rule, court use, purposes, grounds, obligations."""

from simpul.core.authority import Level, Purpose
from simpul.core.handling import Action, CourtUse, HandlingCode, Obligation, Onward, Tlp
from simpul.web.language import msg

LEVELS = {
    Level.OPEN: msg("Open"),
    Level.RESTRICTED: msg("Restricted"),
    Level.CONFIDENTIAL: msg("Confidential"),
    Level.SECRET: msg("Secret"),
}

TLPS = {
    Tlp.RED: msg("For the eyes of the named recipients only; it goes no further, in no form."),
    Tlp.AMBER_STRICT: msg("Stays inside the recipient's authority, with those who need to know."),
    Tlp.AMBER: msg("For the recipient's authority and those it works for, as far as they need to know."),
    Tlp.GREEN: msg("For the community of authorities; not for publication."),
    Tlp.CLEAR: msg("For everybody; no limit on passing it on."),
}

CODES = {
    HandlingCode.H0: msg("H0: only to prevent and combat crime."),
    HandlingCode.H1: msg("H1: not for use in court without the originator's permission."),
    HandlingCode.H2: msg("H2: not to be passed on without the originator's permission."),
    HandlingCode.H3: msg("H3: other restrictions; see the caveat."),
}

ONWARDS = {
    Onward.NONE: msg("Nobody may pass it on."),
    Onward.ASK: msg("Ask the originator before passing it on."),
    Onward.FREE: msg("Recipients may pass it on."),
}

COURTS = {
    CourtUse.FORBIDDEN: msg("Not for use in court."),
    CourtUse.ALLOWED: msg("May be used in court."),
}

PURPOSES = {
    Purpose.COUNTER_TERRORISM: msg("counter-terrorism"),
    Purpose.TERRORIST_FINANCING: msg("terrorist financing"),
    Purpose.BORDER_SECURITY: msg("border security"),
    Purpose.JUDICIAL_COOPERATION: msg("judicial cooperation"),
    Purpose.PROTECTION_OF_LIFE: msg("protection of life"),
    Purpose.PREVENTION: msg("prevention"),
}

ACTIONS = {
    Action.READ: msg("read"),
    Action.SEARCH: msg("search"),
    Action.COUNT: msg("count"),
    Action.EXPORT: msg("export"),
    Action.SEND: msg("send"),
    Action.USE_IN_COURT: msg("use in court"),
}

OBLIGATIONS = {
    Obligation.SECOND_OFFICER: msg("A second officer must approve it."),
    Obligation.ASK_ORIGINATOR: msg("Ask the originator for permission."),
    Obligation.SHOW_CAVEAT: msg("Show the caveat with it."),
    Obligation.NOT_IN_COURT: msg("Do not use it in court."),
    Obligation.DESTROY_IN_TIME: msg("Destroy it when its retention ends."),
}

GROUNDS = {
    "handling.unknown-edition": msg(
        "Its terms are written in an edition that this node cannot read, so nobody may use it."
    ),
    "role.reads-no-intelligence": msg("Your role reads no intelligence."),
    "role.releases-nothing": msg("Your role releases nothing; a releasing officer can."),
    "clearance.too-low": msg("It is kept at a level above your clearance."),
    "purpose.not-permitted": msg("You work for none of the purposes that its originator permits."),
    "handling.expired": msg("Its originator's terms have expired."),
    "handling.retention-ended": msg("Its retention has ended."),
    "release.recipient-not-named": msg("Its terms do not name this recipient."),
    "onward.forbidden": msg("Its originator does not let it be passed on."),
    "onward.needs-consent": msg("Its originator must agree before it is passed on."),
    "tlp.stays-inside": msg("TLP:RED and TLP:AMBER+STRICT stay inside the recipient's authority."),
    "tlp.red-leaves-in-no-file": msg("TLP:RED leaves in no file."),
    "release.needs-second-officer": msg("A second officer must approve this release first."),
    "court.forbidden": msg("Its originator does not let it be used in court."),
    "release.not-named": msg("Its terms do not name your authority."),
    "permit.originator": msg("You are its originator."),
    "permit.named-recipient": msg("Its terms name this authority."),
    "permit.open-to-community": msg("Its originator opened it to the community."),
    "release.own-text": msg("Nobody approves his or her own text."),
    "release.no-link": msg("There is no link with this recipient, or it is suspended."),
}
"""A sentence for each ground of `core.handling.GROUNDS` and for each that the services add."""
