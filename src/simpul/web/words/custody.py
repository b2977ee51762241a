"""Words of evidence, of chains of custody and of joint investigation teams."""

from collections.abc import Mapping
from typing import Any

from simpul.core.cooperation.custody import BreakKind, CustodyState
from simpul.core.cooperation.evidence import CustodyAct, Nature
from simpul.core.cooperation.joining import Oddity, TeamState
from simpul.core.cooperation.team import MemberRole, TeamEnd
from simpul.services.passing import ShareState
from simpul.web.language import msg

NATURES = {Nature.DIGITAL: msg("Digital content"), Nature.PHYSICAL: msg("Physical item")}
CUSTODY_ACTS = {
    CustodyAct.SEALED: msg("Sealed"),
    CustodyAct.EXAMINED: msg("Examined"),
    CustodyAct.COPIED: msg("Copied"),
    CustodyAct.TRANSFERRED: msg("Passed on within the authority"),
    CustodyAct.HANDED_OVER: msg("Handed over to another authority"),
    CustodyAct.RECEIVED: msg("Received"),
    CustodyAct.RETURNED: msg("Returned"),
    CustodyAct.DESTROYED: msg("Destroyed"),
}
CUSTODY_STATES = {
    CustodyState.HELD: msg("Held"),
    CustodyState.IN_TRANSIT: msg("On its way"),
    CustodyState.RETURNED: msg("Returned to its owner"),
    CustodyState.DESTROYED: msg("Destroyed"),
}
BREAKS = {
    BreakKind.HASH_DIFFERS: msg("The hash differs"),
    BreakKind.HASH_NOT_TAKEN: msg("The hash was not taken"),
    BreakKind.SEALS_DIFFER: msg("The seals differ"),
    BreakKind.NOT_HOLDER: msg("Somebody who did not have the item"),
    BreakKind.NOT_RECEIVED: msg("Passed on, and not received in its time"),
    BreakKind.LATE: msg("Received late"),
    BreakKind.TIME_RUNS_BACK: msg("Before what was done last"),
    BreakKind.AFTER_END: msg("After the end of the chain"),
    BreakKind.FORKED: msg("Two links after one"),
    BreakKind.UNLINKED: msg("The link before it is not here"),
}
TEAM_STATES = {
    TeamState.AWAITING_SIGNATURES: msg("Not signed by all"),
    TeamState.NOT_BEGUN: msg("Not begun"),
    TeamState.IN_FORCE: msg("In force"),
    TeamState.EXPIRED: msg("Expired"),
    TeamState.ENDED: msg("Ended"),
}
MEMBER_ROLES = {
    MemberRole.LEADER: msg("Leader"),
    MemberRole.DEPUTY: msg("Deputy"),
    MemberRole.PROSECUTOR: msg("Prosecutor"),
    MemberRole.JUDGE: msg("Judge"),
    MemberRole.INVESTIGATOR: msg("Investigator"),
    MemberRole.ANALYST: msg("Analyst (team)"),
    MemberRole.EXPERT: msg("Expert"),
    MemberRole.LIAISON: msg("Liaison"),
    MemberRole.SECONDED: msg("Seconded"),
}
TEAM_ENDS = {TeamEnd.TEAM: msg("The whole team, if all say so"), TeamEnd.OWN_PART: msg("Our own part in it")}
ODDITIES = {
    Oddity.NOT_IN_FORCE: msg("Nothing was in force then"),
    Oddity.NO_SUCH_TEXT: msg("There is no such text here"),
    Oddity.OTHER_PARTIES: msg("A change that is not of the same parties"),
    Oddity.OVERTAKEN: msg("Overtaken by another change"),
    Oddity.TOO_LATE: msg("The team was over"),
    Oddity.NO_SUCH_MEMBER: msg("Nobody of that name was in the team"),
    Oddity.HAS_LEFT: msg("Said by a party that has left"),
    Oddity.TWICE: msg("Said a second time"),
}
SHARE_STATES = {
    ShareState.SENT: msg("Sent"),
    ShareState.NOTHING_NEW: msg("Nothing new"),
    ShareState.AWAITING_SECOND_OFFICER: msg("Waits for a second officer"),
}

TABLES: tuple[Mapping[Any, str], ...] = (
    NATURES,
    CUSTODY_ACTS,
    CUSTODY_STATES,
    BREAKS,
    TEAM_STATES,
    MEMBER_ROLES,
    TEAM_ENDS,
    ODDITIES,
    SHARE_STATES,
)
