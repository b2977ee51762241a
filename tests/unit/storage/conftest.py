"""The stores that these tests run on."""

from tests.stores import database, place, store

__all__ = ["database", "place", "store"]
