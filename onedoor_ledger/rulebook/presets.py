"""``rules/presets/NAME.toml``: a rule from elsewhere with its source."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from onedoor_ledger.rulebook.errors import BadValueError
from onedoor_ledger.rulebook.key_terms import KEYS
from onedoor_ledger.rulebook.model import AllocationModel, Ladder, Preset, Step
from onedoor_ledger.rulebook.model.presets import Applies
from onedoor_ledger.rulebook.numbers import part
from onedoor_ledger.rulebook.reading import RuleFile, Table
from onedoor_ledger.texts import _


def preset(file: RuleFile) -> Preset:
    """The file's one preset."""
    row = file.root
    return Preset(
        id=row.id(),
        title=row.text("title"),
        source=row.text("source"),
        key=row.word("key", KEYS) if "key" in row else "",
        note=row.text_or("note") or "",
        ladder=_ladder(row.table("ladder")) if "ladder" in row else None,
        allocation=_allocation(row.table("allocation")) if "allocation" in row else None,
    )


def _ladder(row: Table) -> Ladder:
    steps = tuple(_step(each) for each in row.tables("step"))
    limits = [step.up_to for step in steps]
    rising = all(a is not None and (b is None or a < b) for a, b in pairwise(limits))
    if not limits or limits[-1] is not None or not rising:
        remedy = _("List the steps from the shortest; the last one has no up_to.")
        row.fault(BadValueError(row.place("step"), ", ".join(str(limit or "–") for limit in limits) or "[]", remedy))
    return Ladder(row.word("unit", ("weeks", "days")), row.choice("applies", Applies), steps)


def _step(row: Table) -> Step:
    table = row.table("shares")
    shares = {who: part(table, who) for who in table}
    if sum(shares.values()) != 1:
        remedy = _("The shares of a step must add up to the whole: fk = [1, 2], own = [1, 2].")
        row.fault(BadValueError(row.place("shares"), str(sum(shares.values(), Fraction(0))), remedy))
    return Step(row.whole_or("up_to"), shares)


def _allocation(row: Table) -> AllocationModel:
    need, population = part(row, "need"), part(row, "population")
    if need + population != 1:
        remedy = _("What is left after the base is shared by need and population together.")
        row.fault(BadValueError(row.place("need"), str(need + population), remedy))
    stop = part(row, "largest_decrease") if "largest_decrease" in row else None
    return AllocationModel(row.kronor("base"), need, population, stop)
