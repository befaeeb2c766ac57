"""Kalkyl enligt plan: what the year's plan is expected to give, insats by insats, for its budget."""

from __future__ import annotations

from collections.abc import Iterator

from onedoor_ledger.incentive.chain import Chain
from onedoor_ledger.incentive.planned import Lacking, Planned, planned_of, unplanned_of
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
    dropped = tuple(_dropped(made))
    if not rows:
        return (
            explained,
            *dropped,
            _("There is no measure with a plan, a budget, an expected effect and moves to count by."),
        )
    return (explained, _table(made, rows), *dropped)


def _dropped(made: IncentiveMaterial) -> Iterator[str]:
    """The measures of the year that are not in the table, by what they lack."""
    texts = {
        Lacking.EFFECT: _("{measures}: not calculated, since nothing is assumed of it in rules/effects.toml."),
        Lacking.MOVES: _(
            "{measures}: not calculated, since nobody has yet moved there with a known cost before and after, so that"
            " what a move is worth is not known."
        ),
        Lacking.EXPECTED: _("{measures}: not calculated, since expected is not told in rules/effects.toml."),
        Lacking.PLAN: _("{measures}: not calculated, since rules/measures.toml plans no participations for the year."),
        Lacking.BUDGET: _("{measures}: not calculated, since it has no budget for the year."),
    }
    for why, measures in unplanned_of(made.rules, made.found).items():
        yield texts[why].format(measures=listed([f"{measure.code} {measure.name}" for measure in measures]))


def _table(made: IncentiveMaterial, rows: tuple[Row, ...]) -> Table:
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
    note = _(
        "* Assumption: how many take part in earnest and are expected to move is nobody's statistic. The values stand"
        " on the sheet “{sheet}”."
    ).format(sheet=_("Assumptions and what is missing"))
    starred = any(str(row.cells["measure"]).endswith("*") for row in rows)
    note = made.left_out.noted(note if starred else "")
    return Table("plan", _("What the plan is expected to give"), columns, rows, note)


def _row(made: IncentiveMaterial, plan: Planned) -> Row:
    ref, name = f"plan.{plan.measure.id}", f"{plan.measure.code} {plan.measure.name}"
    cells: dict[str, Cell] = {
        "measure": f"{name} *" if _assumed(plan) else name,
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


def _assumed(plan: Planned) -> bool:
    """Whether somebody's assumption is behind how many move because of it and how long it lasts."""
    effect = plan.effect
    return any(each.assumption for each in (effect.evidence, effect.deadweight_evidence, effect.profile_evidence))


def _paid_back(chain: Chain) -> str:
    return _("not within the plan") if chain.pays_back is None else str(chain.pays_back + 1)
