"""Groups of ordinary people: by script, and within Latin letters by the wide region of their stated nationality.

In the file of ordinary people a nationality is drawn at random within a wide region (a Hangul name is as often said to
be Japanese as Korean), so that the region says something of the name and the country does not.
"""

REGIONS = {
    "South Asia": "Afghanistan Bangladesh Bhutan India Nepal Pakistan Sri_Lanka",
    "East Asia": "China Hong_Kong Japan Malaysia Singapore South_Korea Taiwan Mongolia",
    "South-East Asia": "Brunei Cambodia East_Timor Indonesia Laos Myanmar Philippines Thailand Vietnam",
    "Middle East and North Africa": "Algeria Egypt Iran Iraq Israel Jordan Kuwait Lebanon Morocco Qatar "
    "Saudi_Arabia Syria Tunisia Turkey United_Arab_Emirates",
    "Africa south of the Sahara": "Botswana Burkina_Faso Cameroon Democratic_Republic_of_the_Congo Ethiopia Ghana "
    "Ivory_Coast Kenya Mali Nigeria Rwanda Senegal South_Africa Tanzania Uganda Zimbabwe",
    "English-speaking": "Australia Canada New_Zealand United_States",
    "Western Europe": "Austria Belgium Denmark Finland France Germany Ireland Italy Netherlands Norway Portugal Spain "
    "Sweden Switzerland United_Kingdom",
    "Eastern Europe": "Belarus Bosnia_and_Herzegovina Bulgaria Croatia Czech_Republic Montenegro North_Macedonia "
    "Poland Russia Serbia Slovakia Slovenia Ukraine",
    "Central Asia and Caucasus": "Azerbaijan Kazakhstan Kyrgyzstan Tajikistan Turkmenistan Uzbekistan",
    "Latin America": "Argentina Bolivia Brazil Chile Colombia Costa_Rica Cuba Dominican_Republic Ecuador El_Salvador "
    "Guatemala Honduras Mexico Nicaragua Panama Paraguay Peru Puerto_Rico Uruguay Venezuela",
}
REGION_OF = {name.replace("_", " "): region for region, names in REGIONS.items() for name in names.split()}


def group_of(script: str, nationality: str) -> str:
    """Give the group of an ordinary person: the script, or Latin letters with the region."""
    return f"{script}, {REGION_OF.get(nationality, 'elsewhere')}" if script == "latin" else script
