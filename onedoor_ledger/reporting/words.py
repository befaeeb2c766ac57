"""Numbers, amounts and dates as a board member reads them: at most one decimal, the unit in words.

Rounding is exact, on whole öre: half away from zero, as a person does it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from babel.dates import format_date
from babel.numbers import format_decimal

from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Evidence
from onedoor_ledger.texts import LOCALES, _, current_language

KRONA, THOUSAND, MILLION = 100, 100_000, 100_000_000
"""Öre in a krona, in a thousand and in a million kronor."""
MINUS = "−"


def rounded(value: int | Fraction, per: int = 1) -> int:
    """``value / per`` to a whole number, half away from zero."""
    whole = abs(Fraction(value)) / per + Fraction(1, 2)
    nearest = whole.numerator // whole.denominator
    return -nearest if value < 0 else nearest


def grouped(number: int | Decimal, decimals: int = 0) -> str:
    """A number as the language writes it: ``1 234 567,89`` in Swedish."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(number, format=pattern, locale=_locale())).replace("-", MINUS)


def one_decimal(value: Fraction) -> str:
    """At most one decimal: ``12`` or ``12,4``."""
    tenths = rounded(value * 10)
    return grouped(tenths // 10) if tenths % 10 == 0 else grouped(Decimal(tenths) / 10, 1)


def money(ore: int) -> str:
    """An amount in a sentence: ``8,5 miljoner kronor``, ``62 000 kronor``, ``480 kronor``; sign left out."""
    size = abs(ore)
    kronor = rounded(size, KRONA)
    if kronor >= 10_000:
        kronor = rounded(size, THOUSAND) * 1000
    if kronor < 1_000_000:
        return _("{n} kronor").format(n=grouped(kronor))
    millions = one_decimal(Fraction(size, MILLION))
    return _("1 million kronor") if millions == "1" else _("{n} million kronor").format(n=millions)


def exact_money(ore: int) -> str:
    """An amount in a sentence, not rounded: ``27 750 kronor``, ``27 750,50 kronor``; sign left out."""
    kronor, rest = divmod(abs(ore), KRONA)
    return _("{n} kronor").format(n=grouped(Decimal(abs(ore)) / KRONA, 2) if rest else grouped(kronor))


def percent(part: Fraction) -> str:
    """``70,8``: a share in per cent, at most one decimal, the word left to the sentence."""
    return one_decimal(part * 100)


def long_date(day: dt.date) -> str:
    """``30 september 2026``."""
    return str(format_date(day, "d MMMM yyyy", locale=_locale()))


def day_and_month(day: dt.date) -> str:
    """``30 september``, where the year is plain from the text around it."""
    return str(format_date(day, "d MMMM", locale=_locale()))


def period_name(period: Period) -> str:
    """The period in words: ``juli–september 2026``, ``september 2026``, ``2026``, else its two dates."""
    months = tuple(period.months())
    if months[0].start != period.start or months[-1].end != period.end or period.start.year != period.end.year:
        return f"{long_date(period.start)} – {long_date(period.end)}"
    first = str(format_date(period.start, "MMMM", locale=_locale()))
    last = str(format_date(period.end, "MMMM yyyy", locale=_locale()))
    if len(months) == 12:
        return str(period.year)
    return last if len(months) == 1 else f"{first}–{last}"


def listed(names: Sequence[str]) -> str:
    """``a, b och c``."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def lower_first(text: str) -> str:
    """A sentence continued after a colon: its first letter small, unless it opens a name in capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def grade_text(evidence: Evidence, *more: Evidence) -> str:
    """How well a figure of the rules is known: its grade, with a star where it or any of ``more`` is an assumption."""
    starred = any(each.assumption for each in (evidence, *more))
    return _("{grade} *").format(grade=evidence.grade) if starred else str(evidence.grade)


def grade_note() -> str:
    """What a column of grades means."""
    return _("Grade 1 (best) to 6. * Assumption: nobody's statistic.")


def _locale() -> str:
    return LOCALES[current_language()]
