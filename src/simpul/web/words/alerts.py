"""Words for alerts, and for what an officer decides on them."""

from simpul.core.alert import AlertKind, AlertState, Seriousness, Verdict
from simpul.web.language import msg

ALERT_KINDS = {
    AlertKind.REPORT_RECEIVED: msg("Report received"),
    AlertKind.LIST_HIT: msg("List hit"),
    AlertKind.HOLDING_HIT: msg("Hit in our holdings"),
    AlertKind.TRAVELLER_HIT: msg("Traveller hit"),
    AlertKind.PAYMENT_HIT: msg("Hit in a payment"),
    AlertKind.PAYMENT_PATTERN: msg("Pattern in payments"),
}

SERIOUSNESS = {Seriousness.HIGH: msg("High"), Seriousness.MEDIUM: msg("Medium"), Seriousness.LOW: msg("Low")}

VERDICTS = {
    Verdict.TAKE: msg("Taken"),
    Verdict.SAME: msg("Same"),
    Verdict.DIFFERENT: msg("Different"),
    Verdict.UNSURE: msg("Unsure"),
    Verdict.NOTED: msg("Noted"),
    Verdict.CONFIRM: msg("Confirmed"),
    Verdict.REFUSE: msg("Not confirmed"),
    Verdict.REOPEN: msg("Reopened"),
}

ALERT_STATES = {
    AlertState.OPEN: msg("Open"),
    AlertState.TAKEN: msg("Taken"),
    AlertState.PROPOSED: msg("Awaits second officer"),
    AlertState.DECIDED: msg("Decided"),
}
