"""Words for how states stand together, and for definitions side by side."""

from simpul.core.law.comparing import Place, Relation
from simpul.core.law.harmony import Counted, LeftOut
from simpul.core.law.truth import Truth
from simpul.formats.law.sets import StateSet
from simpul.web.language import msg

COUNTED: dict[Counted, str] = {
    Counted.OFFENCES: msg("conventions on certain offences, and regional treaties"),
    Counted.GENERAL: msg("these and the general ones, which help within their own scope"),
}

LEFT_OUT: dict[LeftOut, str] = {
    LeftOut.NOT_IN_FORCE: msg("not in force on the day"),
    LeftOut.NO_PARTIES: msg("no party table was taken in: who is bound is not known"),
    LeftOut.NO_ARTICLE: msg("its article on this kind of help was not read"),
    LeftOut.GENERAL_SCOPE: msg("general: helps only within its own scope"),
}

SETS: dict[StateSet, str] = {
    StateSet.MEMBERS: msg("members of the United Nations"),
    StateSet.ASEAN_TEN: msg("ASEAN, the ten"),
    StateSet.ASEAN: msg("ASEAN with Timor-Leste"),
}

UNBOUND: dict[Truth, str] = {
    Truth.TRUE: msg("not bound"),
    Truth.UNKNOWN: msg("not known to be bound"),
}

PLACES: dict[Place, str] = {
    Place.REQUIRED: msg("required"),
    Place.ONE_WAY: msg("one way of several"),
    Place.EXCLUDED: msg("must not be so"),
    Place.NOT_COUNTED: msg("named, not counted"),
    Place.ABSENT: msg("not asked for"),
}

RELATIONS: dict[Relation, str] = {
    Relation.SAME: msg("the same"),
    Relation.NARROWER: msg("narrower"),
    Relation.WIDER: msg("wider"),
    Relation.OVERLAPS: msg("neither covers the other"),
    Relation.APART: msg("no conduct meets both"),
    Relation.UNKNOWN: msg("not worked out"),
}
