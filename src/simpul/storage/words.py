"""Words: how names, titles and entries are found by the beginnings of their words.

How a text becomes words is given from outside (`Words`): a name in any script has its words in that script and in Latin
letters. Here they are cut to bounds and kept, so that a text of a stranger costs no more than a name.
"""

from collections.abc import Callable, Sequence

from sqlalchemy import ColumnElement, and_, bindparam, or_

Words = Callable[[str], Sequence[Sequence[str]]]
"""Gives the words of a text, each in the forms under which it is to be found: folded, the likeliest form first."""

MOST_WORDS = 40
LONGEST_WORD = 64
LONGEST_SORT = 120
MOST_ASKED = 8
"""Words of a question that are looked for; the rest narrow nothing."""

_HIGHEST = "\U0010ffff"


def tokens_of(text: str, words: Words) -> tuple[str, ...]:
    """Give the tokens under which the text is found; at least one, so that everything with a text can be listed."""
    found = {form[:LONGEST_WORD] for forms in words(text)[:MOST_WORDS] for form in forms if form}
    return tuple(sorted(found)) or (text.casefold().strip()[:LONGEST_WORD],)


def sort_key(text: str, words: Words) -> str:
    """Give the text by which a name is put in order: its words in Latin letters, the shortest form of the rule."""
    return (" ".join(forms[-1] for forms in words(text)[:MOST_WORDS] if forms) or text.casefold().strip())[
        :LONGEST_SORT
    ]


def asked(text: str, words: Words) -> tuple[tuple[str, ...], ...]:
    """Give what a question asks for: for each of its words the prefixes of which one must be there."""
    every = tuple(tuple(form[:LONGEST_WORD] for form in forms if form) for forms in words(text)[:MOST_ASKED])
    wordless = text.casefold().strip()[:LONGEST_WORD]
    return tuple(forms for forms in every if forms) or (((wordless,),) if wordless else ())


def begins(
    token: ColumnElement[str], prefixes: Sequence[str], parameters: dict[str, object], *, number: int
) -> ColumnElement[bool]:
    """Say that a token begins with one of the prefixes of a question's word; the bounds go into the parameters."""
    ranges = []
    for which, prefix in enumerate(prefixes):
        low, high = f"low_{number}_{which}", f"high_{number}_{which}"
        parameters |= {low: prefix, high: prefix + _HIGHEST}
        ranges.append(and_(token >= bindparam(low), token < bindparam(high)))
    return or_(*ranges)
