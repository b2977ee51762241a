"""What is counted for rules, kept and gone on from: the same runs to the last figure as if nothing had ended."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.app.rules import shipped_models
from simpul.core.errors import InputError
from simpul.core.payment.facts import PaymentFacts
from simpul.core.payment.rulebook import InForce
from simpul.engines.rules.counted import place_of, read, written
from simpul.engines.rules.watching import Watch
from simpul.engines.rules.windows import DAY
from simpul.formats.payment_rules import shipped_rules

RULES = InForce(force=shipped_rules(), shadow=())
ACCOUNTS = st.sampled_from(["", "a", "b", "c", "d", "e", "f"])
STEPS = st.lists(
    st.tuples(
        ACCOUNTS,
        ACCOUNTS,
        st.sampled_from([95_000, 99_000, 100_000, 5, 1_234_567]),
        st.integers(0, 12 * DAY),
        st.sampled_from(["", "CASH", "CHAR", "TRAD", "LOAN"]),
        st.sampled_from(["person", "organisation", "unknown"]),
        st.sampled_from([0, 0, 0, 1]),
    ),
    min_size=2,
    max_size=40,
)


def facts_of(steps: Sequence[tuple[str, str, int, int, str, str, int]]) -> list[PaymentFacts]:
    found, at = [], 0
    for number, (sender, receiver, amount, later, purpose, kind, apart) in enumerate(steps, 1):
        at += later
        found.append(
            PaymentFacts(
                sequence=number,
                payment=f"{number:064}",
                at=at,
                taken=at,
                sender=sender,
                receiver=receiver,
                amount=amount,
                decimals=2,
                currency="EUR",
                origin="XA",
                destination="XB",
                sender_kind=kind,
                receiver_kind=kind,
                purpose=purpose,
                hits="",
                script="latin",
                apart=apart,
            )
        )
    return found


@given(STEPS, st.data())
def test_who_goes_on_from_what_was_kept_says_what_would_have_been_said(
    steps: list[tuple[str, str, int, int, str, str, int]], data: st.DataObject
) -> None:
    facts = facts_of(steps)
    cut = data.draw(st.integers(1, len(facts) - 1))
    through, until = Watch(RULES, shipped_models()), Watch(RULES, shipped_models())
    through.see(facts[:cut])
    until.run(facts[:cut])
    counted = until.counted()
    assert counted is not None
    assert place_of(written(counted)) == (cut, facts[cut - 1].payment)
    anew = Watch(RULES, shipped_models())
    anew.goes_on_from(read(written(counted)))
    anew.see_in_windows([each for each in facts[:cut] if each.at > facts[cut - 1].at - anew.window_days * DAY])
    assert anew.point == through.point
    for part in (facts[cut : cut + 3], facts[cut + 3 :]):
        assert anew.run(part) == through.run(part)
    assert anew.counted() == through.counted()


def test_what_is_not_whole_or_of_other_rules_is_refused() -> None:
    watch = Watch(RULES, shipped_models())
    watch.see(facts_of([("a", "b", 5, 1, "", "person", 0)]))
    counted = watch.counted()
    assert counted is not None
    whole = written(counted)
    for damaged in (b"", whole[:-1], whole + b"x", b"simpul rules 0\n" + whole.partition(b"\n")[2], whole[:40]):
        with pytest.raises(InputError, match="snapshot"):
            read(damaged)
    without = type(counted)(point=counted.point, at=counted.at, parts={"patterns": counted.parts["patterns"]})
    with pytest.raises(InputError, match="not what these rules ask for"):
        Watch(RULES, shipped_models()).goes_on_from(without)
