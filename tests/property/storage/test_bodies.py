"""Values on their way between two processes of a node come as they went."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from simpul.core.ids import Domain, seal
from simpul.core.payment.outline import PaymentOutline, outline_of
from simpul.core.payment.party import PartyRole
from simpul.storage.bodies import packed, unpacked
from tests.payments import a_party, a_payment
from tests.property.values import texts


@given(
    texts(60, least=1).filter(str.strip),
    texts(35),
    st.sampled_from(["2026-03-10T08:00:00Z", "2026-03-10", "", "no day"]),
    st.lists(texts(40, least=1), max_size=3),
)
def test_an_outline_comes_as_it_went(name: str, purpose: str, at: str, unread: list[str]) -> None:
    beneficiary = a_party(PartyRole.BENEFICIARY, name)
    said = replace(a_payment(beneficiary, created_at=at), purpose=purpose, unread=tuple(unread))
    outline = outline_of(seal(Domain.PAYMENT, said))
    assert unpacked(PaymentOutline, packed(outline)) == outline
