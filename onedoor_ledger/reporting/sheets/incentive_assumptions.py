"""What the calculations rest on: every assumption with its source and grade, what is missing, what changed between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from onedoor_ledger.incentive.purses import purses_of
from onedoor_ledger.reporting.incentive_material import IncentiveMaterial
from onedoor_ledger.reporting.model import Block, Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import KRONA, grade_note, grade_text, grouped, percent, rounded
from onedoor_ledger.rulebook.model import Evidence
from onedoor_ledger.rulebook.model.incentive import LOCAL, OWN_MUNICIPALITY, OWN_REGION, Convention, CostKind, Effect
from onedoor_ledger.texts import _


def assumptions_sheet(made: IncentiveMaterial) -> Sheet:
    """*Antaganden*: the sheet of the report on incentives."""
    return Sheet(
        id="assumptions",
        title=_("Assumptions and what is missing"),
        subtitle=_("What the calculations of lower costs rest on. An assumption is marked with a star."),
        sections=assumption_sections(made),
    )


def assumption_sections(made: IncentiveMaterial) -> tuple[Section, ...]:
    """The same as sections, for a sheet on method that has others before them."""
    return (
        Section(_("How lower costs are counted"), tuple(_method(made))),
        Section(_("What is assumed of each measure"), tuple(_effects(made))),
        Section(_("What a month of each support costs"), (_costs(made),)),
        Section(_("The tax, and where it ends up"), tuple(_taxes(made))),
        Section(_("What is missing, and asked for"), tuple(_missing(made))),
    )


def _method(made: IncentiveMaterial) -> Iterator[Block]:
    method = made.found.relief.method
    yield _(
        "Who moved from one support to another (the people book) × what the one costs each purse a month less what the"
        " other does. Less what would have happened anyway, less persons counted in two measures, less a correction"
        " for weak evidence."
    )
    yield {
        Convention.ADDITIVE: _("What would have happened anyway is a share of all participations (additive)."),
        Convention.MULTIPLICATIVE: _("What would have happened anyway is a share of those who moved (multiplicative)."),
    }[method.convention]
    yield _("The net is counted over {n} years from each move; later years at {p} per cent a year.").format(
        n=method.horizon, p=percent(method.discount)
    )
    if method.correction:
        steps = ", ".join(f"{grade}: {percent(part)}" for grade, part in sorted(method.correction.items()))
        text = _("Correction for weak evidence, per cent by grade: {steps}.").format(steps=steps)
        yield text if method.correction_verified else _("{text} * Not checked against its source.").format(text=text)
    if method.cashable:
        names = _names(made)
        parts = ", ".join(f"{names.get(purse, purse)} {percent(part)}" for purse, part in method.cashable.items())
        yield _("Shows in the year's budget, per cent: {parts}. Of other purses it is not known.").format(parts=parts)
    for assumption in method.assumptions:
        yield _("* Assumption: {text}").format(text=assumption)
    yield _("Source: {source}.").format(source=method.dated.source.rstrip("."))
    for change in made.found.relief.breaks:
        yield _("! {change}").format(change=change)


def _effects(made: IncentiveMaterial) -> Iterator[Block]:
    used: dict[str, Effect] = {}
    for row in made.found.relief.moves:
        if row.effect is not None:
            used[row.effect.measure] = row.effect
    if not used:
        yield _("Nothing is assumed of any measure: only what the counts show is told, with nothing taken off.")
        return
    names = {measure.id: f"{measure.code} {measure.name}" for measure in made.rules.measures}
    rows = [
        Row(
            {
                "measure": names.get(id_, _("Every other measure")),
                "engaged": effect.engaged,
                "expected": effect.expected if effect.expected is not None else _("not told"),
                "deadweight": effect.deadweight,
                "range": _range(effect.deadweight_evidence, percent),
                "overlap": effect.overlap,
                "lag": effect.lag_months,
                "profile": " · ".join(percent(part) for part in effect.profile),
                "factor": _range(effect.profile_evidence, percent),
                "grade": grade_text(effect.evidence, effect.deadweight_evidence, effect.profile_evidence),
                "source": effect.dated.source,
            }
        )
        for id_, effect in sorted(used.items())
    ]
    columns = (
        Column("measure", _("Measure")),
        Column("profile", _("Left each year, per cent")),
        Column("factor", _("Range of the later years, per cent of it")),
        Column("engaged", _("Take part in earnest"), "percent"),
        Column("expected", _("Of them expected to move"), "percent"),
        Column("deadweight", _("Would have happened anyway"), "percent"),
        Column("range", _("Its range, per cent")),
        Column("overlap", _("Counted in another measure too"), "percent"),
        Column("lag", _("Months before it shows"), "count"),
        Column("grade", _("Grade")),
        Column("source", _("Source")),
    )
    used_in = _(
        "Take part in earnest and expected to move: for the plan; what has been counted needs neither, but for the"
        " additive convention. The ranges are those of the cases drawn."
    )
    yield Table("effects", _("Assumptions of the measures"), columns, tuple(rows), f"{used_in} {grade_note()}")


def _range(evidence: Evidence, written: Callable[[Fraction], str]) -> str:
    """From the lowest to the highest; a dash where it is held fixed."""
    if evidence.low is None or evidence.high is None:
        return "–"
    return _("{low} to {high}").format(low=written(evidence.low), high=written(evidence.high))


def _costs(made: IncentiveMaterial) -> Table:
    names, states = _names(made), {state.id: state.name for state in made.rules.states}
    kinds = {
        CostKind.BENEFIT: _("to the individual"),
        CostKind.WAGE: _("wage"),
        CostKind.SERVICE: _("service"),
        CostKind.SUBSIDY: _("to the employer"),
        CostKind.OUTPUT: _("worth to the employer"),
    }
    rows = [
        Row(
            {
                "state": states.get(cost.state, cost.state),
                "purse": names.get(cost.purse, cost.purse),
                "kind": kinds[cost.kind],
                "monthly": cost.monthly,
                "range": _range(cost.evidence, _kronor),
                "taxed": _("yes") if cost.taxed or cost.kind is CostKind.WAGE else _("no"),
                "grade": grade_text(cost.evidence),
                "source": cost.dated.source,
            }
        )
        for cost in sorted(made.found.relief.used, key=lambda cost: (states.get(cost.state, ""), cost.id))
    ]
    columns = (
        Column("state", _("Support")),
        Column("purse", _("Who bears it")),
        Column("kind", _("What")),
        Column("monthly", _("Kronor a month and person"), "kr"),
        Column("range", _("Range, kronor")),
        Column("taxed", _("Taxed")),
        Column("grade", _("Grade")),
        Column("source", _("Source")),
    )
    return Table("unit_costs", _("Cost a month"), columns, tuple(rows), grade_note())


def _kronor(ore: Fraction) -> str:
    return grouped(rounded(ore, KRONA))


def _taxes(made: IncentiveMaterial) -> Iterator[Block]:
    rule = next((tax for tax in made.rules.incentive.taxes if tax.dated.covers(made.period.end)), None)
    if rule is None:
        yield _("No tax is counted: amounts to individuals are before tax.")
        return
    names = _names(made) | {LOCAL: _("the person's kommun and region together")}
    yield _("Of a taxed income {p} per cent is tax; the employers' fee is {fee} per cent of the wage.").format(
        p=percent(rule.rate), fee=percent(rule.employer_fee)
    )
    rows = [Row({"purse": names.get(purse, purse), "share": share}) for purse, share in rule.purses.items()]
    columns = (Column("purse", _("Who gets it")), Column("share", _("Of the gross income"), "percent"))
    note = _("Grade {grade}. Source: {source}.")
    told = note.format(grade=grade_text(rule.evidence), source=rule.dated.source.rstrip("."))
    yield Table("taxes", _("Where the tax ends up"), columns, tuple(rows), told)


def _missing(made: IncentiveMaterial) -> Iterator[Block]:
    for missing in made.found.relief.missing:
        yield missing.text
    if made.period.year not in made.rules.contributions:
        yield _("The contributions of {year} are not in rules/parties.toml: no contribution is counted.").format(
            year=made.period.year
        )
    if not made.found.relief.missing:
        yield _("Nothing that the moves of the period need is missing.")


def _names(made: IncentiveMaterial) -> dict[str, str]:
    own = {OWN_MUNICIPALITY: _("the person's kommun"), OWN_REGION: _("the person's region")}
    return {purse.id: purse.name for purse in purses_of(made.rules)} | own
