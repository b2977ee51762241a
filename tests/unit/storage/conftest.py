"""The stores that these tests run on."""

from tests.stores import database, place, postgresql, store

__all__ = ["database", "place", "postgresql", "store"]
