"""Words of organisations: legal forms and their equivalents, words for what an organisation is, numbers and ordinals.

A legal form says little about who is meant, and another state's form may stand for it in a translation: all forms of
companies whose members' liability is limited sound alike here, and so do all forms of companies with shares.
"""

import re

LIMITED, SHARES = "limitid", "xarz"
"""The sounds of the two families of legal forms."""

_FORMS = {
    LIMITED: (
        "llc ltd limited gmbh ooo tov sarl srl sprl bvba bv ltda lda pt cv bhd pte pty sdn fze fzco fzc fzllc dmcc wll "
        "kk gk kft doo dooel eood ood uab oy ab aps kg mbh spzoo sro spol too mchj zoo eurl sasu lp llp co "
        "company corp corporation inc incorporated ооо тоо тов "
        "有限公司 有限责任公司 有限 株式会社 有限会社 合同会社 주식회사 유한회사"
    ),
    SHARES: (
        "ag sa spa plc nv tbk oao zao pao ao jsc ojsc cjsc pjsc asa оао зао пао ао ат пат прат 股份有限公司 股份"
    ),
}  # fmt: skip

FORMS = {form: sound for sound, forms in _FORMS.items() for form in forms.split()}

# Written-out forms become the short form; spaces stand for any run of blanks.
_PHRASES = {
    "llc": (
        "limited liability company", "limited liability partnership", "gesellschaft mit beschrankter haftung",
        "gesellschaft mit beschränkter haftung", "societe a responsabilite limitee",
        "société à responsabilité limitée",
        "sociedad de responsabilidad limitada", "sociedade limitada", "societa a responsabilita limitata",
        "società a responsabilità limitata", "obshchestvo s ogranichennoy otvetstvennostyu",
        "obschestvo s ogranichennoi otvetstvennostyu", "общество с ограниченной ответственностью",
        "товариство з обмеженою відповідальністю", "товарищество с ограниченной ответственностью",
        "perseroan terbatas", "private limited", "pvt ltd", "pvt. ltd.", "pte ltd", "pte. ltd.", "pty ltd",
        "pty. ltd.",
        "sdn bhd", "sdn. bhd.", "co ltd", "co., ltd", "co.,ltd", "co. ltd", "company limited",
        "besloten vennootschap",
        "free zone establishment", "free zone company", "ذات مسؤولية محدودة", "ذ م م", "ש.ע.מ", 'בע"מ',
        "youxian gongsi",
        "kabushiki kaisha", "kabushiki gaisha", "jusik hoesa", "limited partnership",
    ),
    "jsc": (
        "aktiengesellschaft", "aktiebolag", "societe anonyme", "société anonyme", "sociedad anonima",
        "sociedad anónima",
        "sociedade anonima", "societa per azioni", "società per azioni", "public joint stock company",
        "public joint-stock company", "open joint stock company", "open joint-stock company",
        "closed joint stock company",
        "closed joint-stock company", "joint stock company", "joint-stock company",
        "publichnoe aktsionernoe obshchestvo",
        "публичное акционерное общество", "открытое акционерное общество", "закрытое акционерное общество",
        "акционерное общество", "публічне акціонерне товариство", "акціонерне товариство", "aktsionernoe obshchestvo",
        "public limited company", "naamloze vennootschap", "anonim sirketi", "anonim şirketi", "شركة مساهمة",
    ),
}  # fmt: skip
_FORM_OF = {phrase: form for form, phrases in _PHRASES.items() for phrase in phrases}
_WRITTEN_OUT = re.compile(
    r"(?<!\w)(?:" + "|".join(re.escape(phrase) for phrase in sorted(_FORM_OF, key=len, reverse=True)) + r")(?!\w)"
)
_SIGNS = re.compile("|".join(sorted((form for form in FORMS if ord(form[0]) > 0x2E80), key=len, reverse=True)))
"""Forms in scripts that put no blank before them."""
_MAY_BE_WRITTEN_OUT = re.compile(
    r"limit|ltd|bhd|haftung|gesell|aktie|anonim|anonym|azioni|stock|общест|товар|obsh|obsc|terbatas|vennoot|gongsi|kaisha|"
    r"gaisha|hoesa|zone|مسؤول|ذ م م|مساهمة|בע|ש.ע"
)

# What organisations call themselves, in the languages of lists, by the English word.
WORDS = {
    variant: word
    for word, variants in {
        "bank": "banco banka banque banca banku banc bancorp masrif masraf yinhang eunhaeng",
        "group": "grupo groupe gruppa gruppe grup gruppo jituan hupa hrupa holding holdings kholding xolding",

        "foundation": "fund fond fonds fundacion fondation fundacao fondazione stiftung yayasan vakif waqf wakaf trust",
        "international": "internasional internacional internationale mezhdunarodnaya mezhdunarodny mezhdunarodnyi intl "
        "internazionale mizhnarodny guoji",
        "trading": "trade traders trader torgovy torgovyi torgovaya comercial commerciale commercial perdagangan "
        "dagang ticaret maoyi tijarah",
        "industry": "industries industrial industria industrias industrie industriya promyshlennost industri sanayi",
        "national": "nacional nasional nazionale nationale natsionalny natsionalnyi natsionalnaya",
        "central": "tsentralny tsentralnyi centrale",
        "ministry": "ministerio ministere ministerstvo ministerium kementerian bakanligi ministero",
        "defence": "defense defensa oborony pertahanan difesa",
        "organisation": "organization organizacion organizatsiya organisasi organizzazione org",
        "association": "asociacion assotsiatsiya associacao asosiasi assoc associazione verband dernek jamiyat",
        "institute": "institut instituto istituto",
        "university": "universitas universitet universidad universite universitat universita universidade",
        "centre": "center centro tsentr zentrum pusat markaz merkez",

        "company": "compania compagnie kompaniya kompani companhia compagnia sharikat syarikat sherkat sirketi "
        "perusahaan",
        "construction": "construcciones construccion stroy stroitelny constructions konstruksi",
        "shipping": "perkapalan pelayaran sudokhodnaya navigation",
        "airlines": "airline airways aerolineas aviakompaniya aviation avia",
        "technology": "technologies tecnologia tekhnologii teknologi tech technologie technik",
        "engineering": "inzhiniring ingenieria engineers",
        "services": "service servicios servis layanan",
        "islamic": "islami islamiyah islamique islamiya islamskaya islamica islamico",
        "society": "societe sociedad obshchestvo jamia",
        "brothers": "bros",
        "department": "dept",
        "and": "und et y dan i va ve",
    }.items()
    for variant in variants.split()
}  # fmt: skip

ORDINARY = frozenset(
    "bank group foundation international trading industry national central ministry defence organisation association "
    "institute university centre company construction shipping airlines technology engineering services islamic "
    "society "
    "general global world investment investments finance financial capital insurance charity relief committee "
    "council front "
    "army movement party union federation republic state people peoples brigade brigades battalion network export "
    "import "
    "oil gas energy power petroleum petrochemical chemical steel metal mining marine maritime logistics transport "
    "travel "
    "tourism exchange money transfer real property development management consulting solutions systems security "
    "media "
    "news agency school hospital medical health food agricultural farm hotel star first new united royal east "
    "west north "
    "south middle asia africa europe american arab gulf liberation revolutionary popular humanitarian welfare human "
    "rights office enterprise enterprises establishment factory works plant".split()
)
"""Words that very many organisations have in their names."""

ORDINARY_SHARE = 0.015
"""How common one of them is among organisations."""

ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vii": "7", "viii": "8", "ix": "9", "xii": "12", "xiii": "13"}
COUNTED = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9",
    "ten": "10", "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7",
    "eighth": "8", "ninth": "9", "tenth": "10", "eleventh": "11", "twelfth": "12", "hundred": "100",
    "thousand": "1000",
}  # fmt: skip
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")


def shorten(name: str) -> str:
    """Write the written-out legal forms of a case-folded name as short ones, each a word of its own."""
    if _MAY_BE_WRITTEN_OUT.search(name):
        name = _WRITTEN_OUT.sub(lambda found: _FORM_OF[found[0]], name)
    return name if name.isascii() else _SIGNS.sub(lambda found: f" {found[0]} ", name)


def number(word: str) -> str:
    """Give the number that an ASCII word stands for, in digits, or nothing."""
    if word in COUNTED:
        return COUNTED[word]
    if word in ROMAN:
        return ROMAN[word]
    ordinal = _ORDINAL.fullmatch(word)
    return ordinal[1] if ordinal else ""
