"""Rules on payments in words: how they stand, what they ask for, whom they hit, and why one is refused."""

from simpul.core.payment import rulebook
from simpul.core.payment.findings import RuleEffect
from simpul.core.payment.rulebook import Standing, Verdict
from simpul.web.language import Language, msg
from simpul.web.words.groups import SCRIPTS, UNKNOWN

REASONS_OF_RULES: tuple[str, ...] = (
    # core.payment.conditions
    msg("a condition on amounts names one"),
    msg("both ends of a band are in the same currencies"),
    msg("a band ends above where it begins"),
    msg("a window has 1 to %(a)s days"),
    msg("a sum is compared with amounts, and nothing else is"),
    msg("a count is compared with a number, and a sum is not"),
    msg("not a number from 1 to %(a)s"),
    msg("not the name of a feature: %(a)s"),
    msg("a condition on a pattern has a limit"),
    msg("not a number: %(a)s"),
    msg("not a country's code: %(a)s"),
    msg("a corridor names a country or a border"),
    msg("a condition on kinds names one"),
    msg("a score is above 0 and at most 1"),
    msg("a carve-out names itself and its instrument"),
    msg("a carve-out has a first and a last day"),
    msg("one amount above nought of each currency"),
    msg("1 to %(a)s values"),
    msg("a value that says nothing"),
    # core.payment.rule
    msg("said in English and in Indonesian"),
    msg("a clause has 1 to %(a)s conditions"),
    msg("a rule alerts or holds"),
    msg("what is unknown is noted, alerted or held"),
    msg("a rule has 1 to %(a)s clauses"),
    msg("more exemptions than a rule holds"),
    # core.payment.rulebook, core.payment.backtest
    msg("a person proposes a rule"),
    msg("a rule is proposed with its back-test"),
    msg("the back-test is of another rule"),
    msg("a person decides on a rule"),
    msg("there is no such proposal"),
    msg("nobody has decided on it"),
    msg("more than there are payments"),
    msg("more than %(a)s groups"),
    msg("there is no such rule"),
    # services.ruling
    msg("there is no figure %(a)s"),
    # web.pages.payment_rules
    msg("choose how it is to stand"),
    # engines.rules
    msg("columns of different lengths"),
    msg("time goes back"),
    # formats.payment_rules
    msg("one rule at a time"),
    msg("1 to %(a)s rules"),
    msg("two rules have the same id and version"),
    msg("not TOML: %(a)s"),
    # formats.document: what the decoder of records says of a value that is not of its kind
    msg("Object missing required field `%(a)s`"),
    msg("Expected `%(a)s`, got `%(b)s`"),
    msg("Expected `%(a)s`"),
    msg("Invalid enum value %(a)s"),
)

RULE_GROUNDS = {
    rulebook.SAME_OFFICER: msg("Another officer than the one who proposed it decides on a proposal."),
    rulebook.DECIDED_ALREADY: msg("The proposal is decided already."),
    rulebook.EDITION_CHANGED: msg("This version of the rule is known with other words; give it a new version."),
    rulebook.NOT_STANDING: msg("No such rule is in force or in shadow."),
    rulebook.TOO_MANY: msg("There are more rules and proposals than a node takes."),
}

STANDINGS = {
    Standing.IN_FORCE: msg("In force"),
    Standing.IN_SHADOW: msg("In shadow"),
    Standing.RETIRED: msg("Retired"),
}
VERDICTS = {Verdict.APPROVED: msg("Approved"), Verdict.REFUSED: msg("Refused")}
RULE_EFFECTS = {
    RuleEffect.NOTE: msg("A remark"),
    RuleEffect.ALERT: msg("An alert"),
    RuleEffect.HOLD: msg("A hold"),
    RuleEffect.REJECT: msg("A rejection"),
}
NPO_GROUPS = {
    "npo": msg("Non-profit, by the register, the rule or the purpose that the message says"),
    "not-known": msg("Not known to be one"),
}


def group_in(language: Language, group: str) -> str:
    """Say a group of payments: a corridor of two countries, whether one is known to be an NPO, or a script."""
    found = NPO_GROUPS.get(group) or SCRIPTS.get(group)
    if found:
        return language.say(found)
    ends = group.split("-")
    return " → ".join(language.country(code) if code else language.say(UNKNOWN) for code in ends)
