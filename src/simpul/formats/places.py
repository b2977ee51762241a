"""Places in words, from the small to the large: `Tabarka, North, Tunisia`."""

from simpul.core.designation import ListedPlace
from simpul.formats.countries import country_code


def place_in_words(said: str, *, note: str = "") -> ListedPlace:
    """Give a place: its country where the last words name one, the first words, and those between."""
    words = [word.strip() for word in said.split(",") if word.strip()]
    country = ""
    for count in (2, 1):
        if len(words) >= count and country_code(last := ", ".join(words[-count:])):
            country, words = last, words[:-count]
            break
    return ListedPlace(city=words[0] if words else "", province=", ".join(words[1:]), country=country, note=note)
