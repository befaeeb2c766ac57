"""Elements of a UBL document by local names, with typed fields that name what cannot be read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lxml import etree

from onedoor_ledger.formats.ubl.errors import InvoiceFieldError
from onedoor_ledger.money import from_decimal

_AMOUNT = re.compile(r"[-+]?(?=\.?[0-9])[0-9]{0,18}(?:\.[0-9]*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the file ``name``; ``sign`` turns a credit note's amounts into what is owed."""

    node: etree._Element
    name: str
    sign: int = 1

    def all(self, path: str) -> Iterator[Element]:
        """The elements at ``path`` (local names), in order."""
        for found in self.node.iterfind("/".join(f"{{*}}{step}" for step in path.split("/"))):
            yield Element(found, self.name, self.sign)

    def first(self, path: str) -> Element | None:
        """The first element at ``path``."""
        return next(self.all(path), None)

    def text(self, path: str) -> str:
        """The text at ``path``, white space as single spaces; '' when there is none."""
        found = self.first(path)
        return "" if found is None else found.content

    @property
    def content(self) -> str:
        """The element's own text."""
        return " ".join((self.node.text or "").split())

    def need(self, path: str) -> str:
        """The text at ``path``; InvoiceFieldError when there is none."""
        text = self.text(path)
        if not text:
            raise self.error(path, "")
        return text

    def amount(self, path: str) -> int:
        """Signed öre at ``path``, 0 when it is not there."""
        return self.need_amount(path) if self.first(path) is not None else 0

    def need_amount(self, path: str) -> int:
        """Signed öre at ``path``; InvoiceFieldError when it is not there."""
        text = self.need(path)
        if _AMOUNT.fullmatch(text) is None:
            raise self.error(path, text)
        try:
            return self.sign * from_decimal(Decimal(text))
        except ValueError:
            raise self.error(path, text) from None

    def rate(self, path: str) -> Decimal | None:
        """A rate in per cent, None when it is not there; 25, 25.0 and 25.00 are one."""
        text = self.text(path)
        if not text:
            return None
        try:
            rate = Decimal(text)
        except InvalidOperation:
            raise self.error(path, text) from None
        if not rate.is_finite():
            raise self.error(path, text)
        return rate.normalize() + 0

    def day(self, path: str) -> dt.date | None:
        """The date at ``path``, None when it is not there."""
        text = self.text(path)
        if not text:
            return None
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise self.error(path, text) from None

    def error(self, field: str, value: str) -> InvoiceFieldError:
        """What to raise about ``field`` here."""
        line: int | None = getattr(self.node, "sourceline", None)
        return InvoiceFieldError(self.name, line, field.rpartition("/")[2], value)
