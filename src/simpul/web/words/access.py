"""Words for access: grounds of its refusals, scopes of tokens, steps of a sign-in, and why one failed."""

from simpul.core.credentials import Scope, Stage
from simpul.services.signing_in import Failure
from simpul.web.language import msg

GROUNDS = {
    "access.not-entitled": msg("Your role does not include letting officers in or changing what they may do."),
    "access.own-access": msg("Nobody decides on his or her own access. Ask another administrator."),
    "access.duties-exclude": msg(
        "These roles exclude each other: an administrator reads no intelligence, and an auditor has no other duty."
    ),
    "access.last-administrator": msg("A node always has an administrator. Name another one first."),
    "access.last-key-officer": msg("A node always has a key officer. Name another one first."),
    "access.needs-another-officer": msg(
        "Two officers bring a third in: you added this officer, or withdrew the second factors. "
        "Another administrator or key officer issues the link."
    ),
    "access.beyond-role": msg("A token never goes beyond the roles of its officer."),
    "access.too-long": msg("A token serves for a year at most."),
    "access.too-many": msg("You have as many tokens as one officer may have. Withdraw one first."),
    "access.last-factor": msg("This is your last second factor, and this node requires one. Add another one first."),
    "access.link-not-valid": msg("The sign-in link was used, replaced or too old."),
    "access.code-not-valid": msg("The name or the code was wrong."),
    "access.passkey-not-valid": msg("The passkey was not proved."),
    "access.too-many-tries": msg("Too many tries failed; no more were looked at for a while."),
    "access.no-tokens": msg("This is done in the browser, signed in; not with a token."),
    "access.beyond-scope": msg("The token does not include this."),
    "access.form-key": msg("The page was too old, or the request did not come from it. Load the page again."),
    "access.other-site": msg("The request was sent by a page of another site."),
    "role.does-not-include": msg("The role does not include this."),
}

SCOPES = {
    Scope.READ: msg("Read"),
    Scope.WRITE: msg("Write"),
    Scope.RELEASE: msg("Release"),
    Scope.IMPORT: msg("Import"),
    Scope.PAYMENTS: msg("Payments"),
}

SCOPE_SENTENCES = {
    Scope.READ: msg("Read and search what you may see."),
    Scope.WRITE: msg("Write drafts, decide alerts and payments, and change what you may change."),
    Scope.RELEASE: msg("Release reports to partners in your name."),
    Scope.IMPORT: msg("Import lists, subjects and reports."),
    Scope.PAYMENTS: msg("Hand payments in to be screened and decided, and learn of each whether it may go on."),
}

STAGES = {
    Stage.SET_UP: msg("Waiting for a second factor to be set up"),
    Stage.CONFIRM: msg("Waiting for the second factor"),
    Stage.FULL: msg("Signed in"),
}

FAILURES = {
    Failure.NOT_VALID: msg("That did not sign you in. Check what you gave, or ask your administrator for a new link."),
    Failure.TOO_MANY: msg("Too many tries have failed. Wait a quarter of an hour, or sign in another way."),
}
