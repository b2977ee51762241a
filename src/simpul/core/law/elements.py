"""The elements of conduct: a closed vocabulary in which offences are defined and facts are stated.

Conduct is compared, never the names of offences: the acts, what they are done to, with what mind and purpose, in what
part, with what result and in which circumstances. Rules of the vocabulary:

1. It is closed and has a version. A new value is a new version; of a value that an older record does not have, that
   record says nothing: it is unknown there, and not false.
2. The acts describe what was done, attempted or taken part in, by whoever did it; the mode says which part the person
   had. So the bomb of an attempted bombing is placed, and the mode is an attempt.
3. What is threatened, funded, taught or provoked is not what is done: it has elements of its own.
4. The motive is kept so that definitions that name it can be written down; it is never counted when conduct is
   compared.
"""

from enum import StrEnum

VERSION = "1"
"""Of the vocabulary."""


class Group(StrEnum):
    """What an element says of the conduct."""

    ACT = "act"
    OBJECT = "object"
    MIND = "mind"
    PURPOSE = "purpose"
    MODE = "mode"
    RESULT = "result"
    CIRCUMSTANCE = "circumstance"


class Element(StrEnum):
    """One thing that can be so or not so of conduct."""

    KILL_OR_INJURE = "kill_or_injure"
    VIOLENCE_AGAINST_PERSON = "violence_against_person"
    SEIZE_HOSTAGE = "seize_hostage"
    THREATEN_HOSTAGE = "threaten_hostage"
    DELIVER_DEVICE = "deliver_device"
    PLACE_DEVICE = "place_device"
    DISCHARGE_DEVICE = "discharge_device"
    DETONATE_DEVICE = "detonate_device"
    SEIZE_AIRCRAFT = "seize_aircraft"
    DAMAGE_AIRCRAFT = "damage_aircraft"
    SEIZE_SHIP = "seize_ship"
    DAMAGE_SHIP = "damage_ship"
    THREATEN_SHIP = "threaten_ship"
    DAMAGE_INFRASTRUCTURE = "damage_infrastructure"
    DAMAGE_NAVIGATION = "damage_navigation"
    FALSE_INFO = "false_info"
    POSSESS_RADIOACTIVE = "possess_radioactive"
    MAKE_OR_POSSESS_RADIOLOGICAL_DEVICE = "make_or_possess_radiological_device"
    USE_RADIOACTIVE = "use_radioactive"
    USE_OR_DAMAGE_NUCLEAR_FACILITY = "use_or_damage_nuclear_facility"
    THREATEN_RADIOLOGICAL = "threaten_radiological"
    TAKE_NUCLEAR_MATERIAL = "take_nuclear_material"
    DEMAND_NUCLEAR_MATERIAL = "demand_nuclear_material"
    PROVIDE_FUNDS = "provide_funds"
    COLLECT_FUNDS = "collect_funds"
    RECRUIT = "recruit"
    TRAIN_GIVE = "train_give"
    TRAIN_RECEIVE = "train_receive"
    TRAVEL = "travel"
    MEMBERSHIP = "membership"
    INCITE = "incite"
    EXPRESS_SUPPORT = "express_support"

    CIVILIAN = "civilian"
    PROTECTED_PERSON = "protected_person"
    DEVICE = "device"
    PLACE_OF_PUBLIC_USE = "place_of_public_use"
    STATE_FACILITY = "state_facility"
    PUBLIC_TRANSPORT = "public_transport"
    INFRASTRUCTURE = "infrastructure"
    AIRCRAFT_IN_FLIGHT = "aircraft_in_flight"
    AIRCRAFT_IN_SERVICE = "aircraft_in_service"
    ON_BOARD = "on_board"
    VICTIM_ON_BOARD = "victim_on_board"
    SHIP = "ship"
    PLATFORM = "platform"
    FUNDED_TARGET = "funded_target"
    FUNDED_ANNEX_OFFENCE = "funded_annex_offence"
    ANNEX_OFFENCE = "annex_offence"

    INTENT = "intent"
    RECKLESSNESS = "recklessness"
    FUNDS_INTENDED = "funds_intended"
    FUNDS_KNOWN = "funds_known"
    KNOWS_FALSE = "knows_false"
    KNOWS_PURPOSE = "knows_purpose"
    INTENTIONAL_CONTRIBUTION = "intentional_contribution"
    FURTHER_GROUP_PURPOSE = "further_group_purpose"
    KNOW_GROUP_INTENTION = "know_group_intention"

    INTIMIDATE_POPULATION = "intimidate_population"
    COMPEL_GOVERNMENT_OR_IO = "compel_government_or_io"
    COMPEL_ANOTHER = "compel_another"
    CAUSE_DEATH_OR_INJURY = "cause_death_or_injury"
    CAUSE_EXTENSIVE_DESTRUCTION = "cause_extensive_destruction"
    CAUSE_SUBSTANTIAL_DAMAGE = "cause_substantial_damage"
    MOTIVE = "political_ideological_religious_motive"

    PRINCIPAL = "principal"
    ATTEMPT = "attempt"
    ACCOMPLICE = "accomplice"
    ORGANISE_DIRECT = "organise_direct"
    COMMON_PURPOSE_CONTRIBUTION = "common_purpose_contribution"
    PREPARATORY = "preparatory"

    DEATH = "death"
    INJURY = "injury"
    DESTRUCTION = "destruction"
    DESTROY_OR_DISABLE = "destroy_or_disable"
    ENDANGER_SAFETY = "endanger_safety"
    ENDANGER_PERSONS = "endanger_persons"
    DANGER_OF_OFFENCE = "danger_of_offence"
    MAJOR_ECONOMIC_LOSS = "major_economic_loss"
    RELEASE_OF_RADIOACTIVE = "release_of_radioactive"

    UNLAWFUL = "unlawful"
    BY_FORCE_OR_INTIMIDATION = "by_force_or_intimidation"
    CONDITION_FOR_RELEASE = "condition_for_release"
    CREDIBLE_THREAT = "credible_threat"
    ARMED_CONFLICT = "armed_conflict"
    ARMED_FORCES_EXCLUSION = "armed_forces_exclusion"
    GENEVA_DUTY_APPLIES = "geneva_duty_applies"
    ANNEX_TREATY_EXCLUDED = "annex_treaty_excluded"
    STATE_SERVICE_CRAFT = "state_service_craft"
    SHIP_OUT_OF_NAVIGATION = "ship_out_of_navigation"
    WITHIN_ONE_STATE = "within_one_state"
    OFFENDER_NATIONAL_THERE = "offender_national_there"
    VICTIMS_NATIONAL_THERE = "victims_national_there"
    OFFENDER_FOUND_THERE = "offender_found_there"
    OTHER_STATE_JURISDICTION = "other_state_jurisdiction"
    FLIGHT_ABROAD = "flight_abroad"
    COMMITTED_OUTSIDE_REGISTRATION = "committed_outside_registration"
    OFFENDER_FOUND_ELSEWHERE = "offender_found_elsewhere"
    INTERNATIONAL_FACILITY = "international_facility"
    BEYOND_TERRITORIAL_SEA = "beyond_territorial_sea"


_FIRST = {
    Element.KILL_OR_INJURE: Group.ACT,
    Element.CIVILIAN: Group.OBJECT,
    Element.INTENT: Group.MIND,
    Element.INTIMIDATE_POPULATION: Group.PURPOSE,
    Element.PRINCIPAL: Group.MODE,
    Element.DEATH: Group.RESULT,
    Element.UNLAWFUL: Group.CIRCUMSTANCE,
}
"""With which element each group begins; the vocabulary stands in the order of its groups."""


def _grouped() -> dict[Element, Group]:
    groups, group = {}, Group.ACT
    for element in Element:
        group = _FIRST.get(element, group)
        groups[element] = group
    return groups


GROUP_OF = _grouped()
"""The group of each element."""

ACTS = frozenset(element for element, group in GROUP_OF.items() if group is Group.ACT)
MOTIVES = frozenset({Element.MOTIVE.value})
"""What is never counted when conduct is compared."""
MEMBERSHIP_OR_SPEECH = frozenset({Element.MEMBERSHIP, Element.INCITE, Element.EXPRESS_SUPPORT})
"""Acts of which alone a charge can be the cover of politics: it then needs a person's written answer."""
