"""Arabic script: one form for each letter, words taken apart, and what they sound like without short vowels."""

import re

# One letter for its variants: the seats of hamza, the Persian, Urdu and Kurdish forms, final ya and ta marbuta.
LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",  # alif with hamza, madda or wasla
        "ى": "ي", "ئ": "ي", "ی": "ي", "ې": "ي", "ۍ": "ي", "ے": "ي", "ێ": "ي",  # ya in all its shapes
        "ؤ": "و", "ۆ": "و", "ۇ": "و", "ۈ": "و", "ۋ": "و",  # waw in all its shapes
        "ة": "ه", "ہ": "ه", "ۀ": "ه", "ە": "ه", "ھ": "ه", "ۂ": "ه",  # ha, and the final ta marbuta
        "ک": "ك", "ګ": "گ", "ڭ": "ك",  # kaf, gaf
        "ٹ": "ت", "ټ": "ت", "ڈ": "د", "ډ": "د", "ڑ": "ر", "ړ": "ر", "ں": "ن", "ڼ": "ن",  # Urdu and Pashto
        "ء": None, "ـ": None,  # bare hamza, the lengthening stroke
    }
)  # fmt: skip

SOUNDS = {
    "ا": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "t", "ج": "j", "چ": "x", "ح": "h", "خ": "h", "د": "d", "ذ": "d",
    "ر": "r", "ز": "z", "ژ": "j", "س": "s", "ش": "x", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "g",
    "ف": "f", "ڤ": "f", "ق": "k", "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u", "ي": "i",
    "ښ": "x", "ځ": "z", "څ": "s", "ږ": "j",
}  # fmt: skip

# Letters that Latin spellings write in two ways: Uthman and Usman, Mundhir and Munzir, Zawahiri and Dhawahiri.
SECOND_READING = {"ث": "s", "ذ": "z", "ظ": "d"}

ARTICLE = "ال"
ARTICLE_IS_PART_OF = frozenset({"الله", "الياس", "الهام", "الطاف", "الماس", "اليسا", "الينا"})
CONNECTIVES = frozenset({"بن", "ابن", "بنت", "ال", "آل"})

# The names that most people of these languages bear, with the vowels that the script leaves out. Whoever reads Arabic
# supplies them; so the Latin form of a frequent name is compared with its vowels, not by consonants alone.
READINGS = {
    "محمد": "muhammad", "احمد": "ahmad", "محمود": "mahmud", "حامد": "hamid", "حميد": "hamid", "حماد": "hammad",
    "علي": "ali", "حسن": "hasan", "حسين": "husain", "عمر": "umar", "عثمان": "uthman", "ابراهيم": "ibrahim",
    "اسماعيل": "ismail", "يوسف": "yusuf", "يحيي": "yahya", "موسي": "musa", "عيسي": "isa", "داود": "daud",
    "سليمان": "sulaiman", "خالد": "khalid", "سعيد": "said", "سعد": "saad", "مصطفي": "mustafa", "جعفر": "jafar",
    "جمال": "jamal", "كمال": "kamal", "كريم": "karim", "رحمن": "rahman", "رحمان": "rahman", "رحيم": "rahim",
    "عزيز": "aziz", "قادر": "qadir", "خليل": "khalil", "طارق": "tariq", "فاطمه": "fatima", "عايشه": "aisha",
    "زينب": "zainab", "مريم": "maryam", "امير": "amir", "انور": "anwar", "اكبر": "akbar", "صالح": "salih",
    "سالم": "salim", "سليم": "salim", "سلام": "salam", "ناصر": "nasir", "نصر": "nasr", "منصور": "mansur",
    "مهدي": "mahdi", "هادي": "hadi", "رضا": "rida", "عباس": "abbas", "بكر": "bakr", "عادل": "adil",
    "اشرف": "ashraf", "ايمن": "ayman", "اسامه": "usama", "بلال": "bilal", "حمزه": "hamza", "حكيم": "hakim",
    "جبار": "jabbar", "غفار": "ghaffar", "غفور": "ghafur", "ستار": "sattar", "مجيد": "majid", "واحد": "wahid",
    "وحيد": "wahid", "وليد": "walid", "رشيد": "rashid", "راشد": "rashid", "زيد": "zaid", "عمار": "ammar",
    "عبد": "abd", "ابو": "abu", "ابي": "abu", "ابا": "abu", "ام": "umm", "الله": "allah", "دين": "din",
    "نور": "nur", "شيخ": "shaikh", "سيد": "sayyid", "حاج": "haji", "حاجي": "haji", "ملا": "mulla", "خان": "khan",
    "گل": "gul", "جان": "jan", "شاه": "shah", "اغا": "agha", "مولوي": "mawlawi",
}  # fmt: skip

_ABD = re.compile(r"عبد(ال)?(.{3,})")  # Abd al- compounds written as one word
_KUNYA = re.compile(r"ابو(ال)?(.{3,})")  # abu written together with what follows
_AL_DIN = re.compile(r"(.{2,})الدين")  # Nur al-Din as one word
_ALLAH = re.compile(r"(.{3,})الله")  # Hamidullah as one word
_LONG = re.compile(r"([aiu])\1+")
_DIPHTHONG = re.compile(r"a(?=[iu])")


def letters(word: str) -> str:
    """Write a word with one letter for the variants of each."""
    return word.translate(LETTERS)


def apart(word: str) -> tuple[str, ...]:
    """Take a word apart: the article goes, and compounds with abd, abu, al-Din and Allah become their parts."""
    if word in ARTICLE_IS_PART_OF:
        return (word,)
    if found := _ABD.fullmatch(word):
        rest = "الله" if found[0] == "عبدالله" else found[2]
        return ("عبد", rest)
    if found := _KUNYA.fullmatch(word):
        return ("ابو", found[2])
    if found := _AL_DIN.fullmatch(word) or _ALLAH.fullmatch(word):
        return (_bare(found[1]), word[len(found[1]) :] if word.endswith("الله") else "دين")
    return (_bare(word),)


def sounds(word: str) -> tuple[str, ...]:
    """Write a word by the sound of its letters, the likeliest reading first; short vowels are not in it."""
    first = _sound(word, {})
    if not any(letter in SECOND_READING for letter in word):
        return (first,)
    return (first, _sound(word, SECOND_READING))


def _bare(word: str) -> str:
    return word[2:] if word.startswith(ARTICLE) and len(word) >= 5 else word


def _sound(word: str, second: dict[str, str]) -> str:
    spoken = word[:-1] if len(word) > 3 and word[-1] in "هح" else word  # silent, or unheard by most who write Latin
    text = "".join(second.get(letter, SOUNDS.get(letter, "")) for letter in spoken)
    if word[:1] == "ع":
        text = f"a{text}"  # the ayn in front carries a vowel
    elif word[:1] == "و":
        text = f"w{text[1:]}"  # in front it is a consonant
    # Doubled vowels and diphthongs are one vowel, as in Latin sounds; doubled consonants are two, since the script
    # writes a lengthened one once.
    return _LONG.sub(r"\1", _DIPHTHONG.sub("", _LONG.sub(r"\1", text)))
