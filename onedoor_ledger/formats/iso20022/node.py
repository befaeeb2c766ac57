"""Elements of an ISO 20022 message by path, with typed fields that name what cannot be read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

from onedoor_ledger.formats.iso20022.errors import CamtFieldError
from onedoor_ledger.money import from_decimal

_AMOUNT = re.compile(r"(?=\.?[0-9])[0-9]*(?:\.[0-9]*)?", re.ASCII)
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T.*|Z|[+-][0-9]{2}:[0-9]{2})?", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Node:
    """An element of the file ``name``; ``ordinal`` is the entry it belongs to, None outside entries."""

    element: etree._Element
    name: str
    ordinal: int | None = None

    def all(self, path: str) -> Iterator[Node]:
        """The elements at ``path`` (local names), in order."""
        namespace = etree.QName(self.element).namespace or ""
        steps = "/".join(f"{{{namespace}}}{step}" if namespace else step for step in path.split("/"))
        for element in self.element.iterfind(steps):
            yield Node(element, self.name, self.ordinal)

    def first(self, *paths: str) -> Node | None:
        """The first element at any of ``paths``, tried in order."""
        return next((node for path in paths for node in self.all(path)), None)

    def text(self, *paths: str) -> str:
        """The text at the first of ``paths`` that has one, '' when none has."""
        return next((found for path in paths for node in self.all(path) if (found := node.content)), "")

    @property
    def content(self) -> str:
        """The element's own text, white space as single spaces."""
        return " ".join((self.element.text or "").split())

    def amount(self, path: str) -> int:
        """Öre at ``path``: unsigned, a point, decimals or none."""
        text = self.text(path)
        if _AMOUNT.fullmatch(text) is None:
            raise self.error(path, text)
        try:
            return from_decimal(Decimal(text))
        except ValueError:
            raise self.error(path, text) from None

    def currency(self, path: str) -> str:
        """The currency of the amount at ``path``, '' when it has none."""
        node = self.first(path)
        return "" if node is None else (node.element.get("Ccy") or "")

    def sign(self, path: str = "CdtDbtInd") -> int:
        """+1 for CRDT (into the account), -1 for DBIT."""
        text = self.text(path)
        if text not in ("CRDT", "DBIT"):
            raise self.error(path, text)
        return 1 if text == "CRDT" else -1

    def day(self, *paths: str) -> dt.date | None:
        """The date, or the date of the time as written in its own zone, at the first of ``paths``; None when none."""
        text = self.text(*paths)
        if not text:
            return None
        found = _DAY.fullmatch(text)
        try:
            if found is not None:
                return dt.date.fromisoformat(found[1])
        except ValueError:
            pass
        raise self.error(paths[0], text)

    def error(self, field: str, value: str) -> CamtFieldError:
        """What to raise about ``field`` here."""
        line: int | None = getattr(self.element, "sourceline", None)
        return CamtFieldError(self.name, line, field, value, self.ordinal)
