"""Words for what is lost between our records and another form."""

from simpul.formats.losses import LossReason
from simpul.web.language import msg

LOSSES: dict[str, str] = {
    LossReason.NO_PLACE: msg("The other side has no field for it."),
    LossReason.IN_A_NOTE: msg("It stands only in the words of a note."),
    LossReason.NEW_ID: msg("A copy is a new object and has an id of its own."),
    LossReason.NO_PROOF: msg("What proves it does not come along: nobody can check the copy against the original."),
    LossReason.NOT_EXPORTED: msg("It points to a subject of which nothing is exported."),
    LossReason.ANOTHER_KIND: msg("It stands as the kind of object that comes nearest."),
    LossReason.STRICTER_TERMS: msg(
        "It is under stricter terms than its own, because it shares an object with what has them."
    ),
    LossReason.UNREADABLE_TERMS: msg(
        "It is marked in a way that we cannot read, and is under the most restrictive terms."
    ),
    LossReason.UNMARKED: msg("It bears no marking of who may have it, and is under our strict default."),
    LossReason.CONVERTED: msg("It was given in another scale and is the nearest of ours."),
    LossReason.AUTHOR: msg("It names who wrote, and is no subject."),
    LossReason.REVOKED: msg("Its creator has revoked it."),
    LossReason.OLDER_VERSION: msg("A later version of it stands in the same bundle."),
    LossReason.NOT_HELD: msg("Our field for it cannot hold this value."),
    LossReason.ABSENT: msg("The source does not say it."),
}
