"""Words of cases and of requests to freeze."""

from simpul.core.cases.freezing import RefusalGround, Standing, TargetKind, Urgency, Word
from simpul.core.cases.parts import CaseState, MediaType
from simpul.core.cases.reporting import ReportForm
from simpul.web.language import msg

CASE_STATES = {CaseState.OPEN: msg("Open"), CaseState.CLOSED: msg("Closed")}
MEDIA_TYPES = {
    MediaType.PDF: msg("PDF"),
    MediaType.PNG: msg("Picture (PNG)"),
    MediaType.JPEG: msg("Picture (JPEG)"),
    MediaType.TEXT: msg("Text"),
    MediaType.TABLE: msg("Table (CSV)"),
    MediaType.XML: msg("XML"),
    MediaType.JSON: msg("JSON"),
    MediaType.WORKBOOK: msg("Workbook (XLSX)"),
    MediaType.LETTER: msg("Document (DOCX)"),
}
REPORT_FORMS = {
    ReportForm.TRANSACTIONS: msg("Transactions (STR)"),
    ReportForm.ACTIVITY: msg("Activity (SAR, AIF)"),
}
TARGET_KINDS = {
    TargetKind.ACCOUNT: msg("Account"),
    TargetKind.PAYMENT: msg("Payment"),
    TargetKind.PARTY: msg("Party"),
}
URGENCIES = {
    Urgency.IMMEDIATE: msg("Immediate: an answer within 24 hours"),
    Urgency.URGENT: msg("Urgent: an answer within 72 hours"),
    Urgency.ROUTINE: msg("Routine: an answer within 30 days"),
}
STANDINGS = {
    Standing.SENT: msg("Sent"),
    Standing.ACCEPTED: msg("Accepted, being looked at"),
    Standing.MORE_NEEDED: msg("More is needed"),
    Standing.FROZEN: msg("Frozen"),
    Standing.EXPIRED: msg("Freeze expired"),
    Standing.LIFTED: msg("Freeze lifted"),
    Standing.REFUSED: msg("Refused"),
    Standing.NOT_FOUND: msg("Nothing of it is there"),
    Standing.NO_MEASURE: msg("No measure was taken"),
    Standing.WITHDRAWN: msg("Withdrawn"),
}
FREEZE_WORDS = {
    Word.ACCEPTED: msg("Accept it and look at it"),
    Word.MORE_NEEDED: msg("Ask for more"),
    Word.FROZEN: msg("Freeze"),
    Word.REFUSED: msg("Refuse, with the ground"),
    Word.NOT_FOUND: msg("Say that nothing of it is there"),
    Word.NO_MEASURE: msg("Say that no measure is taken, and no more"),
    Word.LIFTED: msg("Lift the freeze"),
    Word.SUPPLEMENT: msg("Add to the request"),
    Word.WITHDRAWN: msg("Withdraw the request"),
}
REFUSAL_GROUNDS = {
    RefusalGround.NO_LEGAL_BASIS: msg("Our law gives no basis for it"),
    RefusalGround.NOT_ENOUGH_GROUNDS: msg("The grounds that were given are not enough"),
    RefusalGround.ESSENTIAL_INTERESTS: msg("Essential interests of the state"),
    RefusalGround.PENDING_PROCEEDINGS: msg("Proceedings of our own are pending"),
    RefusalGround.HUMANITARIAN: msg("A humanitarian exemption applies"),
    RefusalGround.NOT_COMPETENT: msg("Another authority is competent"),
    RefusalGround.OTHER: msg("Another ground"),
}
TABLES = (CASE_STATES, MEDIA_TYPES, REPORT_FORMS, TARGET_KINDS, URGENCIES, STANDINGS, FREEZE_WORDS, REFUSAL_GROUNDS)
"""All of them, for the index."""
