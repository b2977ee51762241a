"""Small valid payment messages of every kind, from which damaged ones are made; the people are invented."""

from functools import cache

from tests import isomessages


@cache
def messages() -> tuple[bytes, ...]:
    """A message of ISO 20022 of every kind, alone and in an envelope."""
    alone = isomessages.pacs008()
    return (
        alone,
        isomessages.enveloped(alone),
        isomessages.pacs009(),
        isomessages.pacs004(),
        isomessages.pacs002(),
        isomessages.camt056(),
        isomessages.camt029(),
        isomessages.camt054(),
        isomessages.pain001(),
        alone.decode().encode("utf-16"),
    )
