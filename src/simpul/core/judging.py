"""Judging: whether a judgement on two profiles still stands, and if not, what changed since.

Rules:
1. What is judged is two profiles as they are at that moment. "Different" and "unsure" stand for as long as both say
   what they said then; "the same" stands until it is undone.
2. A judgement is on profiles and not on subjects: it never reaches what is held under terms that the officer who
   judged could not see.
3. Kept are digests of the values, not the values: what an originator takes back is not kept here in its stead.
"""

from collections.abc import Iterator, Mapping, Sequence

from simpul.core.alert import AlertDecision, Changed, Content, Part, Verdict
from simpul.core.holding import Profile
from simpul.core.ids import Domain, canonical_bytes, record_id

DIGEST = 32
"""Hexadecimal digits of a value's digest: 128 bits."""


def content_of(profile_id: str, values: Mapping[str, Sequence[str]]) -> Content:
    """Give what a profile says, as digests in order: whoever says the same in another order says the same."""
    return Content(
        profile=profile_id,
        digests={
            name: tuple(sorted(_digest(name, value) for value in said)) for name, said in sorted(values.items()) if said
        },
    )


def contents_of(profiles: Sequence[Profile]) -> tuple[Content, ...]:
    """Give what each of these profiles says, in their order."""
    return tuple(content_of(profile.id, profile.values) for profile in profiles)


def mark_of(decisions: Sequence[AlertDecision], contents: Sequence[Content]) -> str:
    """Give a short text that changes when anything is decided on an alert, or either side says something else.

    Who decides names the mark of what he or she looked at, so that nobody decides on what was never shown. It holds no
    id of a profile: those count terms that a viewer may not know of.
    """
    said = [content.digests for content in contents]
    return record_id(Domain.PROFILE, canonical_bytes([str(len(decisions)), said]))[:DIGEST]


def stands(judgement: AlertDecision, profiles: Sequence[Profile]) -> bool:
    """Say whether a judgement still stands, now that the two profiles it was made on say this."""
    return judgement.verdict is Verdict.SAME or judgement.contents == contents_of(profiles)


def changes_since(judgement: AlertDecision, profiles: Sequence[Profile]) -> tuple[Changed, ...]:
    """Give what changed on either side since it was judged; empty where it is not known what was said then."""
    if len(judgement.contents) != len(profiles):
        return ()
    paired = zip(Part, judgement.contents, profiles, strict=True)
    return tuple(change for part, then, now in paired for change in _changes(part, then, now))


def _changes(part: Part, then: Content, now: Profile) -> Iterator[Changed]:
    for name in sorted({*then.digests, *now.values}):
        before = set(then.digests.get(name, ()))
        after = {_digest(name, value): value for value in now.values.get(name, ())}
        came = tuple(value for digest, value in after.items() if digest not in before)
        gone = len(before - after.keys())
        if came or gone:
            yield Changed(part=part, property=name, came=came, gone=gone)


def _digest(name: str, value: str) -> str:
    return record_id(Domain.PROFILE, canonical_bytes([name, value]))[:DIGEST]
