"""Directives to rows: the postings of a book as columns of the one frame.

A key is looked up on the posting, then on its transaction, then on its account's ``open`` (contracts.md section 1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from onedoor_ledger.books.model import COLUMNS, Account
from onedoor_ledger.voucher import REFERENCES, Book

if TYPE_CHECKING:
    import pandas as pd
    from beancount.core import data

_LOOKED_UP = (
    "party",
    "measure",
    "site",
    "service",
    "source",
    "row",
    "identity",
    "document",
    "counterparty",
    "accrual",
    "asked",
    "reference",
    "financed_by",
    "rule",
    "version",
    "exact",
)
"""Columns that hold the metadata of the same name as it is written."""
_REFERENCES = tuple(sorted(REFERENCES))
"""Columns that hold a voucher's key, though the metadata leaves its own year out."""
_DTYPES = {
    "date": "datetime64[s]",
    "amount": "int64",
    "year": "int64",
    "number": "int64",
    "posting": "int64",
    "lineno": "int64",
    "estimate": "bool",
}
_ID = re.compile(r"[VPD]([1-9][0-9]{0,8})")
_SHORT = re.compile(r"[VPD][1-9]")
_ORDER = {book.value: rank for rank, book in enumerate(Book)}
_UNITS_PER = {Book.ASSOCIATION: 100, Book.PARTIES: 100, Book.PEOPLE: 1}


def accounts(book: Book, entries: Iterable[Any]) -> dict[str, Account]:
    """The chart of ``book``: every account that is opened, by name, in the order opened."""
    from beancount.core.data import Close, Open

    chart: dict[str, Account] = {}
    closed = {entry.account: entry.date for entry in entries if isinstance(entry, Close)}
    for entry in entries:
        if isinstance(entry, Open):
            meta = own_meta(entry.meta)
            chart[entry.account] = Account(
                name=entry.account,
                book=book,
                konto=meta.get("konto", ""),
                party=meta.get("party", ""),
                measure=meta.get("measure", ""),
                site=meta.get("site", ""),
                opened=entry.date,
                closed=closed.get(entry.account),
                meta=meta,
            )
    return chart


def own_meta(meta: Mapping[str, Any] | None) -> dict[str, str]:
    """The metadata somebody wrote, as text: not where beancount read it, nor what it added."""
    return {
        key: str(value)
        for key, value in (meta or {}).items()
        if key not in {"filename", "lineno"} and not key.startswith("__") and value is not None
    }


class Columns:
    """Collects rows column by column; one frame is made of them at the end."""

    def __init__(self) -> None:
        self._values: dict[str, list[Any]] = {name: [] for name in COLUMNS}

    def add(
        self, book: Book, transactions: Iterable[data.Transaction], chart: Mapping[str, Account], root: str
    ) -> None:
        """Add every posting of ``transactions``.

        :param root: the workspace's folder with a final separator; files are told from there.
        """
        metas = {name: account.meta for name, account in chart.items()}
        kontos = {name: account.konto for name, account in chart.items()}
        units = _UNITS_PER[book]
        append = {name: values.append for name, values in self._values.items()}
        looked_up = [(name, append[name]) for name in _LOOKED_UP]
        references = [(name, append[name]) for name in _REFERENCES]
        files: dict[str, str] = {}
        none: dict[str, str] = {}
        for transaction in transactions:
            meta = transaction.meta
            voucher = str(meta.get("voucher") or "")
            found = _ID.fullmatch(voucher)
            number = int(found[1]) if found else 0
            year = transaction.date.year
            key = f"{year}-{voucher}" if number else ""
            registered = str(meta.get("registered") or "")
            for index, posting in enumerate(transaction.postings):
                if posting.units is None or not isinstance(posting.units.number, Decimal):
                    continue  # beancount has said so already
                own = posting.meta or none
                opened = metas.get(posting.account, none)
                append["date"](transaction.date)
                append["book"](book.value)
                append["account"](posting.account)
                append["konto"](kontos.get(posting.account, ""))
                append["amount"](int(posting.units.number * units))
                append["year"](year)
                append["number"](number)
                append["key"](key)
                append["voucher"](voucher)
                append["posting"](index)
                append["registered"](registered)
                append["flag"](transaction.flag)
                append["payee"](transaction.payee or "")
                append["narration"](transaction.narration or "")
                append["estimate"]((own.get("estimate") or meta.get("estimate") or opened.get("estimate")) == "yes")
                for name, add in looked_up:
                    add(str(own.get(name) or meta.get(name) or opened.get(name) or ""))
                for name, add in references:
                    add(_with_year(str(own.get(name) or meta.get(name) or ""), year))
                filename = own.get("filename") or meta["filename"]
                if filename not in files:
                    files[filename] = _relative(filename, root)
                append["file"](files[filename])
                append["lineno"](own.get("lineno") or meta["lineno"])

    def frame(self) -> pd.DataFrame:
        """The rows, ordered by book, year, number and posting index."""
        import numpy as np
        import pandas as pd

        values = self._values
        columns: dict[str, Any] = {}
        for name, rows in values.items():
            if name == "date":
                columns[name] = np.array(rows, dtype="datetime64[D]").astype("datetime64[s]")
            elif name in _DTYPES:
                columns[name] = np.array(rows, dtype=_DTYPES[name])
            else:
                columns[name] = pd.array(rows, dtype="str")
        frame = pd.DataFrame(columns, copy=False)
        return _in_order(frame)


def joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Several frames as one, in the order of :meth:`Columns.frame`."""
    import pandas as pd

    return _in_order(pd.concat(frames, ignore_index=True))


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    import numpy as np

    keys = [frame[name].to_numpy() for name in ("posting", "number", "year")]
    ranks = frame["book"].map(_ORDER).to_numpy(dtype="int64")
    return frame.iloc[np.lexsort((*keys, ranks))].reset_index(drop=True)


def _with_year(reference: str, year: int) -> str:
    return f"{year}-{reference}" if _SHORT.match(reference) else reference


def _relative(filename: str, root: str) -> str:
    return filename.removeprefix(root).replace("\\", "/")
