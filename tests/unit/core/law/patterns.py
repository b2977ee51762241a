"""Patterns of fact and what six articles say of each, labelled by hand from the texts of the articles.

A pattern names what is so; `?name` is not known; all else is not so, save where the pattern ends with `...`: there all
else is not known. A word in capitals stands for several. The six letters are the answers to ICSFT 2(1)(a), ICSFT
2(1)(b), Bombings 2(1), Hostages 1, Nuclear 2(1)(b) and Hague 1, each with its paragraphs on attempt and participation:
T, F, or U for not known.
"""

import re
from collections.abc import Iterator

OFFENCES = (
    "icsft1999-2-1-a",
    "icsft1999-2-1-b",
    "bombings1997-2-1",
    "hostages1979-1",
    "nuclear2005-2-1-b",
    "hague1970-1",
)

SHORT = {
    "GIVES": "provide_funds unlawful intent",
    "CIVILIANS": "funded_target intimidate_population",
    "BOMB": "place_device device unlawful intent",
    "MARKET": "place_of_public_use cause_death_or_injury",
    "MINISTRY": "detonate_device device unlawful intent state_facility cause_extensive_destruction",
    "HOSTAGE": "seize_hostage threaten_hostage condition_for_release",
    "SOURCE": "use_radioactive unlawful intent",
    "HIJACK": "seize_aircraft aircraft_in_flight unlawful by_force_or_intimidation",
    "GROUP": "common_purpose_contribution intentional_contribution",
    "HOME": "within_one_state offender_national_there victims_national_there offender_found_there",
}

TABLE = """
# Money: ICSFT 2
FTFFFF gives money, knowing that it is for killing villagers to cow the rest
       GIVES funds_known CIVILIANS principal
FTFFFF collects money meant for killing civilians to force a government
       collect_funds unlawful intent funds_intended funded_target compel_government_or_io principal
TFFFFF gives money, knowing that it is for taking a hostage
       GIVES funds_known funded_annex_offence principal
FFFFFF the same, where the treaty is taken out of the annex by declaration
       GIVES funds_known funded_annex_offence annex_treaty_excluded principal
UFFFFF the same, where nobody looked for such a declaration
       GIVES funds_known funded_annex_offence ?annex_treaty_excluded principal
FUFFFF gives money; whether he knew what for is open
       GIVES ?funds_known CIVILIANS principal
FFFFFF gives to a charity that deceived him
       GIVES CIVILIANS principal
FFFFFF pays a killer out of private revenge
       GIVES funds_intended funded_target principal
FUFFFF pays for a killing whose purpose is open
       GIVES funds_intended funded_target ?intimidate_population principal
FFFFFF pays for arms used on soldiers in battle, to frighten a population
       GIVES funds_known intimidate_population principal
FUFFFF whether those to be killed took part in the hostilities is open
       GIVES funds_known ?funded_target intimidate_population principal
FTFFFF the money was given and never used
       GIVES funds_known CIVILIANS principal
FTFFFF tries to send the money, and the bank stops it
       GIVES funds_known CIVILIANS attempt
FTFFFF lends his account to the giver, as an accomplice
       GIVES funds_known CIVILIANS accomplice
TFFFFF directs others to collect for hostage-takers
       collect_funds unlawful intent funds_intended funded_annex_offence organise_direct
FTFFFF adds to a group's collection, to further its purpose
       GIVES funds_known CIVILIANS GROUP further_group_purpose
FTFFFF adds to it in knowledge of the group's intention
       GIVES funds_known CIVILIANS GROUP know_group_intention
FFFFFF adds to it with neither aim nor knowledge
       GIVES funds_known CIVILIANS GROUP
FUFFFF adds to it; whether he knew of the group's intention is open
       GIVES funds_known CIVILIANS GROUP ?know_group_intention
FFFFFF pays a ransom that the law allowed
       provide_funds intent funds_known CIVILIANS principal
FUFFFF whether the payment was unlawful is open
       provide_funds ?unlawful intent funds_known CIVILIANS principal
FFFFFF gives money by carelessness, not wilfully
       provide_funds unlawful recklessness funds_known CIVILIANS principal
UUFFFF both what is funded and the purpose are open
       GIVES funds_known ?funded_annex_offence funded_target ?compel_government_or_io principal
FUFFFF his part in it is open
       GIVES funds_known CIVILIANS ?principal ?accomplice
FFFFFF only prepares to give
       GIVES funds_known CIVILIANS preparatory
FFFFFF collects for a group's flags and songs, for a political motive
       collect_funds unlawful intent funds_known political_ideological_religious_motive principal
# Bombs: Bombings 2
FFTFFF puts a bomb in a market to kill
       BOMB MARKET principal
FFTFFF blows up a ministry; the loss is major
       MINISTRY major_economic_loss principal
FFFFFF the same, and no major loss was likely
       MINISTRY principal
FFUFFF the same, and the loss is not assessed yet
       MINISTRY ?major_economic_loss principal
FFFFFF puts a bomb in a private house
       BOMB cause_death_or_injury principal
FFUFFF where the bomb stood is open
       BOMB ?place_of_public_use ?public_transport cause_death_or_injury principal
FFFFFF leaves a bag that only looks like a bomb
       place_device unlawful intent MARKET principal
FFUFFF whether the thing could kill is not examined yet
       place_device ?device unlawful intent MARKET principal
FFUFFF whether he placed or delivered it is open
       ?place_device ?deliver_device device unlawful intent MARKET principal
FFTFFF he set it off; whether he also brought it is open
       detonate_device ?deliver_device device unlawful intent MARKET principal
FFTFFF is caught with the fuse in a train
       BOMB public_transport cause_death_or_injury attempt
FFTFFF drives those who place it
       BOMB MARKET accomplice
FFTFFF sends others to blow up a water works
       discharge_device device unlawful intent infrastructure cause_death_or_injury organise_direct
FFTFFF helps the group, aiming at its general purpose
       BOMB MARKET GROUP further_group_purpose
FFFFFF armed forces in an armed conflict, under its law
       BOMB MARKET armed_conflict armed_forces_exclusion principal
FFUFFF whether they were armed forces is open
       BOMB MARKET armed_conflict ?armed_forces_exclusion principal
FFTFFF a rebel's bomb in an armed conflict that its law does not govern
       BOMB MARKET armed_conflict principal
FFFFFF means neither to kill nor to destroy
       BOMB place_of_public_use principal
FFFFFF was reckless only
       place_device device unlawful recklessness MARKET principal
FFTFFF all of it in one state, among its own nationals
       BOMB MARKET HOME principal
FFFFFF buys the parts and goes no further
       BOMB MARKET preparatory
# Hostages: Hostages 1
FFFTFF holds travellers until a government frees prisoners
       HOSTAGE compel_government_or_io principal
FFFTFF holds a manager until the company pays
       HOSTAGE compel_another principal
FFFFFF holds a man out of revenge, asking nothing
       seize_hostage threaten_hostage principal
FFFFFF makes demands, but no release hangs on them
       seize_hostage threaten_hostage compel_another principal
FFFFFF no threat was made
       seize_hostage compel_another condition_for_release principal
FFFUFF whether there was a threat is open
       seize_hostage ?threaten_hostage compel_another condition_for_release principal
FFFUFF whom they meant to compel is open
       HOSTAGE ?compel_another principal
FFFTFF tries, and the victim runs away
       HOSTAGE compel_another attempt
FFFTFF brings the food, knowing all
       HOSTAGE compel_another accomplice
FFFFFF organises it and is not there: article 1 does not name him
       HOSTAGE compel_another organise_direct
FFFFFF contributes to a group: nor this
       HOSTAGE compel_another GROUP further_group_purpose
FFFFFF in a war in which Geneva law hands him over
       HOSTAGE compel_another armed_conflict geneva_duty_applies principal
FFFUFF in a war; whether Geneva law does is open
       HOSTAGE compel_another armed_conflict ?geneva_duty_applies principal
FFFTFF whether the motive was political is open and does not matter
       HOSTAGE compel_another ?political_ideological_religious_motive principal
# Radioactive material: Nuclear 2(1)(b)
FFFFTF strews a source in a room to harm
       SOURCE cause_death_or_injury principal
FFFFTF harms the land with it
       SOURCE cause_substantial_damage principal
FFFFTF damages a reactor so that release threatens, to compel its owner
       use_or_damage_nuclear_facility release_of_radioactive unlawful intent compel_another principal
FFFFFF damages its fence; nothing could be released
       use_or_damage_nuclear_facility unlawful intent compel_another principal
FFFFUF whether release threatened is not assessed yet
       use_or_damage_nuclear_facility ?release_of_radioactive unlawful intent compel_another principal
FFFFFF only keeps the source, which is another paragraph
       possess_radioactive unlawful intent cause_death_or_injury principal
FFTFTF a bomb with a source in it, in a market
       use_radioactive detonate_device device unlawful intent MARKET principal
FFFFTF tries to strew it
       SOURCE cause_death_or_injury attempt
FFFFFF only threatens to, which is another paragraph
       threaten_radiological credible_threat principal
# Aircraft: Hague 1
FFFFFT seizes an aircraft in flight by force, on board
       HIJACK on_board principal
FFFFFF takes control of it from the ground
       HIJACK principal
FFFFFF seizes it before the doors are closed
       seize_aircraft unlawful by_force_or_intimidation on_board principal
FFFFFF takes it over by a trick, without force or threat
       seize_aircraft aircraft_in_flight unlawful on_board principal
FFFFFU whether there was force is open
       seize_aircraft aircraft_in_flight unlawful ?by_force_or_intimidation on_board principal
FFFFFT tries, and is overcome
       HIJACK on_board attempt
FFFFFT stands guard on board for the one who does
       HIJACK on_board accomplice
FFFFFF organises it on the ground: article 1 does not name him
       HIJACK organise_direct
FFFFFF seizes an aircraft of the police
       HIJACK on_board state_service_craft principal
FFFTFT seizes it and holds the passengers against a government
       HIJACK on_board HOSTAGE compel_government_or_io principal
# What nobody said, and what is said not to be so
UUUUUU nothing is known
       ...
FFUUUU he gave no money; all else is unknown
       -provide_funds -collect_funds ...
FFFFFF nothing that is alleged is so
FFFFFF he is a member of a forbidden group, and no more
       membership intent principal
"""


def spelled(pattern: str) -> str:
    """A pattern with its capitals spelled out."""
    return " ".join(SHORT.get(word, word) for word in pattern.split())


def rows() -> Iterator[tuple[str, str, str]]:
    """Each pattern: what it tells, its elements, and the six labels."""
    for row in re.split(r"\n(?=[TFU]{6} )", "\n".join(line for line in TABLE.splitlines() if not line.startswith("#"))):
        if row.strip():
            told, _, pattern = row.strip().partition("\n")
            yield told[7:], spelled(pattern), told[:6]


PATTERNS = tuple(rows())
