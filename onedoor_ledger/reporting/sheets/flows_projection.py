"""Framskrivning, sekundär: what would come if the quarters went on as they have. Never mixed with what was observed."""

from __future__ import annotations

from fractions import Fraction

from onedoor_ledger.incentive.projection import LEAST_MOVED, LEAST_QUARTERS, LEAST_SEEN, NoProjection
from onedoor_ledger.incentive.purses import MUNICIPALITIES, TOGETHER
from onedoor_ledger.reporting.flows_material import FlowsMaterial
from onedoor_ledger.reporting.model import Cell, Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import listed, long_date
from onedoor_ledger.texts import _


def projection_sheet(material: FlowsMaterial) -> Sheet:
    """The projection in a sheet of its own, or why there is none."""
    found = material.projected
    sections: tuple[Section, ...] = (Section(_("If the quarters go on as they have"), (_absent(material),)),)
    if found.projections:
        sections = (
            Section(_("If the quarters go on as they have"), (_basis(material), _months(material))),
            Section(_("What that would cost"), (_costs(material),)),
            Section(_("How it is calculated"), (_method(),)),
        )
    return Sheet(
        id="flows_projection",
        title=_("Projection, secondary"),
        subtitle=_("A calculation from the quarters up to {date}: no outcome, and not added to any.").format(
            date=long_date(material.period.end)
        ),
        sections=sections,
        foot=_("Secondary to the observed flows. Descriptive, not a cause; a forecast only if nothing changes."),
    )


def _basis(material: FlowsMaterial) -> str:
    found = material.projected
    sentence = _("Estimated from {quarters} quarters with {moves} moves and {seen} person-quarters.").format(
        quarters=found.observed.quarters, moves=found.observed.moves, seen=sum(found.observed.seen.values())
    )
    if found.pooled:
        names = listed([material.state(state) for state in found.pooled])
        sentence += " " + _("Too few were seen by themselves in {states}: put together.").format(states=names)
    return sentence


def _months(material: FlowsMaterial) -> Table:
    found = material.projected
    rows = []
    for one in found.projections:
        months: dict[str, Cell] = {state: one.months[state] or None for state in found.states}
        rows.append(Row({"start": material.state(one.start), **months, "total": one.total_months}))
    columns = (
        Column("start", _("Begins on")),
        *(Column(state, material.state(state), "amount") for state in found.states),
        Column("total", _("Months on support"), "amount"),
    )
    caption = _("Expected months in each support before work or studies")
    return Table("projection_months", caption, columns, tuple(rows))


def _costs(material: FlowsMaterial) -> Table:
    found, made = material.projected, material.figures.made()
    purses = list(dict.fromkeys(purse for one in found.projections for purse in one.costs))
    rows = []
    for one in found.projections:
        figures = {purse: made[f"projection.{one.start}.{purse}"] for purse in purses if purse in one.costs}
        total = sum(figure.value for figure in figures.values() if isinstance(figure.value, (int, Fraction)))
        rows.append(Row({"start": material.state(one.start), **figures, "total": total}))
    columns = (
        Column("start", _("Begins on")),
        *(Column(purse, _purse(material, purse), "kr") for purse in purses),
        Column("total", _("All purses"), "kr"),
    )
    caption = _("Expected cost per person until work or studies, kronor, not discounted")
    return Table("projection_costs", caption, columns, tuple(rows))


def _purse(material: FlowsMaterial, purse: str) -> str:
    """The kommuner are one here: whose kommun a person will live in is not projected."""
    return material.payer(MUNICIPALITIES) if purse == TOGETHER else material.purse(purse)


def _method() -> str:
    return _(
        "An absorbing Markov chain with a step of a quarter: of those who were on a support at some time during a"
        " quarter, the share who moved on. Who left the insats for another support is taken to live there as those in"
        " the insats do; work and studies end it, and nobody is taken to come back. A support needs {seen}"
        " person-quarters to stand by itself, the whole {moves} moves in {quarters} quarters."
    ).format(seen=LEAST_SEEN, moves=LEAST_MOVED, quarters=LEAST_QUARTERS)


def _absent(material: FlowsMaterial) -> str:
    found = material.projected.observed
    why = material.projected.absent
    if why is NoProjection.SMALL:
        return _("No projection: it would rest on counts too small to be shown.")
    if why is NoProjection.ENDLESS:
        return _("No projection: from some support nobody has been seen to leave.")
    if why is NoProjection.COSTLESS:
        return _("No projection: some support has no unit cost in rules/unit_costs.toml.")
    return _(
        "No projection: {quarters} quarters with {moves} moves are too few. It takes {least_quarters} quarters,"
        " {least_moves} moves in all, and {seen} person-quarters in each support or in the small ones together."
    ).format(
        quarters=found.quarters,
        moves=found.moves,
        least_quarters=LEAST_QUARTERS,
        least_moves=LEAST_MOVED,
        seen=LEAST_SEEN,
    )
