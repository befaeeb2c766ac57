"""Directives to rows: the postings of a book as columns of the one frame.

A key is looked up on the posting, then on its transaction, then on its account's ``open`` (contracts.md section 1).
"""

from __future__ import annotations

import datetime as dt
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
    "sex",
    "event",
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
    "cost_type",
    "rule",
    "version",
    "exact",
)
"""Columns that hold the metadata of the same name as it is written."""
_REFERENCES = tuple(sorted(REFERENCES))
"""Columns that hold a voucher's key, though the metadata leaves its own year out."""
_ROW = (
    "date",
    "book",
    "year",
    "number",
    "voucher",
    "key",
    "registered",
    "flag",
    "payee",
    "narration",
    "account",
    "konto",
    "amount",
    "posting",
    "estimate",
    "file",
    "lineno",
    *_LOOKED_UP,
    *_REFERENCES,
)
"""Columns in the order a row is made; the frame has the order of :data:`COLUMNS`."""
_NONE: Mapping[str, Any] = {}
_EPOCH = dt.date(1970, 1, 1).toordinal()
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


class Rows:
    """Collects postings row by row; one frame is made of them at the end."""

    def __init__(self) -> None:
        self._rows: list[tuple[Any, ...]] = []

    def add(
        self, book: Book, transactions: Iterable[data.Transaction], chart: Mapping[str, Account], root: str
    ) -> None:
        """Add every posting of ``transactions``.

        :param root: the workspace's folder with a final separator; files are told from there.
        """
        opened = {name: dict(account.meta) for name, account in chart.items()}
        kontos = {name: account.konto for name, account in chart.items()}
        files = _Files(root)
        append = self._rows.append
        for transaction in transactions:
            meta, year = transaction.meta, transaction.date.year
            voucher = meta.get("voucher") or ""
            found = _ID.fullmatch(str(voucher))
            own = (
                transaction.date.toordinal(),
                book.value,
                year,
                int(found[1]) if found else 0,
                voucher,
                f"{year}-{voucher}" if found else "",
                meta.get("registered") or "",
                transaction.flag,
                transaction.payee or "",
                transaction.narration or "",
            )
            for index, posting in enumerate(transaction.postings):
                units = posting.units
                if units is None or not isinstance(units.number, Decimal):
                    continue  # beancount has said so already
                looked_up = {**opened.get(posting.account, _NONE), **meta, **(posting.meta or _NONE)}
                get = looked_up.get
                append(
                    (
                        *own,
                        posting.account,
                        kontos.get(posting.account, ""),
                        int(units.number * _UNITS_PER[book]),
                        index,
                        get("estimate") == "yes",
                        files[looked_up["filename"]],
                        looked_up["lineno"],
                        *[get(name, "") for name in _LOOKED_UP],
                        *[_with_year(str(get(name) or ""), year) for name in _REFERENCES],
                    )
                )

    def frame(self) -> pd.DataFrame:
        """The rows, ordered by book, year, number and posting index."""
        import pandas as pd

        values = dict(zip(_ROW, zip(*self._rows, strict=True), strict=True)) if self._rows else dict.fromkeys(_ROW, ())
        return _in_order(pd.DataFrame({name: _column(name, values[name]) for name in COLUMNS}, copy=False))


class _Files(dict[str, str]):
    """Ledger files as they are told: relative to the workspace, with forward slashes."""

    def __init__(self, root: str) -> None:
        super().__init__()
        self._root = root

    def __missing__(self, filename: str) -> str:
        self[filename] = told = filename.removeprefix(self._root).replace("\\", "/")
        return told


def _column(name: str, values: Sequence[Any]) -> Any:  # noqa: ANN401 - whatever pandas takes
    import numpy as np
    import pandas as pd

    if name == "date":
        days = np.array(values, dtype="int64") - _EPOCH
        return days.astype("datetime64[D]").astype("datetime64[s]")
    if name in _DTYPES:
        return np.array(values, dtype=_DTYPES[name])
    return pd.array([v if type(v) is str else "" if v is None else str(v) for v in values], dtype="str")


def joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Several frames as one, in the order of :meth:`Rows.frame`."""
    import pandas as pd

    return _in_order(pd.concat(frames, ignore_index=True))


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    import numpy as np

    keys = [frame[name].to_numpy() for name in ("posting", "number", "year")]
    ranks = frame["book"].map(_ORDER).to_numpy(dtype="int64")
    return frame.iloc[np.lexsort((*keys, ranks))].reset_index(drop=True)


def _with_year(reference: str, year: int) -> str:
    return f"{year}-{reference}" if reference and _SHORT.match(reference) else reference
