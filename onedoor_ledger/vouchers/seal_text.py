r"""The canonical text of what a locked month holds, form ``seal1``: one line each, its fields between tabs.

A voucher's fields are number, day, flag, payee, text; then its metadata as ``key=value``, by key; then for each
posting ``>account``, amount and metadata; then ``#tag`` and ``^link``, if any. A backslash, tab or line end inside a
field is written ``\\``, ``\t``, ``\n`` or ``\r``.

Layout is outside it: comments, columns, the order of metadata keys, which file a voucher stands in, line ends, how
many zeros an amount is written with. Everything that means something is inside: day, flag, words, every metadata
value, every account and amount in order. A later form gets another name, and old seals are read by the old one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from beancount.core.data import Open, Transaction

FORM = "seal1"

ACCOUNT, RULE, REOPENED = "account", "rule", "reopen"
"""What the lines that are no vouchers begin with."""

OPEN_KEYS = (
    "accrual",
    "asked",
    "cost_type",
    "counterparty",
    "document",
    "exact",
    "financed_by",
    "identity",
    "konto",
    "measure",
    "party",
    "reference",
    "row",
    "rule",
    "service",
    "sex",
    "site",
    "source",
    "version",
)
"""Metadata of an account's ``open`` that its postings inherit (contracts.md section 1), and its konto."""

SHOWN_BESIDE = "rattelse-"
"""Links that the plugin adds so that Fava shows a correction from both sides begin so: they are not of the text."""

_BEANCOUNTS_OWN = frozenset({"filename", "lineno", "__tolerances__", "__automatic__"})
_NOT_META = _BEANCOUNTS_OWN | {"voucher"}
_WHERE_ONLY = 2
"""A posting without metadata still has ``filename`` and ``lineno``."""
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_ESCAPED = str.maketrans(_ESCAPES)
_UNESCAPED = {written: meant for meant, written in _ESCAPES.items()}
_ESCAPE = re.compile(r"\\.")
_CENT = Decimal("0.01")


def voucher_line(entry: Transaction) -> str:
    """A booked transaction as one line."""
    meta, day, flag, payee, narration, tags, links, postings = entry
    if tags or links:
        return _line(_fields(entry))
    template, values, tabs = _order(tuple(meta))
    voucher = meta.get("voucher", "")
    text = f"{voucher}\t{_day(day)}\t{flag or ''}\t{payee or ''}\t{narration or ''}{template % values(meta)}"
    tabs += 4 + 2 * len(postings)
    for account, units, cost, price, mark, own in postings:
        if units is None or cost or price or mark:
            return _line(_fields(entry))
        number, currency = units
        amount = str(number)
        if amount[-3:-2] == ".":
            text += f"\t>{account}\t{amount} {currency}"
        else:
            text += f"\t>{account}\t{_amount(number, currency)}"
        if own and len(own) > _WHERE_ONLY:
            template, values, more = _order(tuple(own))
            text += template % values(own)
            tabs += more
    if _clashes(text, tabs):
        return _line(_fields(entry))
    return text


def _fields(entry: Transaction) -> list[str]:
    """The fields of a transaction's line, one by one: the slower way, for what few vouchers have."""
    meta = entry.meta
    fields = [
        str(meta.get("voucher", "")),
        _day(entry.date),
        entry.flag or "",
        entry.payee or "",
        entry.narration or "",
        *_pairs(meta),
    ]
    for posting in entry.postings:
        fields.append(f">{posting.account}")
        units = posting.units
        fields.append("" if units is None else _amount(units.number, units.currency))
        fields += _pairs(posting.meta or {})
        if posting.cost or posting.price or posting.flag:
            fields.append(f"@{posting.flag} {posting.cost} {posting.price}")
    fields += [f"#{tag}" for tag in sorted(entry.tags)]
    fields += [f"^{link}" for link in sorted(entry.links) if not link.startswith(SHOWN_BESIDE)]
    return fields


class _Order(NamedTuple):
    """How metadata with the same keys is written: a template, what picks its values, and the tabs in it."""

    template: str
    values: Callable[[Mapping[str, Any]], Any]
    tabs: int


@lru_cache(maxsize=4096)
def _order(keys: tuple[str, ...]) -> _Order:
    told = sorted(set(keys) - _NOT_META)
    template = "".join(f"\t{key}=%s" for key in told)
    return _Order(template, itemgetter(*told) if told else _nothing, len(told))


def _nothing(_meta: Mapping[str, Any]) -> tuple[()]:
    return ()


def _pairs(meta: Mapping[str, Any]) -> list[str]:
    return [f"{key}={meta[key]}" for key in sorted(meta) if key not in _NOT_META]


def account_line(entry: Open) -> str:
    """An account with what its postings inherit from its ``open``."""
    meta = entry.meta
    return _line([ACCOUNT, entry.account, *(f"{key}={meta[key]}" for key in OPEN_KEYS if key in meta)])


def rule_line(version: str, decided: str) -> str:
    """A version of a sharing rule that booked shares rest on, with what it decides."""
    return _line([RULE, version, decided])


def header_line(*values: str | int) -> str:
    """The first line of a seal: the form, then what the seal says of itself."""
    return _line([FORM, *map(str, values)])


def fields_of(line: str) -> list[str]:
    """The fields of a line."""
    fields = line.split("\t")
    return [_ESCAPE.sub(_meant, field) for field in fields] if "\\" in line else fields


def body(lines: Iterable[str]) -> bytes:
    """Lines as the file that a digest is taken of."""
    return ("\n".join(lines) + "\n").encode()


def _line(fields: list[str]) -> str:
    line = "\t".join(fields)
    clashes = _clashes(line, len(fields) - 1)
    return "\t".join(field.translate(_ESCAPED) for field in fields) if clashes else line


def _clashes(line: str, tabs: int) -> bool:
    """Whether something inside a field of ``line`` reads as the end of a field or of the line, or as an escape."""
    return line.count("\t") != tabs or "\\" in line or "\n" in line or "\r" in line


def _meant(found: re.Match[str]) -> str:
    return _UNESCAPED.get(found[0], found[0])


@lru_cache(maxsize=4096)
def _day(day: dt.date) -> str:
    return day.isoformat()


def _amount(number: Decimal | None, currency: str) -> str:
    text = str(number)
    if text[-3:-2] != "." and number is not None:
        cents = number.quantize(_CENT)
        text = str(cents) if cents == number and currency == "SEK" else f"{number.normalize():f}"
    return f"{text} {currency}"
