"""Names that nobody bears: syllables put together by chance, in the script of whoever bears them."""

from enum import IntEnum

import numpy as np


class Script(IntEnum):
    """The script that a name is written in."""

    LATIN = 0
    ARABIC = 1
    CYRILLIC = 2
    DEVANAGARI = 3
    HAN = 4
    HANGUL = 5


_SYLLABLES = {
    Script.LATIN: "ba ke ri to lan mu sa wi no dar pe gu ti ra su la yo han ce ma",
    Script.ARABIC: "با كي را تو لن مو سا وي نو دا هر جا تي رم سو لا يو هان شا ما",
    Script.CYRILLIC: "ба ке ри то лан му са ви но дар пе гу ти ра су ла йо ган че ма",
    Script.DEVANAGARI: "बा के री तो लन मु सा वी नो दर पे गु ती रा सु ला यो हन चे मा",
    Script.HAN: "巴 克 里 托 兰 木 萨 维 诺 达 佩 古 提 拉 苏 洛 约 汉 切 马",
    Script.HANGUL: "바 케 리 토 란 무 사 위 노 달 페 구 티 라 수 로 요 한 체 마",
}
_WORDS = {
    "company": "Trading Supplies Works Foods Transport Partners",
    "charity": "Relief Society|Aid Foundation|Charity Fund|Community Trust",
}
_SHORT = frozenset({Script.HAN, Script.HANGUL})


def person_name(draw: np.random.Generator, script: Script) -> str:
    """Give the name of a person."""
    if script in _SHORT:
        return _word(draw, script, 3)
    return " ".join(_word(draw, script, int(draw.integers(2, 4))) for _ in range(2))


def company_name(draw: np.random.Generator) -> str:
    """Give the name of a company."""
    return f"{_word(draw, Script.LATIN, 3)} {draw.choice(_WORDS['company'].split())}"


def charity_name(draw: np.random.Generator) -> str:
    """Give the name of a charity."""
    return f"{_word(draw, Script.LATIN, 3)} {draw.choice(_WORDS['charity'].split('|'))}"


def _word(draw: np.random.Generator, script: Script, syllables: int) -> str:
    known = _SYLLABLES[script].split()
    return "".join(known[number] for number in draw.integers(0, len(known), syllables)).title()
