"""Words of the codes that payment messages carry: what a payment is for, and who bears its charges."""

from simpul.web.language import Language, msg

CODES = {
    # ISO 20022, external purposes and categories of purposes
    "AIRB": msg("air travel"),
    "BUSB": msg("bus travel"),
    "CHAR": msg("charity"),
    "CSDB": msg("cash paid out"),
    "EDUC": msg("education"),
    "FERB": msg("ferry travel"),
    "GDDS": msg("goods bought"),
    "GIFT": msg("gift"),
    "INTC": msg("within one company"),
    "LOAN": msg("loan"),
    "MDCS": msg("medical services"),
    "PENS": msg("pension"),
    "RENT": msg("rent"),
    "RLWY": msg("railway travel"),
    "SALA": msg("salary"),
    "SCVE": msg("services bought"),
    "SUPP": msg("supplier paid"),
    "TAXS": msg("tax"),
    # ISO 20022, who bears the charges; and field 71A of MT103
    "CRED": msg("borne by the beneficiary"),
    "BEN": msg("borne by the beneficiary"),
    "DEBT": msg("borne by the originator"),
    "OUR": msg("borne by the originator"),
    "SHAR": msg("shared by both sides"),
    "SHA": msg("shared by both sides"),
    "SLEV": msg("as the service level says"),
}
"""The codes that are said in words beside themselves; every other one stands alone, as the message has it."""


def payment_code_in(language: Language, code: str) -> str:
    """Say what a code of a payment message means; nothing where it is not known."""
    return language.say(CODES[code]) if code in CODES else ""
