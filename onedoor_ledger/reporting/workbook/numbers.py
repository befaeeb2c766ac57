"""Numbers that read ``1 234 567`` in every spreadsheet program and language.

A thousands separator in a number format follows the reader's own settings (a comma in English), so the spaces are
written into the format, as many as the number needs.
"""

from __future__ import annotations

from fractions import Fraction

from onedoor_ledger.reporting.words import KRONA, MINUS, THOUSAND, rounded

_PATTERNS = (r"0", r"#\ ##0", r"#\ ###\ ##0", r"#\ ###\ ###\ ##0")
_PER = {"kr": KRONA, "ore": KRONA, "ore_diff": KRONA, "tkr": THOUSAND, "tkr_diff": THOUSAND}
_TWO_DECIMALS = ("ore", "ore_diff", "amount", "amount_diff")
DATE_FORMAT = "yyyy-mm-dd"


def number_format(value: int | Fraction, format: str) -> str:
    """The number format that shows ``value`` in a column of ``format``; minus is a true minus sign."""
    if format == "percent":
        return r"0.0\ %"
    shown = rounded(value, _PER.get(format, 1))
    size, groups = abs(shown), 0
    while size >= 1000:
        size, groups = size // 1000, groups + 1
    pattern = _PATTERNS[min(groups, len(_PATTERNS) - 1)]
    if format in _TWO_DECIMALS:
        pattern += ".00"
    elif format.startswith("tkr"):
        pattern += ","
    plus = '"+"' if format.endswith("_diff") else ""
    minus = f'"{MINUS}"' if shown or format in _TWO_DECIMALS else ""
    return f"{plus if shown else ''}{pattern};{minus}{pattern};0"


def stored(value: int | Fraction, format: str) -> float | int:
    """The number as it stands in the cell: kronor (thousands by the format alone), persons, shares.

    A workbook knows no exact numbers, only binary ones; öre up to some 90 000 billion kronor survive the trip.
    """
    if format in _PER:
        return float(Fraction(value) / KRONA)
    return value if isinstance(value, int) else float(value)
