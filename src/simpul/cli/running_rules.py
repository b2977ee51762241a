"""Rules on payments at a node that runs: each act is asked of its process."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simpul.app.payment_rules import ProposalShown, RulesShown, RuleText, RuleTried


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningRules:
    """Asks the process; `asked` sends one question and reads its answer."""

    asked: Callable[..., Any]

    def tried(self, said: bytes) -> RuleTried:
        """Try a rule on the past."""
        done: RuleTried = self.asked(RuleTried, "POST", "/rules/tried", body=said)
        return done

    def shown(self) -> RulesShown:
        """Give the rules that stand, and every proposal."""
        found: RulesShown = self.asked(RulesShown, "GET", "/rules")
        return found

    def text(self, said: str) -> RuleText:
        """Give one edition of a rule as text."""
        found: RuleText = self.asked(RuleText, "GET", "/rules/text", rule=said)
        return found

    def proposed(self, said: bytes, standing: str, *, reason: str, officer: str = "") -> ProposalShown:
        """Propose that a rule stands so."""
        made: ProposalShown = self.asked(
            ProposalShown, "POST", "/rules", body=said, standing=standing, reason=reason, officer=officer
        )
        return made

    def decided(self, proposal: str, verdict: str, *, reason: str, officer: str = "") -> ProposalShown:
        """Approve or refuse a proposal of another officer."""
        made: ProposalShown = self.asked(
            ProposalShown, "POST", "/rules/verdict", proposal=proposal, verdict=verdict, reason=reason, officer=officer
        )
        return made
