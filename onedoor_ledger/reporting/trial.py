"""Försök och jämförelse: the share that went to work or studies before and after, in trial and control."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from onedoor_ledger.incentive.trial import By, Caution, Counts, GroupOutcome, Trial
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.reporting.model import Cell, Column, Report, Row, Section, Sheet, Table, Why
from onedoor_ledger.reporting.words import grouped, listed, percent, period_name
from onedoor_ledger.texts import _, current_language

Hidden = frozenset[tuple[str, str]]
"""(group id, span) whose counts may not be shown."""


def build(
    trial: Trial,
    names: Mapping[str, str],
    hidden: Hidden,
    *,
    associations: Sequence[str],
    digests: Sequence[str],
    today: dt.date,
) -> Report:
    """Make the report.

    :param names: what each group is called.
    :param hidden: the cells that are too small to show, as one rule for every surface has it.
    """
    figures = Figures()
    blocks = (_says(trial, names), _table(figures, trial, names, hidden))
    cautions = tuple(_caution(caution, trial) for caution in trial.cautions) or (
        _("Nothing in the numbers themselves speaks against the comparison; that is no proof of an effect."),
    )
    sheet = Sheet(
        id="trial",
        title=_("Trial and control"),
        subtitle=_("{before} against {after}. Participations that ended, not persons.").format(
            before=period_name(trial.before), after=period_name(trial.after)
        ),
        sections=(
            Section(_("What the numbers say"), (*blocks, *_difference(figures, trial, hidden))),
            Section(_("What else can explain it"), cautions),
        ),
        foot=_("Descriptive, not causal: the groups were not drawn by lot."),
    )
    return Report(
        kind="trial",
        title=_("Trial and control {period}").format(period=period_name(trial.after)),
        association=listed(associations),
        period=trial.after,
        today=today,
        language=current_language(),
        figures=figures.made(),
        sheets=(sheet,),
        rules_digest=" ".join(dict.fromkeys(digests)),
    )


def by_name(by: By) -> str:
    """What is compared, as a column is headed."""
    return {
        By.MUNICIPALITY: _("Kommun"),
        By.SITE: _("Front door"),
        By.MEASURE: _("Measure"),
        By.ASSOCIATION: _("Förbund"),
    }[by]


def _says(trial: Trial, names: Mapping[str, str]) -> str:
    tried = listed([names.get(g.id, g.id) for g in trial.groups if g.trial])
    return _("The trial: {tried}. The control: every other that is told by name.").format(tried=tried)


def _table(figures: Figures, trial: Trial, names: Mapping[str, str], hidden: Hidden) -> Table:
    rows = [_row(figures, group, names, hidden) for group in trial.groups]
    whole = {"trial": _("The trial together"), "control": _("The control together")}
    both = (_row(figures, trial.together(trial=tried), whole, hidden) for tried in (True, False))
    rows += [Row(row.cells, "subtotal") for row in both]
    columns = (
        Column("group", by_name(trial.by)),
        Column("before_left", _("Ended before"), "count"),
        Column("before_share", _("To work or studies before"), "percent"),
        Column("after_left", _("Ended after"), "count"),
        Column("after_share", _("To work or studies after"), "percent"),
        Column("change", _("Change, percentage points")),
    )
    note = _("Shares are not shown where a count behind them is too small.")
    return Table("trial", _("Before and after"), columns, tuple(rows), note)


def _row(figures: Figures, group: GroupOutcome, names: Mapping[str, str], hidden: Hidden) -> Row:
    ref = f"trial.{group.id or 'untold'}"
    name = names.get(group.id) or _("Not told")
    cells: dict[str, Cell] = {"group": f"{name} *" if group.trial and group.id in names else name}
    gone = False
    for span, counts, when in (("before", group.before, _("before")), ("after", group.after, _("after"))):
        withheld = (group.id, span) in hidden
        gone |= withheld
        cells |= _span(figures, f"{ref}.{span}", name, span, counts, when, withheld=withheld)
    change = figures.ratio(
        f"{ref}.change.share",
        _("{group}: change of the share").format(group=name),
        None if gone else group.change,
        _("Share after less share before"),
        why=Why.SUPPRESSED if gone else Why.NO_SOURCE,
    )
    cells["change"] = _points(change.value) if isinstance(change.value, Fraction) else change
    return Row(cells)


def _span(
    figures: Figures, ref: str, name: str, span: str, counts: Counts, when: str, *, withheld: bool
) -> dict[str, Cell]:
    return {
        f"{span}_left": figures.persons(
            f"{ref}.left",
            _("{group}: ended, {when}").format(group=name, when=when),
            counts.left,
            _("Left an insats in the period, with the support they left from"),
            withheld=withheld,
        ),
        f"{span}_share": figures.ratio(
            f"{ref}.share",
            _("{group}: to work or studies, {when}").format(group=name, when=when),
            None if withheld else counts.share,
            _("Of those who ended, the share that went to work or studies"),
            why=Why.SUPPRESSED if withheld else Why.NO_SOURCE,
        ),
    }


def _difference(figures: Figures, trial: Trial, hidden: Hidden) -> tuple[str, ...]:
    found, interval = trial.difference, trial.interval
    gone = bool({("trial", "before"), ("trial", "after"), ("control", "before"), ("control", "after")} & hidden)
    figure = figures.ratio(
        "trial.difference.share",
        _("The trial's change less the control's"),
        None if gone else found,
        _("Difference in differences of the shares"),
        why=Why.SUPPRESSED if gone else Why.NO_SOURCE,
    )
    if figure.value is None or found is None or interval is None:
        return (_("There is not enough to tell the trial's change from the control's."),)
    low, high = (_points(Fraction(round(end * 1000), 1000)) for end in interval)
    return (
        _(
            "The share in the trial changed by {points} percentage points more than in the control. Had the groups "
            "been drawn by lot, chance alone gives between {low} and {high} in 95 cases of 100."
        ).format(points=_points(found), low=low, high=high),
    )


def _caution(caution: Caution, trial: Trial) -> str:
    smallest = min(
        counts.left
        for group in (trial.together(trial=True), trial.together(trial=False))
        for counts in (group.before, group.after)
    )
    return {
        Caution.FEW: _("Few: a side of the comparison rests on fewer than {least} that ended.").format(
            least=max(trial.least, smallest)
        ),
        Caution.REGRESSION: _(
            "Back to the mean: the trial's groups lay apart from all others already before. What is extreme once tends "
            "to be less so the next time, whatever is done."
        ),
        Caution.MIX_OVER_TIME: _(
            "Another mix: those who ended came from other supports after than before, by more than {share} per cent."
        ).format(share=percent(Fraction(1, 5))),
        Caution.MIX_BETWEEN: _(
            "Unlike groups: those who ended in the trial came from other supports than in the control, by more than "
            "{share} per cent."
        ).format(share=percent(Fraction(1, 5))),
    }[caution]


def _points(share: Fraction) -> str:
    tenths = round(share * 1000)
    return ("+" if tenths > 0 else "") + grouped(Decimal(tenths) / 10, 1)
