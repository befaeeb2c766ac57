"""The cost lines a run shares, and what earlier runs have already shared.

Idempotence key: rule id + source voucher + posting index, found through the ``allocates`` metadata of allocation
lines; one that also has ``exact`` holds a participant's booked share (contracts.md section 4).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onedoor_ledger.period import Period, parse_period
from onedoor_ledger.rulebook.model import Scope, SharingRule
from onedoor_ledger.sharing.keys import Share, parse_exact

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A posting whose cost is shared; ``amount`` in öre, ``mirrors`` the voucher it reverses or corrects."""

    voucher: str
    """The voucher's key, unique over the years: ``2026-P17``."""
    number: int
    posting: int
    book: str
    date: dt.date
    service: str
    account: str
    amount: int
    mirrors: str

    @property
    def key(self) -> str:
        """``2026-P17/2``: how a source line is known."""
        return f"{self.voucher}/{self.posting}"

    def named_in(self, year: int) -> str:
        """The key as a voucher of ``year`` writes it: ``P17/2`` within the year, ``2025-P17/2`` else."""
        return self.key.removeprefix(f"{year}-")

    @property
    def bears_on(self) -> dt.date:
        """The day that decides which rule version holds: the end of the service period, else the accounting date."""
        return parse_period(self.service).end if self.service else self.date

    @property
    def order(self) -> tuple[dt.date, str, int, int]:
        """Order within a run."""
        return self.date, self.book, self.number, self.posting


@dataclass(frozen=True, slots=True)
class Allocation:
    """One source line's shares as they are booked, under a rule version."""

    rule: str
    version: str
    source: str
    shares: tuple[Share, ...]


def lines(postings: pd.DataFrame) -> tuple[SourceLine, ...]:
    """Every posting that could be a source: numbered, and not itself a share of another."""
    own = postings.loc[(postings["allocates"] == "") & (postings["key"] != "")]
    columns = ["key", "number", "posting", "book", "date", "service", "account", "amount", "reverses", "corrects"]
    return tuple(
        SourceLine(v, int(n), int(i), b, d.date(), service, account, int(amount), reverses or corrects)
        for v, n, i, b, d, service, account, amount, reverses, corrects in own[columns].itertuples(index=False)
    )


def booked(postings: pd.DataFrame) -> tuple[Allocation, ...]:
    """Every allocation in the books, in the order it was booked."""
    told = postings.loc[(postings["allocates"] != "") & (postings["exact"] != "")]
    found: dict[tuple[str, str, str], list[Share]] = {}
    columns = ["rule", "version", "allocates", "party", "amount", "exact"]
    for rule, version, source, party, amount, exact in told[columns].itertuples(index=False):
        member, group = parse_exact(exact)
        found.setdefault((rule, version, source), []).append(Share(party, int(amount), member, group))
    return tuple(Allocation(*key, tuple(shares)) for key, shares in found.items())


def covers(rule: SharingRule, account: str) -> tuple[int, int] | None:
    """How specifically ``rule`` names ``account``: exact names before prefixes, longer before shorter; None if not."""
    found = [
        (int(name == account), len(name))
        for name in rule.accounts
        if name == account or (name.endswith(":") and account.startswith(name))
    ]
    return max(found, default=None)


def rule_for(rules: Sequence[SharingRule], line: SourceLine) -> SharingRule | None:
    """The rule version that shares ``line``: in force on the day it bears on, the most specific account wins.

    Two rules that name an account equally on the same day are refused when the rules are read.
    """
    candidates = [
        (specific, rule)
        for rule in rules
        if rule.scope is Scope.PARTIES
        and rule.book.value == line.book
        and (specific := covers(rule, line.account)) is not None
        and rule.dated.covers(line.bears_on)
    ]
    return max(candidates, key=lambda candidate: candidate[0], default=(None, None))[1]


def due(
    rules: Sequence[SharingRule],
    found: Iterable[SourceLine],
    done: Mapping[tuple[str, str], Allocation],
    period: Period,
    *,
    today: dt.date,
) -> list[tuple[SourceLine, SharingRule]]:
    """Lines to share for ``period``, in order: dated in it, or dated later but serving it; not shared before."""
    out = []
    for line in sorted(found, key=lambda line: line.order):
        if line.amount == 0 or line.date > today or not (line.date in period or _late(line, period)):
            continue
        rule = rule_for(rules, line)
        if rule is not None and (rule.id, line.key) not in done:
            out.append((line, rule))
    return out


def _late(line: SourceLine, period: Period) -> bool:
    return line.date > period.end and line.bears_on in period
