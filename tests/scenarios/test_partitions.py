"""What stands in one index: only what is under the same terms, so that no score depends on what is hidden."""

from pathlib import Path

from simpul.core.authority import Level
from simpul.core.designation import Designation, ListEdition, ListedName, NameQuality
from simpul.core.handling import Handling, public_terms
from simpul.core.vocabulary import Schema
from tests.world import Place, World


def edition(*names: tuple[str, str], dated: str) -> ListEdition:
    entries = tuple(
        Designation(
            list_id="watch",
            reference=reference,
            schema=Schema.PERSON,
            names=(ListedName(value=name, quality=NameQuality.PRIMARY),),
        )
        for reference, name in names
    )
    return ListEdition(list_id="watch", dated=dated, entries=entries)


def sizes(place: Place) -> dict[Handling, int]:
    found = place.node.screening.shelf.partitions().items()
    return {key.handling: len(index) for key, index in found if key.list_id == "watch"}


def test_entries_of_one_list_under_different_terms_stand_apart(tmp_path: Path) -> None:
    world = World(tmp_path, "XA")
    place = world["XA"]
    secret, public = place.terms(level=Level.SECRET), public_terms(place.id)
    first = edition(("W.1", "Bahrul Santosa"), ("W.2", "Lev Brunov"), dated="2026-02-01")
    place.node.listing.take_in(place.sight(), first, handling=secret)
    place.screens()
    assert sizes(place) == {secret: 2}

    later = edition(("W.1", "Bahrul Santosa"), ("W.2", "Lev Brunov Petrov"), dated="2026-03-01")
    place.node.listing.take_in(place.sight(), later, handling=public)
    place.screens()
    assert sizes(place) == {secret: 1, public: 1}

    place.node.screening.prepare()
    assert sizes(place) == {secret: 1, public: 1}
    world.closes()
