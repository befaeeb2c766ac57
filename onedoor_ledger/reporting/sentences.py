"""The first page's sentences (bookkeeping.md section 6), chosen by sign and never saying more than the books know."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from onedoor_ledger.accounts.contributions import MemberContribution
from onedoor_ledger.accounts.lines import COST_GROUPS, INCOME_GROUP, Line
from onedoor_ledger.accounts.year import Year
from onedoor_ledger.money import share
from onedoor_ledger.reporting.material import Material
from onedoor_ledger.reporting.words import KRONA, grouped, listed, long_date, lower_first, money, percent, rounded
from onedoor_ledger.rulebook.model import Goal
from onedoor_ledger.texts import _


def spent(year: Year) -> str:
    """1: how much of the year's budget is used, beside how much of the year has passed."""
    cost, end = year.lines.cost, year.period.end
    first = _("Up to {date} the association has used {cost}").format(
        date=long_date(end), cost=money(cost.outcome.amount)
    )
    if cost.budget <= 0:
        return _("{spent}; there is no budget for the year.").format(spent=first)
    days = (dt.date(end.year, 12, 31) - year.period.year_start).days + 1
    passed = Fraction((end - year.period.year_start).days + 1, days)
    return _("{spent} of the year's budget of {budget}, {p} per cent when {a} per cent of the year has passed.").format(
        spent=first, budget=money(cost.budget), p=percent(Fraction(cost.outcome.amount, cost.budget)), a=percent(passed)
    )


def forecast(year: Year) -> str:
    """2: the forecast result beside the budgeted one."""
    result = year.lines.result
    return _("The forecast for the year is {x}; the board budgeted {y}.").format(
        x=_balance(result.forecast), y=_balance(result.budget)
    )


def cause(year: Year) -> str | None:
    """3: the lines that explain the difference, with the treasurer's words; None when forecast and budget agree."""
    result = year.lines.result
    difference = result.forecast - result.budget
    if difference == 0:
        return None
    side = [line for line in year.lines.lines if line.deviation * difference > 0]
    largest = sorted(side, key=lambda line: -abs(line.deviation))[:2]
    if not largest:
        return None
    what = listed([f"{line.name} ({_moved(line)})" for line in largest])
    text = _("The difference is mostly due to {what}").format(what=what)
    causes = [lower_first(line.comment.cause.strip().rstrip(".")) for line in largest if line.comment]
    return f"{text}: {'; '.join(causes)}." if causes else f"{text}."


def equity(material: Material) -> str:
    """4: expected equity beside the board's goal."""
    year = material.year
    if not year.equity.contributions:
        return _("Equity is expected to be {x} at the year's end.").format(x=_signed(year.equity.forecast))
    part = Fraction(year.equity.forecast, year.equity.contributions)
    text = _("Equity is expected to be {x}, {p} per cent of the year's contributions").format(
        x=_signed(year.equity.forecast), p=percent(part)
    )
    goal = equity_goal(material)
    if goal is None:
        return _("{equity}; the board has set no goal for it.").format(equity=text)
    met = _("the goal is met") if goal_met(goal, part * 100) else _("the goal is not met")
    return _("{equity}; the board's goal is {goal}, {met}.").format(equity=text, goal=goal_text(goal), met=met)


def equity_goal(material: Material) -> Goal | None:
    """The board's goal for equity on the period's last day."""
    goals = (g for g in material.rules.goals if g.measure == "equity_share" and g.dated.covers(material.period.end))
    return next(goals, None)


def goal_text(goal: Goal) -> str:
    """The goal's bounds in words: ``15–20 procent``, ``minst 90 procent``."""
    if goal.low is not None and goal.high is not None:
        return _("{low}–{high} per cent").format(low=goal.low, high=goal.high)
    if goal.low is not None:
        return _("at least {low} per cent").format(low=goal.low)
    return _("at most {high} per cent").format(high=goal.high)


def goal_met(goal: Goal, reached: Fraction) -> bool:
    """Whether ``reached`` (in per cent) lies within the goal's bounds."""
    return (goal.low is None or reached >= goal.low) and (goal.high is None or reached <= goal.high)


def unpaid(year: Year) -> tuple[str, ...]:
    """5: who has not paid what has fallen due."""
    late = [row for row in year.contributions if row.overdue > 0]
    if not late:
        return (_("All members have paid what has fallen due."),)
    return tuple(_late(row) for row in late)


def triad(year: Year) -> str:
    """6: where each hundred kronor went; the three whole numbers sum to a hundred."""
    parts = [max(year.lines.total(group).outcome.amount, 0) for group in COST_GROUPS]
    if not sum(parts):
        return _("The association has no cost so far this year.")
    i, s, k = share(100, parts).booked
    return _(
        "Of every hundred kronor {i} went to measures for individuals, {s} to structural measures and {k} to"
        " governance, leadership and administration."
    ).format(i=i, s=s, k=k)


def participations(year: Year) -> str:
    """7: participations beside the plan, and what each has cost."""
    shown = year.participations
    if shown.total_withheld:
        return _("The number of participations is too small to be shown.")
    n = shown.total.amount
    if n == 0:
        return _("No participations so far; {m} are planned for the year.").format(m=shown.planned)
    individual = year.lines.total("individual").outcome
    text = _("{n} participations so far, {m} planned for the year; each has cost {kr} kronor").format(
        n=n, m=shown.planned, kr=grouped(rounded(Fraction(individual.amount, n), KRONA))
    )
    estimated = rounded(Fraction(individual.estimated, n), KRONA)
    if estimated <= 0:
        return f"{text}."
    return _("{participations}, of which {u} is estimated.").format(participations=text, u=grouped(estimated))


def endings(year: Year) -> str:
    """8: where those who finished went."""
    ends = year.endings
    if ends.withheld:
        return _("The number who have finished is too small to be shown.")
    if not ends.left.amount:
        return _("Nobody has finished so far this year.")
    return _(
        "Of {n} who have finished {a} went to work or studies and {b} changed to another support; what would have"
        " happened without the measure we do not know."
    ).format(n=ends.left.amount, a=ends.to_work.amount, b=ends.to_support.amount)


def _balance(ore: int) -> str:
    if ore == 0:
        return _("a balanced result")
    return (_("a surplus of {x}") if ore > 0 else _("a deficit of {x}")).format(x=money(ore))


def _signed(ore: int) -> str:
    return money(ore) if ore >= 0 else _("minus {x}").format(x=money(ore))


def _moved(line: Line) -> str:
    """The line's forecast against its budget, with a word for its direction."""
    higher = line.forecast > line.budget
    if line.group == INCOME_GROUP:
        text = _("{x} higher income") if higher else _("{x} lower income")
    else:
        text = _("{x} higher cost") if higher else _("{x} lower cost")
    return text.format(x=money(line.forecast - line.budget))


def _late(row: MemberContribution) -> str:
    since = row.overdue_since
    if since is None:
        return _("{member} has {x} unpaid.").format(member=row.member.name, x=money(row.overdue))
    return _("{member} has {x} unpaid that fell due on {date}.").format(
        member=row.member.name, x=money(row.overdue), date=long_date(since)
    )
