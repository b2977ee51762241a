"""Words for the groups of people whose names are compared: the scripts of names, and wide regions."""

from simpul.web.language import Language, msg

SCRIPTS = {
    "latin": msg("Latin letters"),
    "arabic": msg("Arabic script"),
    "cyrillic": msg("Cyrillic"),
    "cjk": msg("Chinese characters"),
    "hangul": msg("Hangul"),
    "hiragana": msg("Japanese kana"),
    "katakana": msg("Japanese kana"),
    "devanagari": msg("Devanagari"),
    "thai": msg("Thai script"),
    "hebrew": msg("Hebrew script"),
    "greek": msg("Greek script"),
    "armenian": msg("Armenian script"),
    "georgian": msg("Georgian script"),
    "ethiopic": msg("Ethiopic script"),
    "bengali": msg("Bengali script"),
    "tamil": msg("Tamil script"),
    "none": msg("No letters"),
    "other": msg("Another script"),
}

REGIONS = {
    "South Asia": msg("South Asia"),
    "East Asia": msg("East Asia"),
    "South-East Asia": msg("South-East Asia"),
    "Middle East and North Africa": msg("Middle East and North Africa"),
    "Africa south of the Sahara": msg("Africa south of the Sahara"),
    "English-speaking": msg("English-speaking countries"),
    "Western Europe": msg("Western Europe"),
    "Eastern Europe": msg("Eastern Europe"),
    "Central Asia and Caucasus": msg("Central Asia and Caucasus"),
    "Latin America": msg("Latin America"),
    "elsewhere": msg("elsewhere"),
}

MEASURED_WITH = msg(
    "Synthetic ordinary names (negatives-global.csv of opensanctions/qarin, MIT; odd rows), by name alone, against the "
    "persons of the United Nations' list of 2024-11-30 and of the United States' list of July 2021; "
    "measured 2026-11-22."
)
"""What the calibration that comes along was measured with."""

UNKNOWN = msg("not known")


def group_words(language: Language, group: str) -> str:
    """Say a group: a script, a region, both with a comma between, or whatever the calibration called it."""
    return ", ".join(language.say(SCRIPTS.get(part) or REGIONS.get(part) or part) for part in group.split(", ")) or (
        language.say(UNKNOWN)
    )


def country_words(language: Language, code: str) -> str:
    """Say a country, or that it is not known."""
    return language.country(code) if code else language.say(UNKNOWN)
