"""What of each kind of report is compared: the figures its reader compares first, and which of them can be added.

Persons and kronor of the förbund's own are added. A ratio, an amount per person, months, a payback, a break-even, the
smallest side payments, a range, a probability and a projection are not: the whole's would have to be worked out
anew, and is no sum of the parts'. Nor what a party counts or books for all its people: two förbund may hold the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch

KEY_FIGURES = "key_figures"
"""The large figures of a first page, as a table."""
NUMBERS = ("kr", "tkr", "tkr_diff", "ore", "ore_diff", "count")
"""Column formats of what can be added at all."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A table of a report and what of it is compared."""

    table: str
    """Its id, or a pattern of ids."""
    columns: tuple[str, ...] = ()
    """Those compared; none: every column with numbers."""
    apart: tuple[str, ...] = ()
    """Those of them that have no sum, though they are kronor or persons."""
    adds: bool = True
    names: int = 1
    """So many of its first columns name a row."""
    matrix: bool = False
    """Whether rows and columns are two ends of the same: "from → to"."""
    by_method: tuple[str, ...] = ()
    """Columns that are added only where the förbund count their nets alike."""
    inner: bool = False
    """Whether its sums are left out: they stand in another table too."""
    told_by_section: tuple[str, ...] = ()
    """Columns whose rows have the section's heading in their names: another table has one of the same name."""

    def adds_in(self, column: str, *, alike: bool) -> bool:
        """Whether the column's figures can be added; ``alike``: all förbund count their nets by one method."""
        return self.adds and column not in self.apart and (alike or column not in self.by_method)


INCENTIVE = Shown(
    "incentive",
    ("contribution", "shared", "inkind", "passthrough", "relief", "cashable", "net"),
    by_method=("relief", "cashable", "net"),
)
PAYBACK = Shown("payback", ("putin", "return.share", "months", "persons"), apart=("months", "persons"))
DISPLACEMENT = Shown("displacement", ("before", "after", "apparent", "saved", "pushed", "taken", "new"))

KINDS: Mapping[str, tuple[Shown, ...]] = {
    "board": (
        Shown(KEY_FIGURES),
        Shown("front_contributions", ("year", "due", "paid", "overdue")),
        Shown("front_measures", ("budget", "outcome", "forecast", "participants")),
        Shown("participations", ("entered", "left", "now", "each"), apart=("each",)),
        Shown("endings"),
        INCENTIVE,
        PAYBACK,
        DISPLACEMENT,
    ),
    "sharing": (
        Shown("share_*", ("part", "share"), told_by_section=("part", "share")),
        Shown("positions"),
        Shown("members_shares"),
    ),
    "party": (Shown("account_*"),),
    "incentive": (
        INCENTIVE,
        Shown("own_and_whole", ("told",)),
        PAYBACK,
        Shown("over_time", ("gross", "relief.period"), by_method=("relief.period",)),
        Shown("flows_booked", ("relief", "difference"), adds=False),
        Shown("ranges", ("low", "high", "loses"), adds=False),
        Shown("side_payments", ("paid",), adds=False),
    ),
    "flows": (
        DISPLACEMENT,
        Shown("shifts", matrix=True, inner=True),
        Shown("moved", matrix=True),
        Shown("passage", matrix=True),
        Shown("bounce", ("changes", "person_years", "index")),
        Shown("three_payers", ("of", "part", "share"), adds=False, names=2, told_by_section=("share",)),
        Shown("came_back", ("of", "part", "share"), adds=False, names=2, told_by_section=("share",)),
        Shown("stock"),
        Shown("projection_months", ("total",), adds=False),
        Shown("projection_costs", ("total",), adds=False),
    ),
    "models": (
        Shown("models", ("vanished", "left", "net", "without"), by_method=("net",)),
        Shown("model_*", ("net", "change"), by_method=("net", "change"), told_by_section=("net", "change")),
    ),
    "cost": tuple(Shown(table, ("budget", "outcome")) for table in ("funds", "measures", "administration", "left")),
    "followup": tuple(Shown(table) for table in ("funds", "administration", "measures", "people")),
    "vat": (Shown("vat_claim"), Shown("vat_booked")),
    "annual": (
        Shown("rr", ("now", "previous")),
        Shown("br_assets", ("now", "previous")),
        Shown("br_other", ("now", "previous")),
        Shown("kf", ("now", "previous")),
        Shown("drift", ("budget", "outcome")),
    ),
    "scb": (Shown("scb_*", ("kronor",), names=3),),
    "subledger": (Shown("agreement", ("items",)),),
}
"""By kind; a kind that is not here is a book or a description, and nothing of it is compared."""


def shown_of(kind: str, tables: Sequence[str]) -> Iterator[tuple[str, Shown]]:
    """The tables of a report that are compared, by id, in its own order."""
    wanted = KINDS.get(kind, ())
    for table in tables:
        found = next((each for each in wanted if fnmatch(table, each.table)), None)
        if found is not None:
            yield table, found
