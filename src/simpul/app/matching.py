"""Matching and browsing for other software, wired: whose entities, in which shape, from which indexes."""

from simpul.formats.ftm_writing import entity_of_claims, entity_of_entry, is_of_sanctions
from simpul.services.browsing import Browsing
from simpul.services.datasets import DataSets
from simpul.services.entities import Entities
from simpul.services.matching import Matching
from simpul.services.ports.screening import Shelf
from simpul.services.recording import Recorder
from simpul.services.subjects import Viewing
from simpul.storage.store import Store


def matching_of(store: Store, recorder: Recorder, shelf: Shelf) -> Matching:
    """Give what answers examples."""
    datasets = DataSets(shelf=shelf, is_of_sanctions=is_of_sanctions)
    return Matching(datasets=datasets, entities=_entities(store), recorder=recorder)


def browsing_of(store: Store, recorder: Recorder, shelf: Shelf) -> Browsing:
    """Give what finds entities and shows one."""
    return Browsing(
        datasets=DataSets(shelf=shelf, is_of_sanctions=is_of_sanctions),
        entities=_entities(store),
        viewing=Viewing(subjects=store.subjects, recorder=recorder),
        recorder=recorder,
    )


def _entities(store: Store) -> Entities:
    return Entities(lists=store.lists, subjects=store.subjects, of_entry=entity_of_entry, of_claims=entity_of_claims)
