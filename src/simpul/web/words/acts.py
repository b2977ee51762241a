"""Words for roles, acts and their outcomes, and for what passes between nodes."""

from simpul.core.audit import Act, Outcome
from simpul.core.authority import Role
from simpul.core.exchange import Receipt, Refusal
from simpul.web.language import msg

ROLES = {
    Role.ANALYST: msg("Analyst"),
    Role.RELEASING_OFFICER: msg("Releasing officer"),
    Role.KEY_OFFICER: msg("Key officer"),
    Role.AUDITOR: msg("Auditor"),
    Role.ADMINISTRATOR: msg("Administrator"),
}

ROLE_SENTENCES = {
    Role.ANALYST: msg("Reads intelligence, writes drafts, decides alerts."),
    Role.RELEASING_OFFICER: msg("Does what an analyst does, and releases reports to partners."),
    Role.KEY_OFFICER: msg("Adds, suspends and resumes partners; reads no intelligence."),
    Role.AUDITOR: msg("Reads the record of acts and verifies it; reads no intelligence."),
    Role.ADMINISTRATOR: msg("Adds and changes officers; reads no intelligence."),
}

ACTS = {
    Act.NODE_INIT: msg("Node set up"),
    Act.NODE_START: msg("Node started"),
    Act.NODE_BACKUP: msg("Backup made"),
    Act.NODE_RESTORE: msg("Node restored from a backup"),
    Act.REPORT_DRAFT: msg("Draft saved"),
    Act.REPORT_DISCARD: msg("Draft discarded"),
    Act.REPORT_APPROVE: msg("Draft approved"),
    Act.REPORT_RELEASE: msg("Report released"),
    Act.REPORT_RECEIVE: msg("Report received"),
    Act.REPORT_READ: msg("Report read"),
    Act.REPORT_EXPORT: msg("Report exported"),
    Act.REPORT_IMPORT: msg("Report imported"),
    Act.SUBJECT_READ: msg("Subject read"),
    Act.SUBJECT_IMPORT: msg("Subjects imported"),
    Act.SUBJECT_SEARCH: msg("Subjects searched"),
    Act.SUBJECT_SCREEN: msg("Names screened by software"),
    Act.ALERT_RAISE: msg("Alert raised"),
    Act.ALERT_DECIDE: msg("Alert decided"),
    Act.ALERT_STANDS: msg("Pair not raised again: a judgement stands"),
    Act.LIST_IMPORT: msg("List imported"),
    Act.MANIFEST_SCREEN: msg("Manifest screened"),
    Act.MANIFEST_READ: msg("Manifest read"),
    Act.PAYMENT_TAKE: msg("Payments taken and decided"),
    Act.PAYMENT_DECIDE: msg("Payment decided by an officer"),
    Act.RULE_READ: msg("Rules on payments read"),
    Act.RULE_TEST: msg("Rule on payments tried on the past"),
    Act.RULE_PROPOSE: msg("Rule on payments proposed"),
    Act.RULE_DECIDE: msg("Decided on a rule on payments"),
    Act.PAYMENT_OWN: msg("Share of the payments taken over by a process"),
    Act.PAYMENT_CLOCK: msg("Payments held on when their time ran out"),
    Act.PAYMENT_READ: msg("Payment read"),
    Act.CASE_WRITE: msg("Case written in"),
    Act.CASE_SHARE: msg("Case shared"),
    Act.CASE_RECEIVE: msg("Records of another unit received"),
    Act.CASE_READ: msg("Case read"),
    Act.CASE_EXPORT: msg("Case exported"),
    Act.FREEZE_ASK: msg("Freeze asked for"),
    Act.FREEZE_SAY: msg("Request to freeze answered"),
    Act.FREEZE_READ: msg("Request to freeze read"),
    Act.FREEZE_OVERDUE: msg("Answer to a request to freeze overdue"),
    Act.EVIDENCE_WRITE: msg("Evidence written in"),
    Act.EVIDENCE_SHARE: msg("Chain of custody shared"),
    Act.EVIDENCE_READ: msg("Evidence read"),
    Act.EVIDENCE_EXPORT: msg("Chain of custody exported"),
    Act.TEAM_WRITE: msg("Team written in"),
    Act.TEAM_SHARE: msg("Records of a team shared"),
    Act.TEAM_READ: msg("Team read"),
    Act.PAYMENT_RELIST: msg("Payments decided again because a list changed"),
    Act.PAYMENT_LATE: msg("Payments found that were let go before a listing, or answered for"),
    Act.LAW_PROPOSE: msg("Rows of the law proposed"),
    Act.LAW_DECIDE: msg("Rows of the law decided on"),
    Act.RESCREENING_BEGIN: msg("Screening of everything begun"),
    Act.RESCREENING_END: msg("Screening of everything ended"),
    Act.ENVELOPE_QUARANTINE: msg("Envelope set aside"),
    Act.ENVELOPE_SETTLE: msg("Receipt taken"),
    Act.PEER_ADD: msg("Partner added"),
    Act.PEER_SUSPEND: msg("Partner suspended"),
    Act.PEER_RESUME: msg("Partner resumed"),
    Act.OFFICER_ADD: msg("Officer added"),
    Act.OFFICER_CHANGE: msg("Officer changed"),
    Act.OFFICER_LINK: msg("Sign-in link issued"),
    Act.OFFICER_SIGN_IN: msg("Signed in"),
    Act.OFFICER_SIGN_OUT: msg("Signed out"),
    Act.OFFICER_CREDENTIAL: msg("Passkey or code changed"),
    Act.TOKEN_ISSUE: msg("Token issued"),
    Act.TOKEN_WITHDRAW: msg("Token withdrawn"),
    Act.AUDIT_READ: msg("Record of acts read"),
}

OUTCOMES = {Outcome.DONE: msg("Done"), Outcome.REFUSED: msg("Refused")}

RECEIPTS = {
    Receipt.ACCEPTED: msg("Accepted"),
    Receipt.DUPLICATE: msg("Already there"),
    Receipt.SET_ASIDE: msg("Set aside"),
}

REFUSALS = {
    Refusal.UNKNOWN_VERSION: msg("It is written in a version that this node does not know."),
    Refusal.UNKNOWN_SUITE: msg("It is sealed by a method that this node does not know."),
    Refusal.UNKNOWN_KIND: msg("It holds a kind of message that this node does not know."),
    Refusal.NOT_TO_US: msg("It is addressed to somebody else."),
    Refusal.NOT_THIS_LINK: msg("It names another sender than the partner on whose link it came."),
    Refusal.GAP: msg("Envelopes before it are missing."),
    Refusal.NUMBER_REUSED: msg("Another envelope came under the same number before."),
    Refusal.BAD_SIGNATURE: msg("Its signature does not hold."),
    Refusal.NOT_DECRYPTABLE: msg("It cannot be decrypted with this node's key."),
    Refusal.MALFORMED: msg("It is not built as an envelope must be."),
    Refusal.TOO_LARGE: msg("It is larger than this node takes."),
    Refusal.UNKNOWN_SENDER: msg("Its sender is no partner of this node."),
    Refusal.SUSPENDED_SENDER: msg("Its sender is suspended."),
    Refusal.OVER_QUOTA: msg("Its sender sent more than this node takes in a minute."),
}
