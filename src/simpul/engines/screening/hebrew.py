"""Hebrew script: what a word sounds like without its vowels."""

import re

SOUNDS = {
    "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "u", "ז": "z", "ח": "h", "ט": "t", "י": "i", "כ": "k",
    "ך": "k",
    "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "ע": "", "פ": "p", "ף": "f", "צ": "s", "ץ": "s",
    "ק": "k",
    "ר": "r", "ש": "x", "ת": "t",
}  # fmt: skip

# Letters with a second sound: Avraham, Levi, Yosef, Michael, Israel.
SECOND_READING = {"ב": "v", "ו": "v", "פ": "f", "כ": "h", "ך": "h", "ש": "s"}

# The commonest given names, with the vowels that the script leaves out.
READINGS = {
    "בנימין": "benjamin", "יוסף": "yosef", "יצחק": "yitzhak", "משה": "moshe", "דוד": "david", "דויד": "david",
    "אברהם": "avraham", "שמעון": "shimon", "יעקב": "yaakov", "שרה": "sarah", "רחל": "rachel", "אהוד": "ehud",
    "אריאל": "ariel", "יהודה": "yehuda", "מיכאל": "michael", "דניאל": "daniel", "שלמה": "shlomo", "חיים": "chaim",
    "נפתלי": "naftali", "יאיר": "yair", "גדעון": "gideon", "מרים": "miriam", "אסתר": "esther", "לאה": "leah",
    "חנה": "hannah", "אהרן": "aharon", "אליהו": "eliyahu", "שמואל": "shmuel", "כהן": "cohen", "לוי": "levi",
}  # fmt: skip

_LONG = re.compile(r"([aiu])\1+")


def sounds(word: str) -> tuple[str, ...]:
    """Write a word by the sound of its letters, in its first and its second reading."""
    first = _sound(word, {})
    return (first, _sound(word, SECOND_READING)) if any(letter in SECOND_READING for letter in word) else (first,)


def _sound(word: str, second: dict[str, str]) -> str:
    spoken = word[:-1] if len(word) > 2 and word[-1] in "הע" else word  # silent at the end
    text = "".join(second.get(letter, SOUNDS.get(letter, "")) for letter in spoken.replace("וו", "ו"))
    return _LONG.sub(r"\1", f"a{text}" if word[:1] == "ע" else text)
