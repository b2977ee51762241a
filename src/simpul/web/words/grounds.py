"""Words for every ground of a refusal, wherever it comes from."""

from simpul.core.alert import OWN_PROPOSAL
from simpul.core.exchange import Refusal
from simpul.core.lawbook import DECIDED_ALREADY, SAME_OFFICER
from simpul.web.language import msg
from simpul.web.words import access, acts, handling
from simpul.web.words.cooperation import COOPERATION_GROUNDS
from simpul.web.words.npos import NPO_GROUNDS
from simpul.web.words.payment_grounds import PAYMENT_GROUNDS
from simpul.web.words.payment_rules import RULE_GROUNDS

GROUNDS: dict[str, str] = {
    **handling.GROUNDS,
    **access.GROUNDS,
    **PAYMENT_GROUNDS,
    **NPO_GROUNDS,
    **RULE_GROUNDS,
    **COOPERATION_GROUNDS,
    **{f"envelope.{refusal}": acts.REFUSALS[refusal] for refusal in Refusal},
    SAME_OFFICER: msg("Nobody checks the rows that he or she entered: another officer does."),
    DECIDED_ALREADY: msg("Somebody decided on these rows before."),
    OWN_PROPOSAL: msg("Nobody confirms or refuses what he or she proposed: a second officer does."),
    "envelope.input": msg("What is in it cannot be read as a report, or does not name us."),
    "envelope.tampered": msg("What is in it is not what its originator signed."),
    "envelope.set-aside": msg("The partner set it aside: it could not use it."),
    "envelope.log-diverged": msg("The partner and this node no longer agree on what passed over the link."),
    "stix.edition": msg("Its terms are written in an edition that STIX cannot carry."),
    "stix.level": msg("STIX without extensions cannot say its level."),
    "stix.tlp": msg("STIX without extensions carries only TLP:GREEN and TLP:CLEAR from here."),
    "stix.codes": msg("STIX without extensions cannot say Europol's handling codes."),
    "stix.releasable-to": msg("STIX without extensions cannot say to whom it may be released."),
    "stix.purposes": msg("STIX without extensions cannot limit the purposes."),
    "stix.onward": msg("STIX without extensions cannot forbid passing it on."),
    "stix.court": msg("STIX without extensions cannot forbid its use in court."),
    "stix.expiry": msg("STIX without extensions cannot say when its terms end."),
    "stix.retention": msg("STIX without extensions cannot say when it is to be destroyed."),
}
"""A sentence for each ground that a decision, a service, the guard or the reception of an envelope gives."""
