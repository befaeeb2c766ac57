"""Kalkyl enligt plan: what the year's plan is expected to give, insats by insats, for its budget."""

from __future__ import annotations

from onedoor_ledger.incentive.chain import Chain
from onedoor_ledger.incentive.planned import Planned, planned_of, without_expected
from onedoor_ledger.incentive.players import nearest
from onedoor_ledger.incentive.purses import SOCIETY
from onedoor_ledger.reporting.incentive_material import IncentiveMaterial
from onedoor_ledger.reporting.model import Block, Cell, Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import listed
from onedoor_ledger.texts import _

RULES = ("rules/effects.toml", "rules/unit_costs.toml", "rules/measures.toml")


def plan_sheet(made: IncentiveMaterial) -> Sheet:
    """The plan through the chain, beside what has been counted."""
    return Sheet(
        id="plan",
        title=_("What the plan is expected to give"),
        subtitle=_("Each measure's plan for {year}, over {n} years, at present value. In thousand kronor.").format(
            year=made.period.year, n=made.years
        ),
        sections=(Section(_("The plan, measure by measure"), _blocks(made)),),
        foot=_("A calculation of the plan: it is not added to what has been counted, and nothing of it is booked."),
    )


def _blocks(made: IncentiveMaterial) -> tuple[Block, ...]:
    explained = _(
        "Planned participations × those who take part in earnest × expected effect, less what would have happened"
        " anyway, × what those who have moved so far are worth on average. The cost is the year's budget."
    )
    if SOCIETY in made.withheld:
        return (explained, _("Too few persons stand behind it to be shown."))
    rows = tuple(_row(made, plan) for plan in planned_of(made.rules, made.found))
    asked = without_expected(made.rules, made.found)
    ask: tuple[Block, ...] = ()
    if asked:
        names = listed([measure.code for measure in asked])
        ask = (_("Asked for: expected in rules/effects.toml, of {measures}.").format(measures=names),)
    if not rows:
        return (
            explained,
            *ask,
            _("There is no measure with a plan, a budget, an expected effect and moves to count by."),
        )
    return (explained, *ask, _table(rows))


def _table(rows: tuple[Row, ...]) -> Table:
    columns = (
        Column("measure", _("Measure")),
        Column("persons", _("Planned for the year"), "count"),
        Column("because", _("Move because of it"), "count"),
        Column("cost", _("Budget"), "tkr"),
        Column("parties", _("Worth to the parties"), "tkr"),
        Column("parties_net", _("Net, the parties"), "tkr_diff"),
        Column("society", _("Worth to society"), "tkr"),
        Column("society_net", _("Net, society"), "tkr_diff"),
        Column("pays", _("Paid back to society in year")),
    )
    return Table("plan", _("What the plan is expected to give"), columns, rows)


def _row(made: IncentiveMaterial, plan: Planned) -> Row:
    ref, name = f"plan.{plan.measure.id}", f"{plan.measure.code} {plan.measure.name}"
    cells: dict[str, Cell] = {
        "measure": name,
        "persons": plan.persons,
        "because": nearest(plan.because),
        "cost": made.figures.amount(
            f"{ref}.cost",
            _("{line}: budget for the year").format(line=name),
            plan.cost,
            _("Adopted budget"),
            rules=RULES,
        ),
        "pays": _paid_back(plan.society),
    }
    for key, label, chain in (
        ("parties", _("{line}: the plan's worth to the parties"), plan.parties),
        ("society", _("{line}: the plan's worth to society"), plan.society),
    ):
        formula = _("The planning chain, present value")
        cells[key] = made.figures.amount(
            f"{ref}.{key}", label.format(line=name), nearest(chain.benefit), formula, rules=RULES
        )
        cells[f"{key}_net"] = -nearest(chain.budget_impact)
    return Row(cells)


def _paid_back(chain: Chain) -> str:
    return _("not within the plan") if chain.pays_back is None else str(chain.pays_back + 1)
