"""Cyrillic script, in Russian, Ukrainian, Balkan, Caucasian and Central Asian spellings, written in Latin letters."""

ROMAN = str.maketrans(
    {
        # Russian
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i",
        "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
        "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "",
        "э": "e", "ю": "yu", "я": "ya",
        # Ukrainian, Belarusian
        "є": "e", "і": "i", "ї": "i", "ґ": "g", "ў": "u",
        # Kazakh, Kyrgyz, Tatar, Bashkir, Turkmen
        "ә": "a", "ғ": "gh", "қ": "q", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "җ": "j", "ҙ": "z", "ҫ": "s",
        # Tajik, Uzbek, Azerbaijani
        "ӣ": "i", "ӯ": "u", "ҳ": "h", "ҷ": "j", "ҹ": "j", "ҝ": "g",
        # Serbian, Macedonian
        "ђ": "dj", "ј": "y", "љ": "l", "њ": "n", "ћ": "c", "џ": "dzh", "ѓ": "g", "ќ": "k", "ѕ": "z",
        # Chechen, Ingush, Avar: the palochka makes a consonant harder, which Latin spellings leave out
        "ӏ": "", "ӕ": "a",
    }
)  # fmt: skip


_SECOND_READING = ROMAN | {ord("г"): "h"}  # Ukrainian, and what Russian writes for the h of Hasan, Husayn, Haji


def romans(word: str) -> tuple[str, ...]:
    """Write a case-folded Cyrillic word in Latin letters, and in its second reading if there is one.

    Letters of no known alphabet stay as they are.
    """
    first = word.translate(ROMAN)
    return (first, word.translate(_SECOND_READING)) if "г" in word else (first,)
