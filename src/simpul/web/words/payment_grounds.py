"""Words for the grounds on which no decision may follow another of the same payment, or a message is not taken."""

from simpul.core.payment import apart, judging, letting_go, transition
from simpul.services import monitoring, owning
from simpul.web.language import msg

PAYMENT_GROUNDS = {
    owning.TAKEN_OVER: msg("Another process has taken over this share of the payments; nothing was written."),
    transition.ANOTHER_PAYMENT: msg("It is a decision on another payment."),
    transition.NOT_THE_PREVIOUS: msg("It does not follow the decision that stands; look at the payment again."),
    transition.EARLIER: msg("It is earlier than the decision that stands."),
    transition.AT_ITS_END: msg("The payment has been released or rejected; nothing follows that."),
    transition.NOT_FROM_THIS_STATE: msg("What is asked for cannot be done with a payment in this state."),
    transition.NEEDS_A_PERSON: msg("An officer decides this, not the rules by themselves."),
    transition.NEEDS_TWO: msg("What was ever frozen is let go or sent back by two officers."),
    transition.NOT_YET_EXPIRED: msg("The freeze has not yet run out."),
    transition.NO_SUCH_RULE: msg("The freeze has no such rule of release."),
    transition.MORE_THAN_ALLOWED: msg("More is asked for than the rule lets go or the freeze still holds."),
    transition.FREEZE_CHANGED: msg("A freeze changes only by an order, or by what was let go under its rules."),
    transition.FREEZE_FORGOTTEN: msg("The record no longer says that the payment was frozen."),
    transition.SHORTER: msg("A freeze is prolonged, not shortened."),
    transition.NOTHING_PROPOSED: msg("Nothing waits here to be confirmed or declined: one officer proposes it first."),
    transition.ALREADY_PROPOSED: msg("Something waits already for a second officer; it is answered first."),
    transition.ONE_AND_THE_SAME: msg("Another officer than the one who proposed it answers."),
    transition.NOT_THE_PROPOSER: msg("Only the officer who proposed it withdraws it, and is named with it."),
    transition.PROPOSAL_CHANGED: msg("What is confirmed is what was proposed, and nothing else."),
    transition.EARLIER_EDITION: msg("It is a decision by an earlier edition of the rules than the one that stands."),
    letting_go.UNJUDGED: msg("Somebody in it resembles an entry, and nobody has judged that: judge it first."),
    letting_go.JUDGED_SAME: msg(
        "Somebody in it was judged to be the listed party: two officers let it go or send it back, or an order freezes "
        "it."
    ),
    letting_go.CANNOT_BE_TOLD: msg(
        "It cannot be told whether somebody in it is the listed party: two officers let it go."
    ),
    judging.OVERTURNED_ALONE: msg(
        "You have said so already: who was judged to be the listed party stays that until another officer says so too."
    ),
    letting_go.PAYEE_NOT_COMPARED: msg(
        "Who is to receive the part was not compared with the lists in force. There must be a list to compare with."
    ),
    letting_go.PAYEE_LISTED: msg(
        "Who is to receive the part was judged to be a listed party: nothing is let go to him or her."
    ),
    letting_go.PAYEE_CAME: msg(
        "Who is to receive the part resembles an entry that came after the proposal. Decline it; proposed anew, it "
        "shows the entry to both officers."
    ),
    transition.OUT_OF_REACH: msg("The exemption does not reach the entry, or something else keeps the payment."),
    transition.NOT_CLEARED: msg(
        "Payments are handed in by officers from whom no payment is hidden: cleared for the highest level and for "
        "every purpose."
    ),
    apart.NOT_CLEARED_TO_END: msg(
        "Money is let go or sent back by officers from whom no payment is hidden: cleared for the highest level and "
        "for every purpose. Judge what is found, and propose to let it go."
    ),
    apart.KEPT_APART: msg("Something is kept apart from this payment. It is looked at and lifted first."),
    apart.KEPT_FOR_A_REQUEST: msg("It is kept for a request to freeze, and lifted by what is said on the request."),
    monitoring.UNREADABLE: msg("It cannot be read as a payment."),
}
