"""Cases between units: built from held payments, shared as far as their terms allow, answered in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from simpul.core.audit import Act
from simpul.core.authority import Level, Role
from simpul.core.cases.case import CaseEntry, CasePart
from simpul.core.cases.parts import CaseNote, CaseParty, CasePayment, CaseState, MediaType, Turn
from simpul.core.errors import ConflictError, DeniedError, InputError, NotFoundError, RefusedError
from simpul.core.exchange import Receipt
from simpul.core.handling import Tlp
from simpul.core.payment.payment import payment_id
from simpul.core.units.holding import CaseFile
from simpul.services.casework import CaseDraft
from simpul.services.passing import ShareState
from tests.scenarios.test_payments import LISTED, paid, taken, takes_in
from tests.world import GRADING, Place, World, authority

Made = Callable[..., World]
PDF = b"%PDF-1.7 statement of account"


def draft(place: Place, *to: str, **terms: object) -> CaseDraft:
    return CaseDraft(
        title="Donations to a collector",
        summary="Many small payments to one account.",
        grading=GRADING,
        handling=place.terms(*to, **terms),
        legal_basis="section 7 of the Act on Payments",
    )


def opens(place: Place, *to: str, by: str = "analyst", **terms: object) -> str:
    return place.node.units.casework.open(place.sight(by), draft(place, *to, **terms))


def file_of(place: Place, case: str, by: str = "analyst") -> CaseFile:
    return place.node.units.cases.file(place.sight(by), case)


def parts(place: Place, case: str, by: str = "analyst") -> list[CasePart]:
    return [each.value.part for each in file_of(place, case, by).entries if isinstance(each.value, CaseEntry)]


def shares(place: Place, case: str, to: str, by: str = "releasing") -> ShareState:
    return place.node.units.sharing.share(place.sight(by), case, authority(to)).state


def is_sound(place: Place) -> bool:
    return place.node.store.audit_trail.problems()[1] == ()


@pytest.fixture
def world(made: Made) -> World:
    found = made("XA", "XB", "XC")
    takes_in(found["XA"], LISTED, "Utomo Wardana Kusuma")
    return found


def test_a_case_is_built_from_a_held_payment_and_reaches_the_partner_with_source_and_grading(world: World) -> None:
    place, other = world["XA"], world["XB"]
    taken(place, paid(LISTED))
    case = opens(place, "XB")
    work = place.node.units.casework
    work.add_payment(place.sight(), case, payment_id(paid(LISTED)))
    work.add(place.sight(), case, CaseNote(text="The payee collects in the harbour."))
    work.attach(place.sight(), case, PDF, name="statement.pdf", media_type=MediaType.PDF)
    assert shares(place, case, "XB") is ShareState.SENT
    world.delivers()
    received = file_of(other, case)
    assert (received.originator, received.case.grading, received.is_ours) == (place.id, GRADING, False)
    assert [type(each) for each in parts(other, case)] == [type(each) for each in parts(place, case)]
    payment = next(each for each in parts(other, case) if isinstance(each, CasePayment))
    assert (payment.payee.name, str(payment.amount)) == (LISTED, "1250.00 EUR")
    entry = next(each for each in received.entries if isinstance(each.value, CaseEntry) and each.value.attachment)
    attachment, content = other.node.units.cases.content(other.sight(), case, entry.id)
    assert (attachment.name, content) == ("statement.pdf", PDF)
    assert {each.outcome for each in file_of(place, case).sendings} == {Receipt.ACCEPTED}
    assert is_sound(place)
    assert is_sound(other)


def test_what_was_added_later_goes_alone_and_nothing_goes_twice(world: World) -> None:
    place, other = world["XA"], world["XB"]
    case = opens(place, "XB")
    shares(place, case, "XB")
    assert shares(place, case, "XB") is ShareState.NOTHING_NEW
    place.node.units.casework.add(place.sight(), case, CaseNote(text="Later."))
    result = place.node.units.sharing.share(place.sight("releasing"), case, other.id)
    assert (result.state, result.sent) == (ShareState.SENT, 1)
    world.delivers()
    assert parts(other, case) == [CaseNote(text="Later.")]


def test_a_case_goes_to_nobody_whom_it_does_not_name(world: World) -> None:
    place = world["XA"]
    case = opens(place, "XB")
    with pytest.raises(RefusedError) as refused:
        shares(place, case, "XC")
    assert refused.value.grounds == ("release.recipient-not-named",)
    with pytest.raises(RefusedError):
        shares(place, case, "XZ")
    with pytest.raises(RefusedError) as of_role:
        shares(place, case, "XB", by="analyst")
    assert "role.releases-nothing" in of_role.value.grounds
    world.delivers()
    with pytest.raises(NotFoundError):
        file_of(world["XC"], case)
    acts = [each.entry.act for each in place.node.auditing.entries(place.sight("auditor"), limit=50).items]
    assert acts.count(Act.CASE_SHARE) == 3


def test_an_entry_stays_back_when_its_own_terms_say_so_and_leaves_no_trace(world: World) -> None:
    place, other = world["XA"], world["XB"]
    case = opens(place, "XB")
    work = place.node.units.casework
    work.add(place.sight(), case, CaseNote(text="For us."), handling=place.terms())
    work.add(place.sight(), case, CaseNote(text="For both."))
    result = place.node.units.sharing.share(place.sight("releasing"), case, other.id)
    assert (result.sent, result.kept_back) == (2, 1)
    world.delivers()
    assert parts(other, case) == [CaseNote(text="For both.")]


def test_a_payment_held_for_what_another_state_told_stays_here(world: World) -> None:
    place, sender = world["XA"], world["XC"]
    told = sender.draft(sender.claim("Zulkarnain Tirtayasa"), handling=sender.terms("XA"))
    draft_id = sender.node.sharing.save(sender.sight(), told)
    sender.shares(draft_id)
    world.delivers()
    place.screens()
    taken(place, paid(LISTED, number="E-9"))
    case = opens(place, "XB")
    place.node.units.casework.add_payment(place.sight(), case, payment_id(paid(LISTED, number="E-9")))
    entry = file_of(place, case).entries[0]
    held = place.node.monitoring.payment(place.sight(), payment_id(paid(LISTED, number="E-9")))
    foreign = held.last.handling.contributors
    assert set(entry.value.handling.contributors) == set(foreign)
    assert entry.value.handling.releasable_to == (() if foreign else (authority("XB"),))


def test_a_case_of_a_higher_level_needs_two_officers_and_the_approval_is_for_exactly_this(world: World) -> None:
    place, other = world["XA"], world["XB"]
    case = opens(place, "XB", level=Level.SECRET)
    assert shares(place, case, "XB") is ShareState.AWAITING_SECOND_OFFICER
    assert shares(place, case, "XB") is ShareState.AWAITING_SECOND_OFFICER
    place.node.units.casework.add(place.sight(), case, CaseNote(text="Changed meanwhile."))
    assert shares(place, case, "XB", by="second") is ShareState.AWAITING_SECOND_OFFICER
    assert shares(place, case, "XB") is ShareState.SENT
    world.delivers()
    assert len(parts(other, case)) == 1


def test_whoever_may_not_see_a_case_cannot_tell_it_from_one_that_is_not_there(world: World) -> None:
    place = world["XA"]
    taken(place, paid(LISTED))
    case = opens(place, level=Level.SECRET)
    units, junior = place.node.units, place.sight("junior")
    entry = units.casework.add(place.sight(), case, CaseNote(text="Hidden."))
    acts: list[Callable[[str], object]] = [
        lambda named: units.cases.file(junior, named),
        lambda named: units.cases.content(junior, named, entry),
        lambda named: units.cases.exported(junior, named, form="goaml"),
        lambda named: units.casework.add(junior, named, CaseNote(text="x")),
        lambda named: units.casework.add_payment(junior, named, payment_id(paid(LISTED))),
        lambda named: units.casework.withdraw(junior, named, entry, reason="x"),
        lambda named: units.casework.revise(junior, named, draft(place)),
        lambda named: units.sharing.share(junior, named, authority("XB")),
    ]
    for act in acts:
        said = []
        for named in (case, "0" * 32):
            with pytest.raises(NotFoundError) as absent:
                act(named)
            said.append(str(absent.value))
        assert said[0] == said[1]
    assert units.cases.page(junior).items == ()
    assert len(file_of(place, case).entries) == 1


def test_a_payment_that_an_officer_may_not_see_is_not_put_into_a_case(world: World) -> None:
    place = world["XA"]
    takes_in(place, f"{LISTED} Hasan", "Utomo Wardana Kusuma", level=Level.SECRET)
    hidden = payment_id(paid(LISTED, number="E-7"))
    taken(place, paid(LISTED, number="E-7"))
    case = opens(place, by="junior")
    with pytest.raises(NotFoundError):
        place.node.units.casework.add_payment(place.sight("junior"), case, hidden)
    place.node.units.casework.add_payment(place.sight(), case, hidden)
    assert parts(place, case, "junior") == []
    assert len(parts(place, case)) == 1


def test_the_same_payment_is_put_into_a_case_once(world: World) -> None:
    place = world["XA"]
    taken(place, paid())
    case = opens(place)
    place.node.units.casework.add_payment(place.sight(), case, payment_id(paid()))
    with pytest.raises(ConflictError):
        place.node.units.casework.add_payment(place.sight(), case, payment_id(paid()))


def test_a_recipient_answers_in_the_case_and_only_its_originator_has_the_answer(world: World) -> None:
    place, other = world["XA"], world["XB"]
    case = opens(place, "XB", "XC")
    shares(place, case, "XB")
    shares(place, case, "XC")
    world.delivers()
    other.node.units.casework.add(other.sight(), case, CaseParty(name="Sari Embun Lestari", country="XB"))
    with pytest.raises(RefusedError):
        shares(other, case, "XC")
    assert shares(other, case, "XA") is ShareState.SENT
    world.delivers()
    answer = file_of(place, case).entries[0]
    assert (answer.value.originator, answer.value.handling.releasable_to) == (other.id, (place.id,))
    assert parts(world["XC"], case) == []
    assert shares(place, case, "XC") is ShareState.NOTHING_NEW
    with pytest.raises(ConflictError):
        other.node.units.casework.revise(other.sight(), case, draft(other))
    with pytest.raises(ConflictError):
        place.node.units.casework.withdraw(place.sight(), case, answer.id, reason="not ours")
    assert is_sound(place)


def test_a_case_that_is_revised_names_another_recipient_and_takes_its_entries_along(world: World) -> None:
    place, other = world["XA"], world["XB"]
    case = opens(place)
    work = place.node.units.casework
    work.attach(place.sight(), case, b"a,b\n1,2\n", name="rows.csv", media_type=MediaType.TABLE)
    work.add(place.sight(), case, CaseNote(text="For us."), handling=place.terms(caveat="stays"))
    work.revise(place.sight(), case, replace(draft(place, "XB"), title="Revised"))
    file = file_of(place, case)
    assert file.case.title == "Revised"
    assert len([each for each in file.entries if not each.replaced_by]) == 2
    assert shares(place, case, "XB") is ShareState.SENT
    world.delivers()
    (received,) = file_of(other, case).entries
    assert other.node.units.cases.content(other.sight(), case, received.id)[1] == b"a,b\n1,2\n"
    assert [held.value for held in other.node.units.cases.page(other.sight()).items] == [file.case]
    assert is_sound(place)


def test_a_withdrawal_is_told_to_who_had_the_entry_and_the_entry_stays(world: World) -> None:
    place, other = world["XA"], world["XB"]
    case = opens(place, "XB")
    entry = place.node.units.casework.add(place.sight(), case, CaseNote(text="Wrong."))
    shares(place, case, "XB")
    place.node.units.casework.withdraw(place.sight(), case, entry, reason="Another person.")
    with pytest.raises(ConflictError):
        place.node.units.casework.withdraw(place.sight(), case, entry, reason="again")
    shares(place, case, "XB")
    world.delivers()
    first, second = file_of(other, case).entries
    assert (first.replaced_by, second.replaced_by) == (second.id, "")
    shares(place, opens(place, "XC"), "XC")
    assert is_sound(other)


def test_what_was_withdrawn_before_is_not_sent_to_who_never_had_it(world: World) -> None:
    place = world["XA"]
    case = opens(place, "XB")
    entry = place.node.units.casework.add(place.sight(), case, CaseNote(text="Wrong."))
    place.node.units.casework.withdraw(place.sight(), case, entry, reason="Another person.")
    assert place.node.units.sharing.share(place.sight("releasing"), case, authority("XB")).sent == 1
    world.delivers()
    assert parts(world["XB"], case) == []


def test_a_closed_case_takes_nothing_until_it_is_taken_up_again(world: World) -> None:
    place = world["XA"]
    case, work = opens(place), place.node.units.casework
    work.add(place.sight(), case, Turn(state=CaseState.CLOSED, reason="Nothing found."))
    with pytest.raises(ConflictError):
        work.add(place.sight(), case, CaseNote(text="late"))
    work.add(place.sight(), case, Turn(state=CaseState.OPEN, reason="New payments."))
    work.add(place.sight(), case, CaseNote(text="in time"))


def test_terms_above_the_clearance_of_the_author_or_of_somebody_else_are_refused(world: World) -> None:
    place = world["XA"]
    work = place.node.units.casework
    with pytest.raises(InputError):
        work.open(place.sight("junior"), draft(place, level=Level.SECRET))
    with pytest.raises(InputError):
        work.open(place.sight(), draft(world["XB"]))
    for name in ("admin", "auditor", "keys"):
        with pytest.raises(DeniedError):
            work.open(place.sight(name), draft(place))


def test_a_file_in_another_form_than_it_says_is_refused_and_nothing_is_kept(world: World) -> None:
    place = world["XA"]
    case = opens(place)
    with pytest.raises(InputError):
        place.node.units.casework.attach(place.sight(), case, b"<html>", name="x.pdf", media_type=MediaType.PDF)
    assert file_of(place, case).entries == ()


def test_an_export_leaves_out_what_may_not_leave(world: World) -> None:
    place, other = world["XA"], world["XB"]
    case = opens(place, "XB")
    place.node.units.casework.add(place.sight(), case, CaseNote(text="Both."))
    shares(place, case, "XB")
    red = replace(place.terms("XB"), tlp=Tlp.RED)
    place.node.units.casework.add(place.sight(), case, CaseNote(text="Red."), handling=red)
    _, entries = place.node.units.cases.exported(place.sight(), case, form="goaml")
    assert [each.part for each in entries] == [CaseNote(text="Both.")]
    world.delivers()
    with pytest.raises(RefusedError) as refused:
        other.node.units.cases.exported(other.sight(), case, form="goaml")
    assert "onward.forbidden" in refused.value.grounds


def test_cases_come_latest_first_and_page_by_page(world: World) -> None:
    place = world["XA"]
    for number in range(5):
        place.node.units.casework.open(place.sight(), replace(draft(place), title=f"Case {number}"))
        place.clock.passes(timedelta(minutes=1))
    first = place.node.units.cases.page(place.sight(), limit=3)
    rest = place.node.units.cases.page(place.sight(), after=first.after, limit=3)
    titles = [getattr(each.value, "title", "") for each in (*first.items, *rest.items)]
    assert titles == [f"Case {number}" for number in (4, 3, 2, 1, 0)]


def test_an_officer_without_the_purpose_sees_no_case(world: World) -> None:
    place = world["XA"]
    place.employs("narrow", Role.ANALYST, purposes=())
    case = opens(place, "XB")
    shares(place, case, "XB")
    world.delivers()
    world["XB"].employs("narrow", Role.ANALYST, purposes=())
    with pytest.raises(NotFoundError):
        file_of(world["XB"], case, "narrow")
