"""Words for refusals of a register of non-profit organisations."""

from simpul.core.payment import npo
from simpul.web.language import msg

NPO_GROUNDS = {
    npo.SAME_OFFICER: msg("Another officer than the one who handed a register in decides on it."),
    npo.DECIDED_ALREADY: msg("It was decided already whether this register is to stand."),
}

REASONS_OF_NPOS: tuple[str, ...] = (
    # core.payment.npo
    msg("an organisation has a reference and a name"),
    msg("more than %(a)s accounts"),
    msg("an account that says nothing"),
    msg("say where the register is from"),
    msg("it is as of a day that has not come"),
    msg("a register has 1 to %(a)s organisations"),
    msg("stands twice: %(a)s"),
    # services.registering
    msg("there is no such register"),
    # formats.npo_table
    msg("a column stands twice"),
    msg("there is no column %(a)s"),
    msg("the same reference with something else said of it"),
)
