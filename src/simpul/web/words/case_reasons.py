"""Reasons for which what passes between units is refused, in words."""

from simpul.web.language import msg

REASONS_OF_CASES: tuple[str, ...] = (
    # core.cases.case, core.cases.parts
    msg("a case needs a title"),
    msg("an entry says one thing"),
    msg("a file's name has no line breaks, quotes or slashes"),
    msg("an attachment has 1 to %(a)s bytes"),
    msg("a note says something"),
    msg("more than %(a)s numbers of one party"),
    msg("needs a %(a)s"),
    msg("text holds no zero character"),
    msg("the file is no %(a)s"),
    msg("%(a)s is text in UTF-8"),
    msg("who pays and who is paid has a name or an account"),
    # core.cases.freezing
    msg("a refusal, and nothing else, has its ground"),
    msg("a request goes to somebody else"),
    msg("is needed"),
    msg("its terms do not name the recipient"),
    msg("lies ahead, and %(a)s days at most"),
    msg("only a freeze has a legal basis, an authority and an end"),
    msg("say what is to be frozen"),
    msg("to freeze needs a legal basis, an authority and an end"),
    # core.cases.reporting
    msg("not a rate: %(a)s"),
    msg("say at which rate %(a)s is given in %(b)s"),
    msg("the case has no payment, and a report of transactions is made of payments"),
    msg("the case has no party and no account, and a report of an activity is made of them"),
    # services.casework, services.case_sharing
    msg("a case has at most %(a)s entries"),
    msg("no entry of a case"),
    msg("only its originator closes a case"),
    msg("only its originator revises a case"),
    msg("only its originator withdraws an entry, and once"),
    msg("payments of ours are put into cases of ours"),
    msg("the case has changed; look at it again"),
    msg("the case is closed; take it up again first"),
    msg("the payment stands in the case already"),
    msg("the terms of our record are ours"),
    # services.freeze_requests
    msg("it has gone already, or is not ours to send"),
    msg("no request to freeze"),
    msg("nobody approves what he or she wrote"),
    msg("that is for the other side to say"),
    msg("the request stands elsewhere by now; look at it again"),
    msg("the terms of our request are ours"),
    # services.unit_intake
    msg("it does not belong there"),
    msg("only its originator replaces a record"),
    msg("the record is another originator's than the sender's"),
    msg("the request is to somebody else"),
    msg("what it belongs to is not here"),
)
"""All of them, for `web.words.reasons`."""
