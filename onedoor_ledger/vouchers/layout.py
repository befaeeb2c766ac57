"""How a book's files are laid out: the option header, the main file, the month files (contracts.md section 1).

beancount ignores options in included files except that it needs the account roots repeated in each; so every file
starts with the same five lines, written here and checked by the plugin.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from onedoor_ledger.voucher import Book

CURRENCY_COLUMN = 80
"""Where currencies start; ``bean-format -c 80`` and Fava's ``currency-column`` agree."""

_MONEY_ROOTS = ("Tillgångar", "Skulder", "EgetKapital", "Intäkter", "Kostnader")
ROOTS: Mapping[Book, tuple[str, str, str, str, str]] = MappingProxyType(
    {
        Book.ASSOCIATION: _MONEY_ROOTS,
        Book.PARTIES: _MONEY_ROOTS,
        Book.PEOPLE: ("Deltagare", "Åtaganden", "Ingående", "Inskrivna", "Avslutade"),
    }
)
"""Root accounts per book: assets, liabilities, equity, income, expenses. In the people book assets are the stock,
income who entered and expenses who left, so that Fava's statements mean just that; equity is the stock when the
book began, liabilities are not used."""

ROOT_OPTIONS = ("name_assets", "name_liabilities", "name_equity", "name_income", "name_expenses")

_EQUITY_OPTIONS: Mapping[Book, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        Book.ASSOCIATION: (
            ("account_previous_balances", "IngåendeBalans"),
            ("account_previous_earnings", "TidigareÅrsResultat"),
            ("account_previous_conversions", "TidigareOmräkning"),
            ("account_current_earnings", "ÅretsResultat"),
            ("account_current_conversions", "Omräkning"),
        ),
        Book.PEOPLE: (
            ("account_previous_balances", "IngåendeAntal"),
            ("account_previous_earnings", "TidigareFlöden"),
            ("account_previous_conversions", "TidigareOmräkning"),
            ("account_current_earnings", "PeriodensFlöden"),
            ("account_current_conversions", "Omräkning"),
        ),
    }
)

PRECISION: Mapping[Book, int] = MappingProxyType({Book.ASSOCIATION: 2, Book.PARTIES: 2, Book.PEOPLE: 0})
"""Decimals of an amount: exactly so many in the ledger, and so many shown by Fava."""

PLUGIN = "onedoor_ledger.plugin"

FAVA_EXTENSION: tuple[str, ...] = ("onedoor_ledger.fava_pages",)
"""Values of the ``fava-extension`` directive: the module of our pages, and its configuration where it has one."""

FAVA_OPTIONS: tuple[tuple[str, str], ...] = (
    ("language", "sv"),
    ("locale", "sv_SE"),
    ("fiscal-year-end", "12-31"),
    ("currency-column", str(CURRENCY_COLUMN)),
    ("indent", "2"),
    ("default-page", "income_statement/"),
    ("show-accounts-with-zero-balance", "false"),
    ("auto-reload", "true"),
    ("invert-income-liabilities-equity", "true"),
    ("show-metadata-indicators", "false"),
)
"""``fava-option`` directives of every book, values always strings. Income, debts and equity show as positive, as in a
resultaträkning; the journal is calm until an entry is opened."""

TITLES: Mapping[Book, str] = MappingProxyType(
    {
        Book.ASSOCIATION: "Förbundets bokföring",
        Book.PARTIES: "Partsboken – sidouppgifter, ingår inte i bokföringen",
        Book.PEOPLE: "Deltagarboken – antal",
    }
)
"""What each book is called in Fava: part of the ledger, so always Swedish."""

SEALS_FILE = "seals.beancount"
CHART_FILE = "chart.beancount"

_MONTH_FILE = re.compile(r"\d{4}/(?:0[1-9]|1[0-2])\.beancount")
_INCLUDE = re.compile(r'include "([^"]*)"')


def header(book: Book) -> str:
    """The five lines every file of ``book`` starts with, then an empty line."""
    lines = (f'option "{option}" "{root}"\n' for option, root in zip(ROOT_OPTIONS, ROOTS[book], strict=True))
    return "".join(lines) + "\n"


def is_month_file(name: str) -> bool:
    """Whether ``name`` is a month file's name, from the book's folder."""
    return _MONTH_FILE.fullmatch(name) is not None


def month_text(book: Book) -> str:
    """A new month file: the header alone; vouchers are appended."""
    return header(book)


def appended(text: str, voucher: str) -> str:
    """A month file's ``text`` with the text of a voucher after it; an empty line stands between vouchers."""
    gap = "" if text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    return f"{text}{gap}{voucher}"


def seals_text(book: Book) -> str:
    """A new seals file: the header, and what will stand there."""
    return header(book) + "; Låsta månader. Raderna skrivs av programmet och ändras aldrig.\n"


def chart_text(book: Book, lines: str) -> str:
    """A chart file: the header, then ``lines``."""
    return header(book) + lines


def main_text(book: Book, association: str, *, year: int, months: Iterable[str] = ()) -> str:
    """The file Fava opens for ``book``.

    :param association: the förbund's name, shown in the title.
    :param year: the first year of the books; the directives of this file are dated on its first day.
    :param months: month files to include (``2026/09.beancount``), in any order.
    """
    day = dt.date(year, 1, 1)
    equity = _EQUITY_OPTIONS[Book.PEOPLE if book is Book.PEOPLE else Book.ASSOCIATION]
    options = [
        ("title", f"{TITLES[book]} · {association}"),
        *equity,
        ("operating_currency", book.unit),
        ("tolerance_multiplier", "0"),
    ]
    customs = [*(("fava-option", *option) for option in FAVA_OPTIONS), ("fava-extension", *FAVA_EXTENSION)]
    parts = [
        header(book),
        "".join(f'option "{name}" "{_quoted(value)}"\n' for name, value in options),
        f'\nplugin "{PLUGIN}" "{book.value}"\n\n',
        f'{day} commodity {book.unit}\n  precision: "{PRECISION[book]}"\n\n',
        "".join(f"{day} custom {_strings(custom)}\n" for custom in customs if len(custom) > 1) + "\n",
        "".join(f'include "{name}"\n' for name in (CHART_FILE, *sorted(set(months)), SEALS_FILE)),
    ]
    return "".join(parts)


def with_month(main: str, name: str) -> str:
    """``main`` (a main file's text) with an include line for month file ``name``, among the others in order."""
    lines = main.splitlines(keepends=True)
    position = len(lines)
    for index, line in enumerate(lines):
        if (found := _INCLUDE.match(line)) is None:
            continue
        if found[1] == name:
            return main
        if found[1] == CHART_FILE or (is_month_file(found[1]) and found[1] < name):
            position = index + 1
    if position and not lines[position - 1].endswith("\n"):
        lines[position - 1] += "\n"
    lines.insert(position, f'include "{name}"\n')
    return "".join(lines)


def _strings(values: Iterable[str]) -> str:
    return " ".join(f'"{_quoted(value)}"' for value in values)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
