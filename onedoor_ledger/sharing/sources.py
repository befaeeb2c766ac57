"""The cost lines a run shares, and what earlier runs have already shared.

An allocation line names what it shares in ``allocates``: one source line (``2026-P17/2``) where each is shared by
itself, or the costs of some days together (``sum:2026-01-01..2026-09-30/46250000``, with the cumulated cost in öre;
``final:`` in a true-up of what is shared line by line on account). One that also has ``exact`` holds a participant's
booked share; one with ``reverses`` takes an earlier one back (contracts.md section 4).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from onedoor_ledger.period import parse_period
from onedoor_ledger.sharing.keys import Share, merged, parse_exact

if TYPE_CHECKING:
    import pandas as pd

_SUM = re.compile(r"(sum|final):(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)/(-?\d+)")
_COLUMNS = [
    "key",
    "number",
    "posting",
    "book",
    "date",
    "service",
    "account",
    "amount",
    "reverses",
    "corrects",
    "measure",
    "site",
    "cost_type",
]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A posting whose cost is shared; ``amount`` in öre, ``mirrors`` the voucher it reverses or corrects."""

    voucher: str
    """The voucher's key, unique over the years: ``2026-P17``."""
    number: int
    posting: int
    book: str
    date: dt.date
    bears_on: dt.date
    """The day that decides which rule version holds: the end of the service period, else the accounting date."""
    service: str
    account: str
    amount: int
    mirrors: str
    measure: str = ""
    site: str = ""
    cost_type: str = ""

    @property
    def key(self) -> str:
        """``2026-P17/2``: how a source line is known."""
        return f"{self.voucher}/{self.posting}"

    def named_in(self, year: int) -> str:
        """The key as a voucher of ``year`` writes it: ``P17/2`` within the year, ``2025-P17/2`` else."""
        return self.key.removeprefix(f"{year}-")

    @property
    def order(self) -> tuple[dt.date, str, int, int]:
        """Order within a run."""
        return self.date, self.book, self.number, self.posting


@dataclass(frozen=True, slots=True)
class Cumulated:
    """Costs shared together: of the days ``start`` to ``end``, in öre since ``start``."""

    start: dt.date
    end: dt.date
    cost: int
    final: bool = False
    """Whether it trues up what has been shared on account, line by line."""

    def __str__(self) -> str:
        return f"{'final' if self.final else 'sum'}:{self.start}..{self.end}/{self.cost}"


def parse_cumulated(source: str) -> Cumulated | None:
    """What ``allocates`` says of costs shared together; None when it names a source line."""
    found = _SUM.fullmatch(source)
    if found is None:
        return None
    start, end = dt.date.fromisoformat(found[2]), dt.date.fromisoformat(found[3])
    return Cumulated(start, end, int(found[4]), found[1] == "final")


@dataclass(frozen=True, slots=True)
class Allocation:
    """What is booked of one source under a rule version; ``cost`` is what was shared, in öre."""

    rule: str
    version: str
    source: str
    shares: tuple[Share, ...]
    vouchers: tuple[str, ...] = ()
    cost: int = 0

    @property
    def taken_back(self) -> bool:
        """Whether everything booked has been reversed, as when a key is changed backward."""
        return not any(share.booked or share.exact or share.group_exact for share in self.shares)


def lines(postings: pd.DataFrame) -> tuple[SourceLine, ...]:
    """Every posting that could be a source: numbered, and not itself a share of another."""
    own = postings.loc[(postings["allocates"] == "") & (postings["key"] != "")]
    found = []
    dates = [day.date() for day in own["date"].dt.to_pydatetime()] if len(own) else []
    rows = zip(dates, own[_COLUMNS].itertuples(index=False, name=None), strict=True)
    for date, (v, n, i, book, _d, service, account, amount, reverses, corrects, measure, site, kind) in rows:
        bears_on = _service_end(service) if service else date
        mirrors = reverses or corrects
        found.append(SourceLine(v, n, i, book, date, bears_on, service, account, amount, mirrors, measure, site, kind))
    return tuple(found)


@lru_cache(maxsize=1024)
def _service_end(service: str) -> dt.date:
    return parse_period(service).end


def booked(postings: pd.DataFrame, whole: pd.DataFrame | None = None) -> tuple[Allocation, ...]:
    """Every allocation in ``postings``, in the order first booked; what a mirror took back is netted away.

    :param whole: all postings, where ``postings`` are a part of them: what was shared is looked up there.
    """
    told = postings.loc[(postings["allocates"] != "") & (postings["exact"] != "")]
    found: dict[_At, list[Share]] = {}
    vouchers: dict[_At, dict[str, bool]] = {}
    columns = ["rule", "version", "allocates", "party", "amount", "exact", "key", "reverses"]
    for rule, version, source, party, amount, exact, key, reverses in told[columns].itertuples(index=False, name=None):
        member, group = parse_exact(exact)
        at = (rule, version, source, key if parse_cumulated(source) else "")
        found.setdefault(at, []).append(Share(party, int(amount), member, group))
        vouchers.setdefault(at, {})[key] = bool(reverses)
    costs = _Costs(postings if whole is None else whole)
    return tuple(
        Allocation(*at[:3], merged(shares), tuple(vouchers[at]), costs.of(at, vouchers[at]))
        for at, shares in found.items()
    )


_At = tuple[str, str, str, str]
"""Rule, version, source, and the voucher where costs are shared together: each of those stands by itself."""


class _Costs:
    """What was shared: a source line's amount, or what costs shared together grew by."""

    def __init__(self, postings: pd.DataFrame) -> None:
        columns = ["rule", "version", "allocates", "key", "reverses"]
        named = postings.loc[(postings["allocates"] != "") & (postings["exact"] != ""), columns].drop_duplicates()
        self._grown: dict[_At, int] = {}
        shared: Counter[tuple[str, int]] = Counter()
        for rule, version, source, key, reverses in named.itertuples(index=False, name=None):
            if (sums := parse_cumulated(source)) is not None:
                at = (version, sums.end.year)
                grown = 0 if sums.final else sums.cost - shared[at]
                grown = -self._grown.get((rule, version, source, reverses), 0) if reverses else grown
                self._grown[rule, version, source, key] = grown
                shared[at] += grown
        own = postings.loc[postings["key"].isin({source.partition("/")[0] for source in named["allocates"]})]
        rows = own[["key", "posting", "amount"]].itertuples(index=False, name=None)
        self._amounts = {f"{key}/{posting}": int(amount) for key, posting, amount in rows}

    def of(self, at: _At, mirrors: Mapping[str, bool]) -> int:
        """The cost in öre; less one for each mirror among the vouchers."""
        if at in self._grown:
            return self._grown[at]
        return self._amounts.get(at[2], 0) * sum(-1 if mirror else 1 for mirror in mirrors.values())
