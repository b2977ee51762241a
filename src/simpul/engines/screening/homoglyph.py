"""Letters of one script that pass for letters of another, put back where a word mixes them."""

# Cyrillic and Greek letters (case-folded) that look like a Latin letter in upper or lower case.
LATIN_FOR = {
    "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "ё": "e", "һ": "h", "н": "h", "і": "i", "ї": "i", "ј": "j",
    "к": "k", "ӏ": "l", "м": "m", "о": "o", "р": "p", "ԛ": "q", "ѕ": "s", "т": "t", "ѵ": "v", "ԝ": "w", "х": "x",
    "у": "y", "α": "a", "β": "b", "ε": "e", "η": "h", "ι": "i", "κ": "k", "μ": "m", "ν": "v", "ο": "o", "ρ": "p",
    "τ": "t", "υ": "y", "χ": "x", "ζ": "z",
}  # fmt: skip

# Latin letters that look like a Cyrillic letter in upper or lower case.
CYRILLIC_FOR = {
    "a": "а", "b": "в", "c": "с", "e": "е", "h": "н", "i": "і", "j": "ј", "k": "к", "m": "м", "o": "о", "p": "р",
    "s": "ѕ", "t": "т", "x": "х", "y": "у",
}  # fmt: skip

_TO_LATIN = str.maketrans(LATIN_FOR)
_TO_CYRILLIC = str.maketrans(CYRILLIC_FOR)


def repair(word: str) -> str:
    """Write a case-folded word that mixes Latin with Cyrillic or Greek letters in the script that has more of them."""
    latin = sum("a" <= letter <= "z" for letter in word)
    cyrillic = sum("Ѐ" <= letter <= "ԯ" for letter in word)
    greek = sum("Ͱ" <= letter <= "Ͽ" for letter in word)
    if not latin or not (cyrillic or greek):
        return word
    return word.translate(_TO_CYRILLIC if cyrillic > latin else _TO_LATIN)
