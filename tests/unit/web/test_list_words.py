"""Every form of lists has its title in words, and pages say who publishes a list."""

from simpul.formats.registry import FORMS, publisher_of
from simpul.web.words.lists import TITLES


def test_every_form_of_lists_has_its_title_in_words() -> None:
    assert sorted(form.title for form in FORMS.values() if form.title not in TITLES) == []
    assert sorted(title for title in TITLES if title not in {form.title for form in FORMS.values()}) == []


def test_a_list_with_the_id_of_a_form_has_its_publisher_and_ones_own_has_none() -> None:
    assert publisher_of("un") == "United Nations Security Council"
    assert publisher_of("own") == ""
    assert publisher_of("") == ""
