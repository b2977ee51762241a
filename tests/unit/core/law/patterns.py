"""Patterns of fact and what six articles say of each, labelled by hand from the texts of the articles.

A pattern names what is so; `?name` is not known; all else is not so, save where the pattern ends with `...`: there all
else is not known. The six letters are the answers to ICSFT 2(1)(a), ICSFT 2(1)(b), Bombings 2(1), Hostages 1, Nuclear
2(1)(b) and Hague 1, each with its paragraphs on attempt and participation: T, F, or U for not known.
"""

OFFENCES = (
    "icsft1999-2-1-a",
    "icsft1999-2-1-b",
    "bombings1997-2-1",
    "hostages1979-1",
    "nuclear2005-2-1-b",
    "hague1970-1",
)

GIVES = "provide_funds unlawful intent"
CIVILIANS = "funded_target intimidate_population"
BOMB = "place_device device unlawful intent"
MARKET = "place_of_public_use cause_death_or_injury"
MINISTRY = "detonate_device device unlawful intent state_facility cause_extensive_destruction"
HOSTAGE = "seize_hostage threaten_hostage condition_for_release"
SOURCE = "use_radioactive unlawful intent"
HIJACK = "seize_aircraft aircraft_in_flight unlawful by_force_or_intimidation"
GROUP = "common_purpose_contribution intentional_contribution"
HOME = "within_one_state offender_national_there victims_national_there offender_found_there"

PATTERNS = (
    # Money: ICSFT 2
    (
        "gives money, knowing that it is for killing villagers to cow the rest",
        f"{GIVES} funds_known {CIVILIANS} principal",
        "FTFFFF",
    ),
    (
        "collects money meant for killing civilians to force a government",
        "collect_funds unlawful intent funds_intended funded_target compel_government_or_io principal",
        "FTFFFF",
    ),
    (
        "gives money, knowing that it is for taking a hostage",
        f"{GIVES} funds_known funded_annex_offence principal",
        "TFFFFF",
    ),
    (
        "the same, where the treaty is taken out of the annex by declaration",
        f"{GIVES} funds_known funded_annex_offence annex_treaty_excluded principal",
        "FFFFFF",
    ),
    (
        "the same, where nobody looked for such a declaration",
        f"{GIVES} funds_known funded_annex_offence ?annex_treaty_excluded principal",
        "UFFFFF",
    ),
    ("gives money; whether he knew what for is open", f"{GIVES} ?funds_known {CIVILIANS} principal", "FUFFFF"),
    ("gives to a charity that deceived him", f"{GIVES} {CIVILIANS} principal", "FFFFFF"),
    ("pays a killer out of private revenge", f"{GIVES} funds_intended funded_target principal", "FFFFFF"),
    (
        "pays for a killing whose purpose is open",
        f"{GIVES} funds_intended funded_target ?intimidate_population principal",
        "FUFFFF",
    ),
    (
        "pays for arms used on soldiers in battle, to frighten a population",
        f"{GIVES} funds_known intimidate_population principal",
        "FFFFFF",
    ),
    (
        "whether those to be killed took part in the hostilities is open",
        f"{GIVES} funds_known ?funded_target intimidate_population principal",
        "FUFFFF",
    ),
    ("the money was given and never used", f"{GIVES} funds_known {CIVILIANS} principal", "FTFFFF"),
    ("tries to send the money, and the bank stops it", f"{GIVES} funds_known {CIVILIANS} attempt", "FTFFFF"),
    ("lends his account to the giver, as an accomplice", f"{GIVES} funds_known {CIVILIANS} accomplice", "FTFFFF"),
    (
        "directs others to collect for hostage-takers",
        "collect_funds unlawful intent funds_intended funded_annex_offence organise_direct",
        "TFFFFF",
    ),
    (
        "adds to a group's collection, to further its purpose",
        f"{GIVES} funds_known {CIVILIANS} {GROUP} further_group_purpose",
        "FTFFFF",
    ),
    (
        "adds to it in knowledge of the group's intention",
        f"{GIVES} funds_known {CIVILIANS} {GROUP} know_group_intention",
        "FTFFFF",
    ),
    ("adds to it with neither aim nor knowledge", f"{GIVES} funds_known {CIVILIANS} {GROUP}", "FFFFFF"),
    (
        "adds to it; whether he knew of the group's intention is open",
        f"{GIVES} funds_known {CIVILIANS} {GROUP} ?know_group_intention",
        "FUFFFF",
    ),
    ("pays a ransom that the law allowed", f"provide_funds intent funds_known {CIVILIANS} principal", "FFFFFF"),
    (
        "whether the payment was unlawful is open",
        f"provide_funds ?unlawful intent funds_known {CIVILIANS} principal",
        "FUFFFF",
    ),
    (
        "gives money by carelessness, not wilfully",
        f"provide_funds unlawful recklessness funds_known {CIVILIANS} principal",
        "FFFFFF",
    ),
    (
        "both what is funded and the purpose are open",
        f"{GIVES} funds_known ?funded_annex_offence funded_target ?compel_government_or_io principal",
        "UUFFFF",
    ),
    ("his part in it is open", f"{GIVES} funds_known {CIVILIANS} ?principal ?accomplice", "FUFFFF"),
    ("only prepares to give", f"{GIVES} funds_known {CIVILIANS} preparatory", "FFFFFF"),
    (
        "collects for a group's flags and songs, for a political motive",
        "collect_funds unlawful intent funds_known political_ideological_religious_motive principal",
        "FFFFFF",
    ),
    # Bombs: Bombings 2
    ("puts a bomb in a market to kill", f"{BOMB} {MARKET} principal", "FFTFFF"),
    (
        "blows up a ministry; the loss is major",
        f"{MINISTRY} major_economic_loss principal",
        "FFTFFF",
    ),
    (
        "the same, and no major loss was likely",
        f"{MINISTRY} principal",
        "FFFFFF",
    ),
    (
        "the same, and the loss is not assessed yet",
        f"{MINISTRY} ?major_economic_loss principal",
        "FFUFFF",
    ),
    ("puts a bomb in a private house", f"{BOMB} cause_death_or_injury principal", "FFFFFF"),
    (
        "where the bomb stood is open",
        f"{BOMB} ?place_of_public_use ?public_transport cause_death_or_injury principal",
        "FFUFFF",
    ),
    ("leaves a bag that only looks like a bomb", f"place_device unlawful intent {MARKET} principal", "FFFFFF"),
    (
        "whether the thing could kill is not examined yet",
        f"place_device ?device unlawful intent {MARKET} principal",
        "FFUFFF",
    ),
    (
        "whether he placed or delivered it is open",
        f"?place_device ?deliver_device device unlawful intent {MARKET} principal",
        "FFUFFF",
    ),
    (
        "he set it off; whether he also brought it is open",
        f"detonate_device ?deliver_device device unlawful intent {MARKET} principal",
        "FFTFFF",
    ),
    (
        "is caught with the fuse in a train",
        "place_device device unlawful intent public_transport cause_death_or_injury attempt",
        "FFTFFF",
    ),
    ("drives those who place it", f"{BOMB} {MARKET} accomplice", "FFTFFF"),
    (
        "sends others to blow up a water works",
        "discharge_device device unlawful intent infrastructure cause_death_or_injury organise_direct",
        "FFTFFF",
    ),
    ("helps the group, aiming at its general purpose", f"{BOMB} {MARKET} {GROUP} further_group_purpose", "FFTFFF"),
    (
        "armed forces in an armed conflict, under its law",
        f"{BOMB} {MARKET} armed_conflict armed_forces_exclusion principal",
        "FFFFFF",
    ),
    (
        "whether they were armed forces is open",
        f"{BOMB} {MARKET} armed_conflict ?armed_forces_exclusion principal",
        "FFUFFF",
    ),
    (
        "a rebel's bomb in an armed conflict that its law does not govern",
        f"{BOMB} {MARKET} armed_conflict principal",
        "FFTFFF",
    ),
    ("means neither to kill nor to destroy", f"{BOMB} place_of_public_use principal", "FFFFFF"),
    ("was reckless only", f"place_device device unlawful recklessness {MARKET} principal", "FFFFFF"),
    ("all of it in one state, among its own nationals", f"{BOMB} {MARKET} {HOME} principal", "FFTFFF"),
    ("buys the parts and goes no further", f"{BOMB} {MARKET} preparatory", "FFFFFF"),
    # Hostages: Hostages 1
    ("holds travellers until a government frees prisoners", f"{HOSTAGE} compel_government_or_io principal", "FFFTFF"),
    ("holds a manager until the company pays", f"{HOSTAGE} compel_another principal", "FFFTFF"),
    ("holds a man out of revenge, asking nothing", "seize_hostage threaten_hostage principal", "FFFFFF"),
    (
        "makes demands, but no release hangs on them",
        "seize_hostage threaten_hostage compel_another principal",
        "FFFFFF",
    ),
    ("no threat was made", "seize_hostage compel_another condition_for_release principal", "FFFFFF"),
    (
        "whether there was a threat is open",
        "seize_hostage ?threaten_hostage compel_another condition_for_release principal",
        "FFFUFF",
    ),
    ("whom they meant to compel is open", f"{HOSTAGE} ?compel_another principal", "FFFUFF"),
    ("tries, and the victim runs away", f"{HOSTAGE} compel_another attempt", "FFFTFF"),
    ("brings the food, knowing all", f"{HOSTAGE} compel_another accomplice", "FFFTFF"),
    (
        "organises it and is not there: article 1 does not name him",
        f"{HOSTAGE} compel_another organise_direct",
        "FFFFFF",
    ),
    ("contributes to a group: nor this", f"{HOSTAGE} compel_another {GROUP} further_group_purpose", "FFFFFF"),
    (
        "in a war in which Geneva law hands him over",
        f"{HOSTAGE} compel_another armed_conflict geneva_duty_applies principal",
        "FFFFFF",
    ),
    (
        "in a war; whether Geneva law does is open",
        f"{HOSTAGE} compel_another armed_conflict ?geneva_duty_applies principal",
        "FFFUFF",
    ),
    (
        "whether the motive was political is open and does not matter",
        f"{HOSTAGE} compel_another ?political_ideological_religious_motive principal",
        "FFFTFF",
    ),
    # Radioactive material: Nuclear 2(1)(b)
    ("strews a source in a room to harm", f"{SOURCE} cause_death_or_injury principal", "FFFFTF"),
    ("harms the land with it", f"{SOURCE} cause_substantial_damage principal", "FFFFTF"),
    (
        "damages a reactor so that release threatens, to compel its owner",
        "use_or_damage_nuclear_facility release_of_radioactive unlawful intent compel_another principal",
        "FFFFTF",
    ),
    (
        "damages its fence; nothing could be released",
        "use_or_damage_nuclear_facility unlawful intent compel_another principal",
        "FFFFFF",
    ),
    (
        "whether release threatened is not assessed yet",
        "use_or_damage_nuclear_facility ?release_of_radioactive unlawful intent compel_another principal",
        "FFFFUF",
    ),
    (
        "only keeps the source, which is another paragraph",
        "possess_radioactive unlawful intent cause_death_or_injury principal",
        "FFFFFF",
    ),
    (
        "a bomb with a source in it, in a market",
        f"use_radioactive detonate_device device unlawful intent {MARKET} principal",
        "FFTFTF",
    ),
    ("tries to strew it", f"{SOURCE} cause_death_or_injury attempt", "FFFFTF"),
    ("only threatens to, which is another paragraph", "threaten_radiological credible_threat principal", "FFFFFF"),
    # Aircraft: Hague 1
    ("seizes an aircraft in flight by force, on board", f"{HIJACK} on_board principal", "FFFFFT"),
    ("takes control of it from the ground", f"{HIJACK} principal", "FFFFFF"),
    (
        "seizes it before the doors are closed",
        "seize_aircraft unlawful by_force_or_intimidation on_board principal",
        "FFFFFF",
    ),
    (
        "takes it over by a trick, without force or threat",
        "seize_aircraft aircraft_in_flight unlawful on_board principal",
        "FFFFFF",
    ),
    (
        "whether there was force is open",
        "seize_aircraft aircraft_in_flight unlawful ?by_force_or_intimidation on_board principal",
        "FFFFFU",
    ),
    ("tries, and is overcome", f"{HIJACK} on_board attempt", "FFFFFT"),
    ("stands guard on board for the one who does", f"{HIJACK} on_board accomplice", "FFFFFT"),
    ("organises it on the ground: article 1 does not name him", f"{HIJACK} organise_direct", "FFFFFF"),
    ("seizes an aircraft of the police", f"{HIJACK} on_board state_service_craft principal", "FFFFFF"),
    (
        "seizes it and holds the passengers against a government",
        f"{HIJACK} on_board {HOSTAGE} compel_government_or_io principal",
        "FFFTFT",
    ),
    # What nobody said, and what is said not to be so
    ("nothing is known", "...", "UUUUUU"),
    ("he gave no money; all else is unknown", "-provide_funds -collect_funds ...", "FFUUUU"),
    ("nothing that is alleged is so", "", "FFFFFF"),
    ("he is a member of a forbidden group, and no more", "membership intent principal", "FFFFFF"),
)
