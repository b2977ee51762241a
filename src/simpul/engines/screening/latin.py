"""Latin spellings: what a word sounds like, and which words a joined word is made of.

The tables are rules of spelling; the comment beside a row names the rule or an example.
"""

import re

# Old Indonesian spelling (before the reform of 1972), only in words that show one of its signs.
OLD_INDONESIAN_SIGN = re.compile(r"(?<!s)tj|dj|sj|oe")
OLD_INDONESIAN = {
    "tj": "c",  # Tjipto, Cipto
    "dj": "j",  # Djaja, Jaya; French Djamal, Jamal
    "sj": "sy",  # Sjahrir, Syahrir
    "nj": "ny",  # Njoman, Nyoman
    "oe": "u",  # Soeharto, Suharto
    # Djojo, Joyo; Soerjo, Suryo. Between these letters only: the French spelling of Arabic (Hadjadj) keeps its j.
    "j": "y",
}
_OLD_INDONESIAN = re.compile(r"(?<!s)tj|dj|sj|nj|oe|(?<=[aeiour])j(?=[aeiou])")

# One letter for one sound, whatever the language of the spelling. In a sound, `x` stands for sh and ch alike.
SOUNDS = {
    "ngh": "ngh",  # Korean Yonghwan, before a vowel
    "shch": "x",  # Russian shcha
    "tsch": "x",  # German
    "dzh": "j",  # Russian, Central Asian: Dzhamal, Jamal
    "tch": "x",  # French
    "sch": "x",  # German
    "sy": "x",  # Indonesian and Malay, before a vowel: Syarif, Sharif
    "sh": "x",  # English
    "ch": "x",  # English Chechen, French Rachid
    "kh": "h",  # Arabic and Russian kha
    "gh": "g",  # Arabic ghayn
    "th": "t",  # Arabic tha
    "dh": "d",  # Arabic dhal; Indonesian Ramadhan
    "ph": "f",
    "zh": "j",  # Russian zhe; Kazakh Zhamal
    "ck": "k",
    "ts": "s",  # Russian tse; Indonesian Utsman
    "tz": "s",
    "c": "k",
    "x": "ks",
    "q": "k",
    "w": "u",
    "j": "j",
    "y": "i",
    "e": "i",
    "o": "u",
}
# Spellings that are read in a second way elsewhere; consonants are compared in both readings.
SECOND_READING = {
    "ch": "h",  # Dutch and German: Rachman, Rahman
    "dh": "z",  # Arabic dhal and za: Dhahabi, Zahabi
    "x": "h",  # Uzbek: Xolmat, Kholmat
    "j": "i",  # Slavic, Dutch, old Indonesian: Mihajlo, Hidajat
    "w": "v",  # German, Polish
    "zh": "zh",  # Arabic z and h side by side: Mazhar
}
_SECOND_SOUNDS = SOUNDS | SECOND_READING
_TWO_READINGS = re.compile("|".join(SECOND_READING))
_ALONE = str.maketrans({spelling: sound for spelling, sound in SOUNDS.items() if len(spelling) == 1})
_TOGETHER = re.compile("|".join(spelling for spelling in SOUNDS if len(spelling) > 1))
_SOUNDS = re.compile("|".join(f"{key}(?=[aeiouwy])" if key in {"sy", "ngh"} else key for key in SOUNDS))
_W_IN_FRONT = re.compile(r"^(?:w|ou)(?=[aeiouy])")  # Walid, Oualid
_W_BEGINS = frozenset("wo")
_SOFT_C = re.compile(r"c(?=[eiy])")
_SILENT_H = re.compile(r"(?<=[aeiouy])h(?=n?$)")  # Abdullah, Fatimah: the Arabic final ha, ta marbuta; and John
_KOREAN = re.compile(
    r"(?<![aeioul])eo(?=(?:ng|n|k|g|m|b|p)?(?:$|[^aeiouy]))|(?<![aeiou])eu(?=(?:n|m|k|l|b)(?:$|[^aeiouy])|$)"
)
_DOUBLED = re.compile(r"(.)\1+")
_DOUBLED_START = re.compile(r"^(.)\1")
_ENDING = re.compile(r"(?<=..)(?:[ui]vix|[ui]vna|xvili|zadi|zuda|uglu|inku)$")
_DIGIT = re.compile(r"\d")
_DIPHTHONG = re.compile(r"a(?=[iu])")  # Husayn and Husein, Tawfiq and Toufik
_UNEVEN = re.compile(r"(.)\1|a[iu]")

# Consonants on which scripts and regions part ways: Jamal and Gamal, Peshawar and Beshawar, Rizvi and Rizwi.
_SKELETON_OF = str.maketrans({"j": "g", "p": "b", "v": "f", "a": None, "i": None, "u": None})

# Spellings of one name that no rule of sound joins, by the form in which they are compared.
SPELLINGS = {
    variant: name
    for name, variants in {
        "muhammad": "mohammad mohammed mohamed muhammed muhamad muhamed mohamad mohammod mahomed mahommed muxammad "
        "mochamad mochammad muchamad muchammad mukhammad mukhamad mukhamed mukhammed mokhammad "
        "mohd moh muh mhd md magomed magomet mehmet mehmed mamadou",
        "ahmad": "ahmed akhmad akhmed achmad achmed ahmet akhmat akhmet axmad",
        "uthman": "othman usman osman utsman ousmane othmane usmon",
        "yusuf": "youssef yousef yusup jusuf youssouf yousuf joesoef yusif",
        "yahya": "yahia jahja yaxyo",
        "jafar": "djafar giafar dzhafar jaffar",
        "jamal": "gamal djamel jamel jamol cemal",
        "hasan": "hassan khasan hassane hasson",
        "husain": "hussein husayn husein hossein hussain hocine khusein huseyin houcine hussin khusayn",
        "umar": "omar omer umer oumar",
        "usama": "osama oussama",
        "aisha": "ayesha aicha aysha ayse",
        "bakr": "bakar bekir bekr",
        "ibrahim": "ebrahim ibraheem brahim ibragim ibrohim",
        "ismail": "esmail ismael ismoil smail esmaeil",
        "sulaiman": "suleiman soliman suleyman soleiman sulejman souleymane",
        "mahmud": "mahmoud mehmood makhmud mahmood",
        "sayyid": "syed sayed sayid seyyed seyed",
        "khalid": "khaled halid xalid chalid halit",
        "jihad": "djihad cihad",
        "din": "deen dine eddine addin uddin aldin eldin",
        "allah": "ullah ollah illah oullah ellah",
        "abd": "abdul abdel abdal abdol abdoul abdoel abdil abdu abdou abdur abder abdus abdes abdun abden abdut abduz",
        "abu": "abou abo aboe abul abil aboul",
        "umm": "oum",
    }.items()
    for variant in variants.split()
}

# Joined words of Arabic origin are taken apart, so that they meet the same words written apart, in any order.
_ABD_ALLAH = re.compile(r"abd(?:ou|oe|[aeiou])l?l(?:a+h?|o+h?|aye)")  # Abdullah, Abdulla, Abdalloh, Abdoulaye
_ABD = re.compile(r"abd(?:ou|oe|[aeiou])l?(.{3,})")  # Abdulrahman, Abdurrahman, Abdelkader, Abdirahman
_ABU_BAKR = re.compile(r"ab(?:ou|oe|[aou])?ba(?:kk|ck|k|c)[aeiou]*r")  # Abubakar, Aboubacar
_AL_DIN = re.compile(r"(.{3,})(?:(?:oe|ou|[uei])d{1,2}|[oa]dd)(?:in|een|ine)")  # Nuruddin, Nasreddine, Nuriddin
_ALLAH = re.compile(r"(.{3,})(?:[uoai]lla+h|[uo]llo+h|ulla)")  # Hamidullah, Nasrallah, Fathulla


def apart(word: str) -> tuple[str, ...]:
    """Take a joined ASCII word of Arabic origin apart: `abdurrahman` is `abd` and `rahman`."""
    if word.startswith("ab"):
        if _ABD_ALLAH.fullmatch(word):
            return ("abd", "allah")
        if found := _ABD.fullmatch(word):
            return ("abd", _DOUBLED_START.sub(r"\1", found[1]))
        if _ABU_BAKR.fullmatch(word):
            return ("abu", "bakr")
    if word.endswith(("n", "e")) and (found := _AL_DIN.fullmatch(word)):
        return (found[1], "din")
    if word.endswith(("ah", "oh", "la")) and (found := _ALLAH.fullmatch(word)):
        return (found[1], "allah")
    return (word,)


def sounds(word: str) -> tuple[str, ...]:
    """Write an ASCII word by its sound: `mohammed` becomes `muhamad`, `soekarno` and `sukarno` become `sukarnu`.

    Where the spelling has a second reading, that follows. A word with a digit in it is a number and stays as it is.
    """
    if _is_number(word):
        return (word,)
    front, rest = _spelled(word)
    first = _sound(front, rest)
    if not front and not _TWO_READINGS.search(rest):
        return (first,)
    return (first, ("v" if front else "") + even(_SOUNDS.sub(lambda found: _SECOND_SOUNDS[found[0]], rest)))


def sound(word: str) -> str:
    """Give the first of the `sounds` of an ASCII word."""
    return word if _is_number(word) else _sound(*_spelled(word))


def _is_number(word: str) -> bool:
    return not word.isalpha() and _DIGIT.search(word) is not None


def _spelled(word: str) -> tuple[str, str]:
    """Give the consonant w in front of a word, if there is one, and the rest in one spelling.

    What can change nothing is not looked for: most words have few of these letters.
    """
    word = SPELLINGS.get(word, word)
    if ("j" in word or "oe" in word) and OLD_INDONESIAN_SIGN.search(word):
        word = _OLD_INDONESIAN.sub(lambda found: OLD_INDONESIAN[found[0]], word)
    if "eo" in word or "eu" in word:
        word = _KOREAN.sub("u", word)  # Jeong and Jong, Geun and Gun
    if "h" in word[-2:]:
        word = _SILENT_H.sub("", word)
    if "c" in word:
        word = _SOFT_C.sub("s", word)
    front = _W_IN_FRONT.match(word) if word[:1] in _W_BEGINS else None
    return ("w", word[front.end() :]) if front else ("", word)


def _sound(front: str, rest: str) -> str:
    if _TOGETHER.search(rest):
        return front + even(_SOUNDS.sub(lambda found: SOUNDS[found[0]], rest))
    return front + even(rest.translate(_ALONE))


def even(of_sound: str) -> str:
    """Write doubled letters once, and the diphthongs ai and au as their second vowel."""
    if not _UNEVEN.search(of_sound):
        return of_sound
    return _DOUBLED.sub(r"\1", _DIPHTHONG.sub("", _DOUBLED.sub(r"\1", of_sound)))


def ending(of_sound: str) -> int:
    """Count the letters of an ending that many names share and that says nothing: -ovich, -shvili, -zadeh."""
    found = _ENDING.search(of_sound)
    return len(found[0]) if found else 0


def skeleton(of_sound: str) -> str:
    """Keep the consonants of a sound; a vowel in front stays as `a`, so that Ahmad is not Hamid."""
    consonants = of_sound.translate(_SKELETON_OF)
    return f"a{consonants}" if of_sound[:1] in {"a", "i", "u"} else consonants
