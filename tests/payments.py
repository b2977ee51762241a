"""Small invented payments and findings for tests: one line each, every field of interest an argument."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from simpul.core.authority import OfficerId
from simpul.core.handling import Handling
from simpul.core.payment.completeness import Band, Item, Requirement, Side, TransparencyRule
from simpul.core.payment.deciding import DecisionPolicy
from simpul.core.payment.decision import PaymentDecision
from simpul.core.payment.edition import Edition
from simpul.core.payment.facts import Looked, said_facts
from simpul.core.payment.findings import (
    CheckStatus,
    HitVerdict,
    ListHit,
    PayeeCheck,
    PaymentCase,
    RulesRun,
    Screening,
)
from simpul.core.payment.freezing import (
    ClaimStatus,
    Exemption,
    ExemptionClaim,
    FreezingOrder,
    LegalBasis,
    PartialRelease,
    PartialReleaseRule,
    ReleasePurpose,
)
from simpul.core.payment.money import Money
from simpul.core.payment.part_payee import as_payee
from simpul.core.payment.party import Agent, AgentRole, Party, PartyRole, account_of
from simpul.core.payment.payment import MessageForm, Payment, References, payment_id
from simpul.core.payment.proposing import Proposal, ProposedStep
from simpul.core.payment.seconding import proposed

AT = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)
AYU, BIMA = OfficerId("a.surya"), OfficerId("b.lestari")
UN = Edition(id="un", version="2026-03-01")
IBAN_XA, IBAN_XB = "XA46SIMP0000012345", "XB45SIMP0000067890"
PAYMENT = "a" * 64
POLICY = DecisionPolicy(owner="duty desk")
BASIS = LegalBasis(instrument="Asset Freezing Act of State XA", provision="section 4", order="XA/2026/7")
FOOD = PartialReleaseRule(
    id="food", purpose=ReleasePurpose.BASIC_EXPENSES, instrument="resolution 1452 (2002)", most=None
)


def euros(figure: str = "1250.00") -> Money:
    """An amount in euros."""
    whole, _, cents = figure.partition(".")
    return Money(currency="EUR", minor=int(whole + (cents or "00")), decimals=2)


def a_party(role: PartyRole = PartyRole.ORIGINATOR, name: str = "Tarik Amri", **fields: object) -> Party:
    """Somebody in a payment."""
    return Party(role=role, name=name, **fields)  # type: ignore[arg-type]  # the fields are the caller's


def a_payment(*others: Party, agents: tuple[Agent, ...] | None = None, **fields: object) -> Payment:
    """A payment of 1,250 euros from State XA to State XB; whoever is named takes the place of his part."""
    usual = {
        PartyRole.ORIGINATOR: a_party(account=account_of(IBAN_XA)),
        PartyRole.BENEFICIARY: a_party(PartyRole.BENEFICIARY, "Harbour Society", account=account_of(IBAN_XB)),
    }
    named = {each.role: each for each in others}
    said: dict[str, object] = {
        "form": MessageForm.ISO_20022,
        "message": "pacs.008.001.08",
        "message_id": "M-1",
        "number": 1,
        "references": References(end_to_end="E-1", transaction="T-1"),
        "amount": euros(),
        "parties": tuple((usual | named).values()),
        "agents": agents
        if agents is not None
        else (
            Agent(role=AgentRole.ORIGINATOR_AGENT, bic="SIMPXAXA"),
            Agent(role=AgentRole.BENEFICIARY_AGENT, bic="SIMPXBXB"),
        ),
    }
    return Payment(**(said | fields))  # type: ignore[arg-type]  # the fields are the caller's, checked when built


def an_order(
    *, until: datetime = AT + timedelta(days=90), rules: tuple[PartialReleaseRule, ...] = (FOOD,)
) -> FreezingOrder:
    """An order of State XA in force since yesterday."""
    return FreezingOrder(
        legal_basis=BASIS,
        authority="Court of State XA",
        in_force_from=AT - timedelta(days=1),
        expires_at=until,
        programme="XA1",
        partial_release=rules,
    )


def a_hit(verdict: HitVerdict = HitVerdict.OPEN, *, order: FreezingOrder | None = None, score: int = 990) -> ListHit:
    """A hit of the UN's list, judged by an officer unless it is open."""
    judged_by = OfficerId("") if verdict is HitVerdict.OPEN else AYU
    return ListHit(
        list=UN,
        reference="XAi.001",
        name="Tarik Amri",
        part="originator",
        score=score,
        verdict=verdict,
        judged_by=judged_by,
        order=order,
    )


def a_case(*hits: ListHit, status: CheckStatus = CheckStatus.COMPLETE, **fields: object) -> PaymentCase:
    """A case whose checks have come to their end, unless its status says otherwise."""
    said: dict[str, object] = {
        "payment": PAYMENT,
        "amount": euros(),
        "screening": Screening(status=status, lists=(UN,), hits=hits),
        "rules": RulesRun(status=CheckStatus.COMPLETE),
    }
    return PaymentCase(**(said | fields))  # type: ignore[arg-type]  # the fields are the caller's, checked when built


def a_claim(status: ClaimStatus, **fields: str) -> ExemptionClaim:
    """A claim of an exemption of everything on the UN's list."""
    said: dict[str, str] = {
        "id": "humanitarian",
        "instrument": "resolution 2664 (2022)",
        "provision": "1",
        "from_day": "2022-12-09",
    }
    exemption = Exemption(lists=("un",), programmes=(), **(said | fields))
    if status is not ClaimStatus.ESTABLISHED:
        return ExemptionClaim(exemption=exemption, status=status)
    return ExemptionClaim(exemption=exemption, status=status, evidence="grant agreement 7", by=AYU, second=BIMA)


def a_rule(*required: tuple[Side, Item, Band]) -> TransparencyRule:
    """A rule that requires these items, above 1,000 euros where it says so; XA and XB are its countries."""
    return TransparencyRule(
        edition=Edition(id="r16", version="test"),
        requirements=tuple(
            Requirement(id=f"{side}.{item}", side=side, item=item, band=band) for side, item, band in required
        ),
        thresholds=(euros("1000.00"),),
        countries=frozenset({"XA", "XB"}),
    )


def a_payee(*hits: ListHit, payee: str = "Landlord") -> PayeeCheck:
    """How the payee of a part compares with the UN's list."""
    found = tuple(as_payee(hit) for hit in hits)
    return PayeeCheck(payee=payee, screening=Screening(status=CheckStatus.COMPLETE, lists=(UN,), hits=found))


def asked(
    last: PaymentDecision,
    *,
    part: PartialRelease | None = None,
    case: PaymentCase | None = None,
    by: OfficerId = AYU,
    at: datetime | None = None,
) -> PaymentDecision:
    """A proposal to let a payment go, or a part of it, at the moment of its last decision unless another is said."""
    step = ProposedStep.PARTIAL_RELEASE if part else ProposedStep.RELEASE
    moment = at or last.decided_at
    proposal = Proposal(step=step, reason="looked at", made_at=moment, by=by, release=part)
    found = case or a_case()
    if part is not None and found.payee is None:
        found = replace(found, payee=a_payee(payee=part.payee))
    return proposed(last, proposal, case=found, policy=POLICY, at=moment)


def looked_at(payment: Payment, *, screening: Screening, handling: Handling) -> Looked:
    """A payment that has been screened."""
    return Looked(payment=payment_id(payment), said=said_facts(payment), screening=screening, handling=handling)
