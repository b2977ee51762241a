"""A payload is read as it was written, or refused with a place; one disclosure has one payload."""

import json

from hypothesis import assume, given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.core.report import check_disclosure
from simpul.peers.payloads import ReportPayloads
from tests.peering import LIMITS, assertion, disclosure

PAYLOADS = ReportPayloads(limits=LIMITS)
WHOLE = PAYLOADS.encode(disclosure())
TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t"), min_size=1, max_size=60
).filter(str.strip)


def refused(payload: bytes) -> bool:
    """Whether a payload is refused; any other error is a failure of the test."""
    try:
        decoded = PAYLOADS.decode(payload)
    except InputError as error:
        place = error.place
    else:
        assert PAYLOADS.encode(decoded) == payload
        return False
    assert place
    return True


@given(values=st.lists(TEXT, max_size=40))
def test_every_disclosure_comes_back_as_it_was(values: list[str]) -> None:
    given_to_xb = disclosure(*(assertion(index, value) for index, value in enumerate(values)))
    decoded = PAYLOADS.decode(PAYLOADS.encode(given_to_xb))
    assert decoded == given_to_xb
    check_disclosure(decoded)


@given(place=st.integers(min_value=0, max_value=len(WHOLE) - 1), instead=st.binary(max_size=3), gone=st.integers(0, 3))
def test_a_changed_payload_is_refused_or_reads_as_exactly_these_bytes(place: int, instead: bytes, gone: int) -> None:
    refused(WHOLE[:place] + instead + WHOLE[place + gone :])


@given(payload=st.binary(max_size=300))
def test_noise_is_refused(payload: bytes) -> None:
    assert refused(payload)


@given(
    terms=st.dictionaries(
        st.sampled_from(("originator", "level", "tlp", "codes", "onward", "court", "caveat", "edition", "x")),
        st.none() | st.integers(-2, 9) | st.sampled_from(("amber", "red", "none", "", "XA-NCTC", "H3", [], ["H1"])),
        min_size=1,
        max_size=4,
    )
)
def test_terms_are_read_in_full_or_refused(terms: dict[str, object]) -> None:
    """Missing, unknown, doubled or misspelt terms never read as milder ones: they do not read at all."""
    body = disclosure().assertions[0].body
    record = json.loads(body)
    record["handling"] = {name: value for name, value in {**record["handling"], **terms}.items() if value is not None}
    assume(record["handling"] != json.loads(body)["handling"])
    changed = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    payload = WHOLE.replace(body, changed)
    if not refused(payload):
        read = PAYLOADS.decode(payload).assertions[0].value.handling
        said = record["handling"]
        assert (read.tlp, read.level, read.onward, read.court) == (
            *(said["tlp"], said["level"], said["onward"], said["court"]),
        )
        assert read.edition == said["edition"]
        assert list(read.codes) == said.get("codes", [])
