"""The families of schemes, each with its benign twin, and those that nothing is ever tuned on."""

from enum import IntEnum, StrEnum
from typing import Final


class Family(StrEnum):
    """A kind of scheme by which terrorism is financed, as public typologies tell it."""

    MICRO_DONATIONS = "micro-donations"
    NPO_DIVERSION = "npo-diversion"
    CROWDFUNDING_SURGE = "crowdfunding-surge"
    HAWALA = "hawala"
    TRAVEL_CASH_OUT = "travel-cash-out"
    SELF_FUNDING = "self-funding"
    LISTED_TWO_HOPS = "listed-two-hops"


TWINS: Final = {
    Family.MICRO_DONATIONS: "zakat-collection",
    Family.NPO_DIVERSION: "humanitarian-charity",
    Family.CROWDFUNDING_SURGE: "disaster-appeal",
    Family.HAWALA: "diaspora-remittance",
    Family.TRAVEL_CASH_OUT: "family-visit",
    Family.SELF_FUNDING: "pilgrimage",
    Family.LISTED_TWO_HOPS: "payroll-and-landlord",
}
"""What innocent people do that looks alike."""

HELD_OUT: Final = frozenset({Family.NPO_DIVERSION, Family.CROWDFUNDING_SURGE, Family.SELF_FUNDING})
"""Never in a set that anything is tuned on, neither the schemes nor their twins; chosen before anything was tuned."""

TUNED: Final = tuple(family for family in Family if family not in HELD_OUT)


class Truth(IntEnum):
    """What a payment really is."""

    EVERYDAY = 0
    TWIN = 1
    SCHEME = 2
