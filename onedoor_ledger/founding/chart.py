"""The three books' charts of a new förbund, and the same accounts as ``rules/accounts.toml`` says them.

The chart is data: ``templates/chart.toml``, in the groups of Kommun-Bas.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from onedoor_ledger.founding.members import Member
from onedoor_ledger.founding.templates_read import template
from onedoor_ledger.vouchers.text import quoted


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One account of förbundets book. ``name`` is what an old system called it, '' for our own."""

    group: str
    konto: str
    account: str
    role: str = ""
    party: str = ""
    line: str = ""
    name: str = ""
    words: tuple[str, ...] = ()

    @property
    def toml(self) -> str:
        """The row of ``rules/accounts.toml``."""
        keys = (("konto", self.konto), ("account", self.account), ("role", self.role), ("party", self.party))
        told = ", ".join(f'{key} = "{value}"' for key, value in (*keys, ("line", self.line)) if value)
        return f"    {{ {told} }},"

    def opened(self, day: dt.date) -> str:
        """The ``open`` directive."""
        meta = {"konto": self.konto, "party": self.party, "name": self.name}
        return _open(day, self.account, "SEK", meta)


@dataclass(frozen=True, slots=True)
class Spending:
    """A kind of spending parties report, from ``templates/spending.toml``."""

    id: str
    name: str
    component: str
    financed_by: str
    in_kind: bool
    reporters: tuple[Member, ...]


def association_rows(members: Sequence[Member]) -> tuple[ChartRow, ...]:
    """Förbundets chart: the template's accounts, with one per member where it says so."""
    return tuple(
        row
        for group in _template("chart.toml")["group"]
        for account in group["account"]
        for row in _rows(group["title"], account, members)
    )


def chart_lines(rows: Iterable[ChartRow], day: dt.date) -> str:
    """The ``open`` directives under their groups' headings."""
    out: list[str] = []
    group = ""
    for row in rows:
        if row.group != group:
            out.append(f"; ---- {row.group} ----")
            group = row.group
        out.append(row.opened(day).rstrip("\n"))
    return "\n".join(out) + "\n"


def accounts_toml(rows: Sequence[ChartRow], members: Sequence[Member], source: str) -> str:
    """``rules/accounts.toml`` for the chart."""
    role = {row.role: row for row in reversed(rows) if row.role}
    body: list[str] = [f'source = "{source}"\n', "account = ["]
    group = ""
    for row in rows:
        if row.group != group:
            body.append(("\n" if group else "") + f"    # {row.group}")
            group = row.group
        body.append(row.toml)
    objects = "\n".join(f'"{m.id.upper()}" = "{m.id}"' for m in members)
    tail = template("accounts_tail.toml").substitute(
        {name: row.account for name, row in role.items()}
        | {name: role[name].konto for name in ("bank", "net_wages", "suppliers")}
        | {"objects": objects}
    )
    return template("accounts_head.toml").template + "\n".join(body) + "\n]\n" + tail


def parties_lines(members: Sequence[Member], day: dt.date) -> str:
    """The parties' book: own means, in-kind, and the spending on the target group each party reports."""
    out: list[str] = []
    kinds = spending(members)
    for member in members:
        meta = {"party": member.id}
        out.append(f"; ---- {member.short} ----\n" + _open(day, f"EgetKapital:{member.short}:EgnaMedel", "SEK", meta))
        for kind in kinds:
            if member not in kind.reporters:
                continue
            middle = "" if kind.in_kind else "Målgrupp:"
            bearer = member.id if kind.financed_by == "own" else kind.financed_by
            account = f"Kostnader:{member.short}:{middle}{kind.component}"
            out.append(_open(day, account, "SEK", meta | {"financed_by": bearer}))
    return "".join(out)


def spending(members: Sequence[Member]) -> tuple[Spending, ...]:
    """The kinds of spending somebody among ``members`` reports."""
    kinds = (
        Spending(
            row["id"],
            row["name"],
            row["component"],
            row["financed_by"],
            bool(row.get("in_kind", False)),
            tuple(m for m in members if row["by"] in {"all", m.id, m.kind.value}),
        )
        for row in _template("spending.toml")["row"]
    )
    return tuple(kind for kind in kinds if kind.reporters)


def _rows(group: str, account: Mapping[str, Any], members: Sequence[Member]) -> Iterator[ChartRow]:
    role, line, konto = account.get("role", ""), account.get("line", ""), account["konto"]
    each = account.get("each")
    if each is None:
        yield ChartRow(group, konto, account["account"], role, "", line, words=tuple(account.get("words", ())))
        return
    by_kind = account.get("by_kind")
    chosen = [m for m in members if each == "member" or m.pays]
    for i, member in enumerate(chosen):
        number = by_kind[member.kind.value] if by_kind else str(int(konto) + i)
        yield ChartRow(group, number, account["account"].format(short=member.short), role, member.id, line)


def _open(day: dt.date, account: str, unit: str, meta: Mapping[str, str]) -> str:
    lines = [f"{day} open {account} {unit}"]
    lines += [f"  {key}: {quoted(value)}" for key, value in meta.items() if value]
    return "\n".join(lines) + "\n"


@cache
def _template(name: str) -> dict[str, Any]:
    return tomllib.loads(template(name).template)
