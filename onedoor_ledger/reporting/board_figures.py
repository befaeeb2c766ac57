"""Every figure of the board's report, by the ids of contracts.md section 5 and what else its sheets need."""

from __future__ import annotations

from fractions import Fraction

from onedoor_ledger.accounts.contributions import MemberContribution
from onedoor_ledger.accounts.lines import COST_GROUPS, INCOME_GROUP, Basis, Line, Total, group_name
from onedoor_ledger.accounts.parties import Door, PartyYear
from onedoor_ledger.accounts.people import Participations
from onedoor_ledger.accounts.selection import plus
from onedoor_ledger.accounts.year import Year
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.reporting.model import Why
from onedoor_ledger.reporting.words import long_date
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _


def board_figures(rules: Rulebook, year: Year) -> Figures:
    """All figures of the board's report."""
    figures = Figures()
    for member in year.contributions:
        _contribution(figures, year, member)
    _contribution_totals(figures, year)
    for line in year.lines.lines:
        _line(figures, year, line_id(rules, line), line.name, line)
        figures.amount(
            f"{line_id(rules, line)}.forecast",
            _("{line}: forecast for the year").format(line=line.name),
            line.forecast,
            forecast_basis(line),
            rules=(f"rules/budget/{year.period.year}.toml [{line.id}]",),
            of=line.outcome if line.basis is Basis.REST_OF_BUDGET else None,
        )
    _totals(figures, year)
    _equity(figures, year)
    for row in year.participations.measures:
        _participations(figures, year, row)
    _people_totals(figures, year)
    for party in year.parties:
        _party(figures, party)
    for door in year.doors:
        _door(figures, door)
    return figures


def line_id(rules: Rulebook, line: Line) -> str:
    """The start of a line's figure ids: ``measure.i01`` or ``line.office``."""
    return f"measure.{line.id}" if any(m.id == line.id for m in rules.measures) else f"line.{line.id}"


def forecast_basis(line: Line) -> str:
    """How a line's forecast was made, in words."""
    if line.basis is Basis.TREASURER and line.forecast_on is not None:
        return _("The treasurer's forecast, {date}").format(date=long_date(line.forecast_on))
    return _("Outcome so far and the budget for the rest of the year")


def _line(figures: Figures, year: Year, ref: str, name: str, line: Line | Total) -> None:
    rules = (f"rules/budget/{year.period.year}.toml",)
    figures.amount(
        f"{ref}.budget",
        _("{line}: budget for the year").format(line=name),
        line.budget,
        _("Adopted budget"),
        rules=rules,
    )
    figures.amount(
        f"{ref}.budget.to_date",
        _("{line}: budget so far").format(line=name),
        line.budget_to_date,
        _("The budget of the quarters that have passed"),
        rules=rules,
    )
    figures.booked(
        f"{ref}.outcome",
        _("{line}: outcome so far").format(line=name),
        line.outcome,
        _("Sum of the postings from 1 January to the period's end"),
    )
    figures.booked(
        f"{ref}.outcome.period",
        _("{line}: outcome in the period").format(line=name),
        line.in_period,
        _("Sum of the postings in the period"),
    )
    figures.amount(
        f"{ref}.outcome.previous",
        _("{line}: outcome at the same time last year").format(line=name),
        line.last_year.amount if year.compared else None,
        _("Sum of the postings from 1 January to the same day last year"),
        of=line.last_year,
    )


def _totals(figures: Figures, year: Year) -> None:
    rows: list[tuple[str, str, Total]] = [(g, group_name(g), year.lines.total(g)) for g in (*COST_GROUPS, INCOME_GROUP)]
    rows += [("cost", _("All cost"), year.lines.cost)]
    for ref, name, total in rows:
        _line(figures, year, ref, name, total)
        _forecast_sum(figures, ref, name, total)
    result = year.lines.result
    figures.booked(
        "result", _("Result so far"), result.outcome, _("Income less cost from 1 January to the period's end")
    )
    figures.booked("result.period", _("Result of the period"), result.in_period, _("Income less cost in the period"))
    figures.amount("result.budget", _("Budgeted result"), result.budget, _("Budgeted income less budgeted cost"))
    figures.amount(
        "result.budget.to_date",
        _("Budgeted result so far"),
        result.budget_to_date,
        _("Income less cost, budget so far"),
    )
    figures.amount("result.forecast", _("Forecast result"), result.forecast, _("Forecast income less forecast cost"))
    for ref, label, value in (
        ("result.previous", _("Result at the same time last year"), result.last_year),
        ("result.previous.year", _("Last year's result"), result.last_whole_year),
    ):
        amount = value.amount if year.compared else None
        figures.amount(ref, label, amount, _("Income less cost, last year's books"), of=value)


def _forecast_sum(figures: Figures, ref: str, name: str, total: Total) -> None:
    figures.amount(
        f"{ref}.forecast",
        _("{line}: forecast for the year").format(line=name),
        total.forecast,
        _("Sum of the lines' forecasts"),
        of=total.outcome,
    )


def _contribution(figures: Figures, year: Year, row: MemberContribution) -> None:
    ref, name = f"contribution.{row.member.id}", row.member.name
    rules = (f"rules/parties.toml [contributions {year.period.year}]",)
    by_rules = _("The year's contributions by the board's decision, shared by FL 5 §")
    fallen_due = _("Instalments that have fallen due by the period's end")
    credited = _("Credits on the member's receivable for instalments of the year")
    figures.amount(
        f"{ref}.year", _("{member}: contribution for the year").format(member=name), row.year, by_rules, rules=rules
    )
    figures.amount(f"{ref}.due", _("{member}: fallen due").format(member=name), row.due, fallen_due, rules=rules)
    figures.booked(
        f"{ref}.called", _("{member}: called").format(member=name), row.called, _("Debits on the member's receivable")
    )
    figures.booked(f"{ref}.paid", _("{member}: paid").format(member=name), row.paid, credited)
    figures.amount(
        f"{ref}.overdue",
        _("{member}: fallen due and unpaid").format(member=name),
        row.overdue,
        _("Balance of the member's receivable for instalments that have fallen due, of any year"),
        of=row.called + row.paid,
    )


def _contribution_totals(figures: Figures, year: Year) -> None:
    rows = year.contributions
    total = _("Sum over the members")
    figures.amount("contribution.total.year", _("Contributions for the year"), sum(r.year for r in rows), total)
    figures.amount("contribution.total.due", _("Contributions fallen due"), sum(r.due for r in rows), total)
    figures.booked("contribution.total.called", _("Contributions called"), plus([r.called for r in rows]), total)
    figures.booked("contribution.total.paid", _("Contributions paid"), plus([r.paid for r in rows]), total)
    figures.amount("contribution.total.overdue", _("Contributions overdue"), sum(r.overdue for r in rows), total)


def _equity(figures: Figures, year: Year) -> None:
    equity = year.equity
    share = Fraction(equity.forecast, equity.contributions) if equity.contributions else None
    figures.booked("equity", _("Equity"), equity.now, _("Equity at the year's start and the result so far"))
    figures.booked(
        "equity.opening", _("Equity at the year's start"), equity.opening, _("Equity accounts and earlier results")
    )
    figures.amount(
        "equity.forecast",
        _("Equity at the year's end, forecast"),
        equity.forecast,
        _("Equity at the year's start and the forecast result"),
        of=equity.opening,
    )
    figures.amount(
        "equity.budget",
        _("Equity at the year's end by the budget"),
        equity.budget,
        _("Equity at the year's start and the budgeted result"),
    )
    figures.ratio(
        "equity.forecast.share",
        _("Forecast equity as a share of the year's contributions"),
        share,
        _("Forecast equity divided by the year's contributions"),
    )
    before = year.equity_opening if year.compared else None
    figures.amount(
        "equity.previous",
        _("Equity at the end of last year"),
        before.amount if before else None,
        _("Equity accounts and all results to 31 December"),
        of=before,
    )
    figures.booked("bank", _("Money at the bank"), year.bank, _("Balance of the bank accounts at the period's end"))
    figures.amount(
        "bank.previous",
        _("Money at the bank at the same time last year"),
        year.bank_last_year.amount if year.compared else None,
        _("Balance of the bank accounts on the same day last year"),
        of=year.bank_last_year,
    )
    figures.amount(
        "bank.opening",
        _("Money at the bank when the year began"),
        year.bank_opening.amount if year.compared else None,
        _("Balance of the bank accounts on 31 December"),
        of=year.bank_opening,
    )


def _participations(figures: Figures, year: Year, row: Participations) -> None:
    ref, withheld = f"measure.{row.ref}", row.measure in year.participations.withheld
    line = year.lines.line(row.measure)
    name = line.name if line else row.measure or _("Too few to be told per measure")
    so_far = _("In the measure on 1 January and those who entered since")
    for part, label, value, formula in (
        ("participants", _("{line}: participations so far"), row.so_far, so_far),
        ("participants.opening", _("{line}: there when the year began"), row.opening, _("Balance on 1 January")),
        ("participants.entered", _("{line}: new this year"), row.entered, _("Entered since 1 January")),
        ("participants.left", _("{line}: finished this year"), row.left, _("Left since 1 January")),
        ("participants.now", _("{line}: there now"), row.now, _("Balance at the period's end")),
    ):
        figures.persons(f"{ref}.{part}", label.format(line=name), value, formula, withheld=withheld)
    figures.persons(
        f"{ref}.participants.previous",
        _("{line}: participations at the same time last year").format(line=name),
        row.last_year,
        so_far,
        withheld=row.measure in year.participations.withheld_last_year,
    )
    figures.persons(
        f"{ref}.participants.planned",
        _("{line}: planned participations").format(line=name),
        row.planned,
        _("Planned for the whole year"),
        withheld=False,
        rules=(f"rules/measures.toml [{row.measure}]",) if row.measure else (),
    )
    count, cost = row.so_far.amount, line.outcome.amount if line else 0
    figures.ratio(
        f"{ref}.cost_per_participation",
        _("{line}: cost per participation").format(line=name),
        Fraction(cost, count) if count and not withheld else None,
        _("The measure's cost so far divided by its participations"),
        why=Why.SUPPRESSED if withheld else Why.NO_SOURCE,
    )


def _people_totals(figures: Figures, year: Year) -> None:
    shown, ends = year.participations, year.endings
    so_far = _("In a measure on 1 January and those who entered since")
    figures.persons("participants", _("Participations so far"), shown.total, so_far, withheld=shown.total_withheld)
    planned = _("Planned for the whole year, all measures")
    figures.persons("participants.planned", _("Planned participations"), shown.planned, planned, withheld=False)
    individual = year.lines.total("individual").outcome
    count = 0 if shown.total_withheld else shown.total.amount
    why = Why.SUPPRESSED if shown.total_withheld else Why.NO_SOURCE
    formula = _("Cost of the measures for individuals so far divided by the participations")
    cost = Fraction(individual.amount, count) if count else None
    estimated = Fraction(individual.estimated, count) if count else None
    figures.ratio("cost_per_participation", _("Cost per participation"), cost, formula, why=why)
    figures.ratio("cost_per_participation.estimated", _("of which estimated"), estimated, formula, why=why)
    for ref, label, value in (
        ("left", _("Finished so far"), ends.left),
        ("left.work", _("To work or studies"), ends.to_work),
        ("left.support", _("To another support"), ends.to_support),
        ("left.otherwise", _("Otherwise, or on the same support as before"), ends.otherwise),
    ):
        figures.persons(ref, label, value, _("Left since 1 January, by where they went"), withheld=ends.withheld)


def _party(figures: Figures, party: PartyYear) -> None:
    ref, name = f"party.{party.participant.id}", party.participant.name
    for part, label, value in (
        ("contributed", _("{member}: contributions paid so far"), party.contributed),
        ("reimbursed", _("{member}: reimbursement for measures, booked as cost"), party.reimbursed),
        ("requisitioned", _("{member}: requisitions received"), party.requisitioned),
        ("paid_out", _("{member}: requisitions paid"), party.paid_out),
        ("target_group", _("{member}: own spending on the target group"), party.target_group),
        ("in_kind", _("{member}: own time and premises"), party.in_kind),
        ("door", _("{member}: bears itself of the front door"), party.door),
    ):
        formula = _("Sum of the party's postings from 1 January to the period's end")
        figures.booked(f"{ref}.{part}", label.format(member=name), value, formula)


def _door(figures: Figures, door: Door) -> None:
    ref = f"door.{door.site.id}"
    underlag = _("Postings in the parties' book from 1 January to the period's end")
    figures.booked(f"{ref}.gross", _("{site}: whole cost").format(site=door.site.name), door.gross, underlag)
    figures.booked(
        f"{ref}.association",
        _("{site}: the association's part").format(site=door.site.name),
        door.by_association,
        underlag,
    )
    for share in door.shares:
        label = _("{site}: {member}'s debt to the host").format(site=door.site.name, member=share.participant.name)
        balance = _("Balance in the parties' book at the period's end")
        figures.booked(f"{ref}.owes.{share.participant.id}", label, share.owes_host, balance)
