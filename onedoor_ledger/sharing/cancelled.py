"""Costs that were taken back before anybody shared them: the cost and its mirror are nothing, and share nothing.

So too when the sharing was taken back with them, as when a whole batch is undone. A cost that somebody has shared is
another matter: its mirror takes the shares back (contracts.md section 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from onedoor_ledger.books.undone import in_order
from onedoor_ledger.rulebook.model import SharingRule
from onedoor_ledger.sharing.sources import Allocation, SourceLine, parse_cumulated

Shared = Sequence[tuple[SourceLine, SharingRule]]


def cancelled(costs: Shared, booked: Iterable[Allocation], taken_back: Mapping[str, str]) -> frozenset[str]:
    """The keys of the lines among ``costs`` that cancel out, two by two, with no share of either standing.

    :param taken_back: the standing mirror of each voucher taken back, as :func:`onedoor_ledger.books.undone.taken_back`
        finds them.
    """
    allocations = standing(booked, taken_back)
    sources = {(each.rule, each.source) for each in allocations if not each.taken_back}
    sums = [(each.rule, in_order(each.vouchers[-1])) for each in allocations if parse_cumulated(each.source)]
    found: set[str] = set()
    for (line, rule), (mirror, _other) in _pairs(costs, taken_back):
        first, last = in_order(line.voucher), in_order(mirror.voucher)
        between = any(each == rule.id and first < order < last for each, order in sums)
        if not between and not {(rule.id, line.key), (rule.id, mirror.key)} & sources:
            found |= {line.key, mirror.key}
    return frozenset(found)


def standing(booked: Iterable[Allocation], taken_back: Mapping[str, str]) -> list[Allocation]:
    """Allocations without the sums of a period that were taken back, and without what took them back."""
    void = {*taken_back, *taken_back.values()}
    return [each for each in booked if not (parse_cumulated(each.source) and each.vouchers[-1] in void)]


def _pairs(costs: Shared, taken_back: Mapping[str, str]) -> Iterator[tuple[tuple[SourceLine, SharingRule], ...]]:
    """Each line of a voucher taken back with the line of the mirror that takes it back."""
    wanted = {*taken_back, *taken_back.values()}
    lines: dict[str, list[tuple[SourceLine, SharingRule]]] = {}
    for cost in costs:
        if cost[0].voucher in wanted:
            lines.setdefault(cost[0].voucher, []).append(cost)
    for voucher, mirror in taken_back.items():
        left = list(lines.get(mirror, ()))
        for cost in lines.get(voucher, ()):
            line = cost[0]
            same = [each for each in left if (each[0].account, each[0].amount) == (line.account, -line.amount)]
            if same:
                best = next((each for each in same if each[0].posting == line.posting), same[0])
                left.remove(best)
                yield cost, best
