"""Languages: which one a request gets, and words, moments and numbers in it.

English is what is written in the source; Indonesian is complete at all times (a test holds it). The choice of the
officer on this browser comes first, then the officer's own language, then what the browser asks for, then English.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from gettext import NullTranslations
from pathlib import Path

from babel import Locale, negotiate_locale
from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_decimal, format_percent
from babel.support import Translations

from simpul.core.payment.money import Money

CATALOGUES = Path(__file__).parent / "locale"
DOMAIN = "simpul"
LANGUAGES = {"en": "English", "id": "Bahasa Indonesia"}
"""Every language, each under its own name."""
FALLBACK = "en"
COOKIE = "simpul-language"
INVENTED_STATE = re.compile(r"X[A-JL-Z]")
"""Codes that no state has (ISO 3166-1, user-assigned); the locale data would call two of them pseudo-languages."""


def msg(text: str) -> str:
    """Mark a text for translation where it stands, and give it back as it is; it is translated when shown."""
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language: its code, its catalogue, and how it writes moments and numbers."""

    code: str
    locale: Locale
    catalogue: NullTranslations

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    def say(self, text: str, **values: object) -> str:
        """Give the text in this language, its named places filled."""
        found = self.catalogue.gettext(text)
        return found % values if values else found

    def count(self, one: str, many: str, number: int) -> str:
        """Give the text for this number of things; `%(n)s` in it is the number, as the language writes it."""
        return self.catalogue.ngettext(one, many, number) % {"n": self.number(number)}

    def number(self, value: int) -> str:
        """Write a number."""
        return format_decimal(value, locale=self.locale)

    def money(self, amount: str | Money) -> str:
        """Write an exact amount with its currency's code, as `1,250.00 EUR`; no decimal is added or taken away."""
        figure, _, currency = str(amount).rpartition(" ")
        decimals = len(figure.partition(".")[2])
        pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
        return f"{format_decimal(Decimal(figure), format=pattern, locale=self.locale)}\u00a0{currency}"

    def percent(self, share: float) -> str:
        """Write a share in hundredths, with as many digits as tell it: 12 %, 1.2 %, 0.04 %."""
        digits = 0 if share >= 0.1 or share == 0 else 1 if share >= 0.01 else 2
        return format_percent(share, format=f"#,##0.{'#' * digits} %" if digits else "#,##0 %", locale=self.locale)

    def moment(self, at: datetime) -> str:
        """Write a moment to the minute, in UTC, which it names."""
        return format_datetime(at.astimezone(UTC), "d MMM y, HH:mm", locale=self.locale) + " UTC"

    def day(self, day: date) -> str:
        """Write a day."""
        return format_date(day, "d MMM y", locale=self.locale)

    def partial_day(self, value: str) -> str:
        """Write a year, a month or a day, as precise as it is."""
        year, _, rest = value.partition("-")
        if not rest:
            return year
        if "-" not in rest:
            return format_date(date(int(year), int(rest), 1), "MMM y", locale=self.locale)
        return self.day(date.fromisoformat(value))

    def local_time(self, value: str) -> str:
        """Write a day, with the hour where it is said, as the clocks of the place have it: `2026-11-22T13:10`."""
        day, _, hour = value.partition("T")
        return f"{self.partial_day(day)}, {hour}" if hour else self.partial_day(day)

    def told_moment(self, value: str) -> str:
        """Write a day or a moment that a text of somebody else tells: in UTC where it names its zone, else as it reads.

        What cannot be read as one stays as it is.
        """
        try:
            if len(value) <= len("2026-03-14"):
                return self.partial_day(value) if value else ""
            at = datetime.fromisoformat(value)
        except ValueError:
            return value
        return self.moment(at) if at.tzinfo else format_datetime(at, "d MMM y, HH:mm", locale=self.locale)

    def ago(self, at: datetime, *, now: datetime) -> str:
        """Write how long ago something was."""
        return format_timedelta(at - now, locale=self.locale, add_direction=True, threshold=1.4)

    def span(self, length: timedelta) -> str:
        """Write a length of time."""
        return format_timedelta(length, locale=self.locale, threshold=1.1)

    def country(self, code: str) -> str:
        """Write a state: its name where the code is a state's, else the code as it is."""
        if INVENTED_STATE.fullmatch(code.upper()):
            return code
        return str(self.locale.territories.get(code.upper(), code))

    def language_name(self, code: str) -> str:
        """Write the name of a language."""
        return str(self.locale.languages.get(code, code))

    def listed(self, items: Sequence[str]) -> str:
        """Write several things in a row, as the language joins them."""
        if len(items) < 2:
            return "".join(items)
        return self.say(msg("%(first)s and %(last)s"), first=", ".join(items[:-1]), last=items[-1])


@cache
def language(code: str) -> Language:
    """Give a language by its code; an unknown code gives English."""
    known = code if code in LANGUAGES else FALLBACK
    catalogue: NullTranslations = NullTranslations()
    if known != FALLBACK:
        catalogue = Translations.load(str(CATALOGUES), [known], domain=DOMAIN)
    return Language(code=known, locale=Locale.parse(known), catalogue=catalogue)


def chosen_language(*, cookie: str, officer: str, accepts: str) -> Language:
    """Choose: the browser's cookie, the officer's own language, the browser's wishes in their order, English."""
    for wish in (cookie, officer):
        if wish in LANGUAGES:
            return language(wish)
    wished = [part.split(";")[0].strip().replace("-", "_") for part in accepts[:200].split(",")]
    return language(negotiate_locale([wish for wish in wished if wish], list(LANGUAGES)) or FALLBACK)
