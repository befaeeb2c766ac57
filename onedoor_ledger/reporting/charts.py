"""The report's pictures, each with the sentence it shows as its alt text."""

from __future__ import annotations

from onedoor_ledger.accounts.lines import COST_GROUPS, group_name
from onedoor_ledger.accounts.parties import Door
from onedoor_ledger.accounts.year import Year
from onedoor_ledger.money import share
from onedoor_ledger.reporting.model import Chart, Series, Unit
from onedoor_ledger.reporting.words import grouped, listed, rounded
from onedoor_ledger.texts import _

THOUSAND_KRONOR = 100_000

LONGEST_LABEL = 34
"""Letters of a category beside a chart of the first page."""


def lines_chart(year: Year) -> Chart:
    """Budget, outcome and forecast per measure, and the administration as one."""
    lines = year.lines.group("individual", "structural")
    administration = year.lines.total("administration")
    names = (*(short_name(line.name) for line in lines), group_name("administration"))
    over = [line.name for line in lines if line.forecast > line.budget]
    description = _("Bar chart of the year's budget, outcome so far and forecast per measure.") + " "
    if over:
        description += _("The forecast is above the budget for {lines}.").format(lines=listed(over))
    else:
        description += _("No measure is forecast above its budget.")
    return Chart(
        id="lines",
        kind="bar",
        title=_("Budget, outcome so far and forecast, thousand kronor"),
        description=description,
        categories=names,
        series=(
            Series(_("Budget"), (*(line.budget for line in lines), administration.budget)),
            Series(_("So far"), (*(line.outcome.amount for line in lines), administration.outcome.amount)),
            Series(_("Forecast"), (*(line.forecast for line in lines), administration.forecast)),
        ),
    )


def triad_chart(year: Year) -> Chart:
    """What a hundred kronor went to: whole kronor that sum to a hundred."""
    parts = [max(year.lines.total(group).outcome.amount, 0) for group in COST_GROUPS]
    hundred = share(100, parts).booked if sum(parts) else (0, 0, 0)
    said = listed([f"{group_name(group)} {kronor}" for group, kronor in zip(COST_GROUPS, hundred, strict=True)])
    return Chart(
        id="triad",
        kind="stacked",
        title=_("What each hundred kronor went to"),
        description=_("Stacked bar of a hundred kronor of cost: {parts}.").format(parts=said),
        categories=(_("Hundred kronor"),),
        series=tuple(
            Series(group_name(group), (kronor * 100,)) for group, kronor in zip(COST_GROUPS, hundred, strict=True)
        ),
    )


def contributions_chart(year: Year) -> Chart:
    """Fallen due and paid per member."""
    rows = year.contributions
    paid, due = sum(row.paid.amount for row in rows), sum(row.due for row in rows)
    description = _("Bar chart of what each member owes and has paid: {paid} of {due} thousand kronor is paid.").format(
        paid=grouped(rounded(paid, THOUSAND_KRONOR)), due=grouped(rounded(due, THOUSAND_KRONOR))
    )
    return Chart(
        id="contributions",
        kind="bar",
        title=_("Contributions fallen due and paid, thousand kronor"),
        description=description,
        categories=tuple(row.member.name for row in rows),
        series=(
            Series(_("Fallen due"), tuple(row.due for row in rows)),
            Series(_("Paid"), tuple(row.paid.amount for row in rows)),
        ),
    )


def participations_chart(year: Year) -> Chart | None:
    """Planned and actual participations per measure; None when there is nothing that may be shown."""
    shown = year.participations
    rows = [row for row in shown.measures if row.measure not in shown.withheld]
    if not rows:
        return None
    names = {"": _("Too few to be told per measure")} | {line.id: line.name for line in year.lines.lines}
    return Chart(
        id="participations",
        kind="bar",
        title=_("Participations so far and planned for the year"),
        description=_("Bar chart of participations per measure beside the plan for the whole year."),
        categories=tuple(short_name(names.get(row.measure, row.measure)) for row in rows),
        series=(
            Series(_("Planned"), tuple(row.planned for row in rows)),
            Series(_("Participations"), tuple(row.so_far.amount for row in rows)),
        ),
        unit=Unit.PERSONS,
    )


def party_chart(year: Year) -> Chart:
    """What each party paid in, and what the association's measures paid it."""
    rows = [party for party in year.parties if party.participant.member]
    return Chart(
        id="parties",
        kind="bar",
        title=_("Contributions paid and reimbursement for measures, thousand kronor"),
        description=_(
            "Bar chart per member of contributions paid so far and of reimbursement for measures it carries out."
        ),
        categories=tuple(party.participant.name for party in rows),
        series=(
            Series(_("Contributions paid"), tuple(party.contributed.amount for party in rows)),
            Series(_("Reimbursement"), tuple(party.reimbursed.amount for party in rows)),
        ),
    )


def door_chart(door: Door) -> Chart:
    """Who bears a front door's cost."""
    parts = [(_("The association"), door.by_association.amount)]
    parts += [(share.participant.name, share.cost.amount) for share in door.shares]
    return Chart(
        id=f"door.{door.site.id}",
        kind="bar",
        title=_("Who bears the cost so far, thousand kronor"),
        description=_("Bar chart of who bears the front door's cost: {parts} thousand kronor.").format(
            parts=listed([f"{name} {grouped(rounded(ore, THOUSAND_KRONOR))}" for name, ore in parts])
        ),
        categories=tuple(name for name, _ore in parts),
        series=(Series(_("Bears so far"), tuple(ore for _name, ore in parts)),),
    )


def worth_drawing(*charts: Chart | None) -> tuple[Chart, ...]:
    """The charts that show anything: one of zeros alone tells nothing."""
    return tuple(chart for chart in charts if chart and any(any(series.values) for series in chart.series))


def short_name(name: str) -> str:
    """A measure's name on one line: without what follows a dash or stands in brackets, and no longer than fits.

    A label on two lines makes spreadsheet programs leave out every second one.
    """
    short = name.partition(" – ")[0].partition(" (")[0]
    if len(short) <= LONGEST_LABEL:
        return short
    return f"{short[:LONGEST_LABEL].rpartition(' ')[0] or short[:LONGEST_LABEL]} …"
