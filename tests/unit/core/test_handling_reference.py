"""The decision, case by case over a small scope, against a second reading of its rules.

The second reading was written from the terms themselves, not from the code: it asks of each use what it is, and lists
what stands against it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest

from simpul.core.authority import AuthorityId, Level, OfficerId, Purpose, Role, Viewer
from simpul.core.handling import Action, Consent, Context, CourtUse, Handling, HandlingCode, Onward, Tlp, decide
from tests.records import AT, XA, XB, XC

STATES = (XA, XB, XC)
RELEASE_SETS: tuple[tuple[AuthorityId, ...], ...] = ((), (XB,), (XC,), (XB, XC))
USES = (*((action, None) for action in Action if action is not Action.SEND), *((Action.SEND, to) for to in STATES))
WORK = (Purpose.COUNTER_TERRORISM,)


def agreed_to(item: Handling, context: Context) -> bool:
    """Everybody whose item it is has agreed to this recipient, and nobody's word has run out."""
    words = {(c.originator, c.recipient) for c in context.consents if c.expires_at > context.at}
    owners = [item.originator, *item.contributors]
    return context.recipient is not None and all((owner, context.recipient) in words for owner in owners)


def open_to_all(item: Handling) -> bool:
    return item.onward == Onward.FREE and item.tlp in {Tlp.GREEN, Tlp.CLEAR}


def against_the_person(who: Viewer, action: Action, item: Handling) -> Iterator[tuple[str, bool]]:
    reads = {Role.ANALYST, Role.RELEASING_OFFICER}
    yield "role.reads-no-intelligence", not (reads & set(who.roles))
    yield "role.releases-nothing", action == Action.SEND and Role.RELEASING_OFFICER not in who.roles
    yield "clearance.too-low", int(item.level) > int(who.clearance)


def against_all_but_the_owner(
    who: Viewer, action: Action, item: Handling, context: Context
) -> Iterator[tuple[str, bool]]:
    leaves = action in {Action.SEND, Action.EXPORT}
    unasked = leaves and not agreed_to(item, context)
    in_court = action == Action.USE_IN_COURT
    yield "purpose.not-permitted", all(purpose not in who.purposes for purpose in item.purposes)
    yield "handling.expired", item.expires_at is not None and item.expires_at <= context.at
    yield "onward.forbidden", unasked and item.onward == Onward.NONE
    yield "onward.needs-consent", unasked and (item.onward == Onward.ASK or HandlingCode.H2 in item.codes)
    yield "tlp.stays-inside", leaves and item.tlp in {Tlp.RED, Tlp.AMBER_STRICT}
    yield "court.forbidden", in_court and (item.court == CourtUse.FORBIDDEN or HandlingCode.H1 in item.codes)


def against_everybody(action: Action, item: Handling, context: Context) -> Iterator[tuple[str, bool]]:
    meant = context.recipient in (item.originator, *item.releasable_to) or open_to_all(item) or agreed_to(item, context)
    grave = item.tlp == Tlp.RED or item.level >= context.two_officers_from
    yield "handling.unknown-edition", item.edition != "handling/1"
    yield "handling.retention-ended", item.retain_until is not None and item.retain_until < context.at.date()
    yield "release.recipient-not-named", action == Action.SEND and (context.recipient is None or not meant)
    yield "release.needs-second-officer", action == Action.SEND and grave and len({*context.approvals}) < 2
    yield "tlp.red-leaves-in-no-file", action == Action.EXPORT and item.tlp == Tlp.RED


def reference(who: Viewer, action: Action, item: Handling, context: Context) -> tuple[bool, set[str]]:
    """Decide a second time, by another route."""
    owns_alone = item.originator == who.authority and len(item.contributors) == 0
    against = {ground for ground, holds in against_the_person(who, action, item) if holds}
    against |= {ground for ground, holds in against_everybody(action, item, context) if holds}
    if not owns_alone:
        against |= {ground for ground, holds in against_all_but_the_owner(who, action, item, context) if holds}
    if against:
        return False, against
    for_it = {"permit.originator"} if item.originator == who.authority else set()
    for_it |= {"permit.named-recipient"} if who.authority in item.releasable_to else set()
    for_it |= {"permit.open-to-community"} if open_to_all(item) else set()
    return bool(for_it), for_it or {"release.not-named"}


def items() -> Iterator[Handling]:
    """Every combination of the terms that depend on one another."""
    combinations = product(Level, Tlp, Onward, RELEASE_SETS, ((), (XC,)), ((), (HandlingCode.H1,), (HandlingCode.H2,)))
    for level, tlp, onward, names, contributors, codes in combinations:
        yield Handling(
            originator=XA,
            level=level,
            tlp=tlp,
            onward=onward,
            releasable_to=names,
            contributors=contributors,
            codes=codes,
            purposes=WORK,
            court=CourtUse.ALLOWED,
        )


def compare(who: Viewer, action: Action, item: Handling, context: Context) -> bool:
    decision = decide(who, action, item, context)
    allowed, grounds = reference(who, action, item, context)
    assert (decision.allowed, set(decision.grounds)) == (allowed, grounds), (who, action, item, context)
    return allowed


@pytest.mark.parametrize("authority", STATES)
def test_every_use_of_every_item_in_the_small_scope_is_decided_alike_twice(authority: AuthorityId) -> None:
    who = Viewer(
        authority=authority,
        officer=OfficerId("a"),
        roles=(Role.RELEASING_OFFICER,),
        clearance=Level.CONFIDENTIAL,
        purposes=WORK,
    )
    contexts = [Context(at=AT, recipient=to, approvals=(OfficerId("b"), OfficerId("c"))) for _, to in USES]
    verdicts = [
        compare(who, action, item, context)
        for item in items()
        for (action, _), context in zip(USES, contexts, strict=True)
    ]
    assert len(verdicts) == 4 * 5 * 3 * 4 * 2 * 3 * 8
    assert 0 < sum(verdicts) < len(verdicts)


@pytest.mark.parametrize("authority", STATES)
def test_roles_purposes_times_courts_consents_and_approvals_are_decided_alike_twice(authority: AuthorityId) -> None:
    roles = ((), (Role.ADMINISTRATOR,), (Role.ANALYST,), (Role.RELEASING_OFFICER,))
    purposes = ((), WORK, (Purpose.PREVENTION,))
    times = (None, AT, AT + timedelta(seconds=1))
    days = (None, date(2026, 3, 13), date(2026, 3, 14))
    later = AT + timedelta(hours=1)
    consents = (
        (),
        (Consent(originator=XA, recipient=XC, expires_at=later),),
        (Consent(originator=XA, recipient=XC, expires_at=AT),),
    )
    approvals = ((), (OfficerId("b"),), (OfficerId("b"), OfficerId("c")))
    seen = set()
    for role, purpose, expires, until, court, consent, approval, onward in product(
        roles, purposes, times, days, CourtUse, consents, approvals, (Onward.ASK, Onward.FREE)
    ):
        who = Viewer(
            authority=authority, officer=OfficerId("a"), roles=role, clearance=Level.CONFIDENTIAL, purposes=purpose
        )
        item = Handling(
            originator=XA,
            level=Level.CONFIDENTIAL,
            tlp=Tlp.AMBER,
            onward=onward,
            releasable_to=(XB,),
            purposes=WORK,
            court=court,
            expires_at=expires,
            retain_until=until,
        )
        context = Context(at=AT, recipient=XC, approvals=approval, consents=consent)
        for action in (Action.READ, Action.SEND, Action.USE_IN_COURT):
            seen.add(compare(who, action, item, context))
    assert seen == ({True, False} if authority != XC else {False})
