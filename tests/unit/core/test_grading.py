"""Gradings: every value of both scales, and none that a scale does not have."""

import string

import pytest

from simpul.core.errors import InputError
from simpul.core.grading import Grading, Scale, parsed_grading, stix_confidence

ALL = [
    *((Scale.ADMIRALTY, letter + figure) for letter in "ABCDEF" for figure in "123456"),
    *((Scale.EUROPOL, letter + figure) for letter in "ABCX" for figure in "1234"),
]


def test_there_are_36_gradings_in_one_scale_and_16_in_the_other() -> None:
    characters = string.ascii_letters + string.digits + " -"
    built = set()
    for scale in Scale:
        for source in characters:
            for information in characters:
                try:
                    built.add(Grading(scale=scale, source=source, information=information))
                except InputError:
                    continue
    assert {(grading.scale, grading.code) for grading in built} == set(ALL)
    assert len(built) == 36 + 16


@pytest.mark.parametrize(("scale", "code"), ALL)
def test_every_grading_is_kept_as_it_was_given(scale: Scale, code: str) -> None:
    grading = parsed_grading(code, scale=scale)
    assert (grading.scale, grading.source, grading.information, grading.code) == (scale, code[0], code[1], code)
    assert parsed_grading(code.lower(), scale=scale) == grading


@pytest.mark.parametrize(("scale", "code"), ALL)
def test_only_an_admiralty_credibility_is_a_confidence(scale: Scale, code: str) -> None:
    # STIX 2.1, appendix A: 1 to 5 are 90, 70, 50, 30, 10; 6 is left out.
    told = {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10}.get(code[1]) if scale is Scale.ADMIRALTY else None
    assert stix_confidence(parsed_grading(code, scale=scale)) == told


@pytest.mark.parametrize("code", ["", "B", "B22", "2B", "G1", "A7", "A0", "X1", "Б2", "A²", "AB", "12"])
def test_what_is_no_admiralty_grading_is_refused(code: str) -> None:
    with pytest.raises(InputError, match="grad"):
        parsed_grading(code, scale=Scale.ADMIRALTY)


@pytest.mark.parametrize("code", ["D1", "F6", "A5", "X6"])
def test_a_grading_of_the_other_scale_is_refused(code: str) -> None:
    with pytest.raises(InputError, match="europol-4x4 has no"):
        parsed_grading(code, scale=Scale.EUROPOL)


@pytest.mark.parametrize(("source", "information"), [("AB", "1"), ("A", "12"), ("", "1"), ("A", "")])
def test_a_letter_and_a_figure_are_one_character_each(source: str, information: str) -> None:
    with pytest.raises(InputError, match="has no"):
        Grading(scale=Scale.ADMIRALTY, source=source, information=information)
