"""Hangul: a family name and a given name, each read as Koreans write them in Latin letters."""

FAMILY_NAMES = {
    "김": "kim", "이": "lee", "리": "lee", "박": "park", "최": "choi", "정": "jung", "강": "kang", "조": "cho",
    "윤": "yoon",
    "장": "jang", "임": "lim", "림": "lim", "한": "han", "오": "oh", "서": "seo", "신": "shin", "권": "kwon",
    "황": "hwang",
    "안": "ahn", "송": "song", "류": "yoo", "유": "yoo", "전": "jeon", "홍": "hong", "고": "ko", "문": "moon",
    "양": "yang",
    "손": "son", "배": "bae", "백": "baek", "허": "heo", "남": "nam", "심": "shim", "노": "noh", "로": "noh",
    "하": "ha",
    "곽": "kwak", "성": "sung", "차": "cha", "주": "joo", "우": "woo", "구": "koo", "민": "min", "나": "na",
    "진": "jin",
    "지": "ji", "엄": "eom", "채": "chae", "원": "won", "천": "chun", "방": "bang", "공": "kong", "현": "hyun",
    "함": "ham",
    "변": "byun", "염": "yeom", "여": "yeo", "추": "choo", "도": "do", "소": "so", "석": "seok", "선": "sun",
    "설": "seol",
    "마": "ma", "길": "kil", "연": "yeon", "위": "wi", "표": "pyo", "명": "myung", "기": "ki", "반": "ban",
    "왕": "wang",
    "금": "keum", "옥": "ok", "육": "yook", "인": "in", "맹": "maeng", "제": "je", "모": "mo", "탁": "tak",
    "국": "kook",
    "남궁": "namgung", "황보": "hwangbo", "제갈": "jegal", "사공": "sagong", "선우": "sunwoo", "독고": "dokgo",
}  # fmt: skip

LONGEST_NAME = 4
"""A Hangul word of at most so many syllables that begins with a family name is read as a person's name."""

INITIALS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
VOWELS = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu",
    "eu", "ui",
    "i",
)  # fmt: skip
FINALS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng",
    "t", "t",
    "k", "t", "p", "t",
)  # fmt: skip
HARDER = {"g": "k", "d": "t", "b": "p", "j": "ch", "r": "l"}

FIRST, LAST, SYLLABLES_OF_AN_INITIAL = 0xAC00, 0xD7A3, 588


def is_hangul(word: str) -> bool:
    """Tell whether a word consists of Hangul syllables."""
    return bool(word) and all(FIRST <= ord(letter) <= LAST for letter in word)


def apart(word: str) -> tuple[str, ...]:
    """Part a name written together into family name and given name; anything else stays as it is."""
    if 2 <= len(word) <= LONGEST_NAME:
        for length in (2, 1):
            if word[:length] in FAMILY_NAMES and len(word) > length:
                return (word[:length], word[length:])
    return (word,)


def romans(word: str) -> tuple[str, str]:
    """Write a Hangul word in Latin letters, by the Revised Romanisation and with the harder consonants of others."""
    if word in FAMILY_NAMES:
        return (FAMILY_NAMES[word], FAMILY_NAMES[word])
    syllables = [_letters(syllable) for syllable in word]
    soft = "".join(f"{initial}{vowel}{final}" for initial, vowel, final in syllables)
    hard = "".join(f"{HARDER.get(initial, initial)}{vowel}{final}" for initial, vowel, final in syllables)
    return (soft, hard)


def _letters(syllable: str) -> tuple[str, str, str]:
    place = ord(syllable) - FIRST
    initial, rest = divmod(place, SYLLABLES_OF_AN_INITIAL)
    vowel, final = divmod(rest, len(FINALS))
    return INITIALS[initial], VOWELS[vowel], FINALS[final]
