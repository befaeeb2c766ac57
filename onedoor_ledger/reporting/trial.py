"""Försök och jämförelse: the share that went to work or studies before and after, in trial and control."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from onedoor_ledger.incentive.trial import MIXED, Caution, Counts, GroupOutcome, Hidden, Trial
from onedoor_ledger.incentive.trial_counts import Source
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.reporting.model import Cell, Column, Report, Row, Section, Sheet, Table, Why
from onedoor_ledger.reporting.words import grouped, listed, long_date, percent, period_name
from onedoor_ledger.rulebook.model import CONTROL, TRIED, TrialBy
from onedoor_ledger.texts import _, current_language


@dataclass(frozen=True, slots=True)
class _Material:
    trial: Trial
    names: Mapping[str, str]
    """What each group of the rules is called, in the comparison or not."""
    hidden: Hidden
    figures: Figures
    rules: tuple[str, ...]

    @property
    def gone(self) -> bool:
        """Whether one of the four counts the difference is made from may not be shown."""
        return any((side, span) in self.hidden for side in (TRIED, CONTROL) for span in ("before", "after"))


def build(trial: Trial, sources: Sequence[Source], hidden: Hidden, *, today: dt.date) -> Report:
    """Make the report.

    :param sources: the förbund in the comparison, each with the trial as its rules have it.
    :param hidden: the rows that are too small to show, as one rule for every surface has it.
    """
    names = {id_: name for source in sources for id_, name in source.names.items()}
    plan = sources[0].plan
    made = _Material(trial, names, hidden, Figures(), (f"{plan.place.file} [{plan.id}]",))
    sheet = Sheet(
        id="trial",
        title=_("Trial and control"),
        subtitle=_("{before} against {after}. Participations that ended, not persons.").format(
            before=period_name(trial.before), after=period_name(trial.after)
        ),
        sections=(
            Section(plan.title, (*_sides(made), *_decided(sources))),
            Section(_("What the numbers say"), (_table(made), _difference(made))),
            Section(_("What else can explain it"), _cautions(made)),
        ),
        foot=_("Descriptive, not causal: the groups were not drawn by lot."),
    )
    return Report(
        kind="trial",
        title=_("Trial and control {period}").format(period=period_name(trial.after)),
        association=listed([source.rules.association.printed for source in sources]),
        period=trial.after,
        today=today,
        language=current_language(),
        figures=made.figures.made(),
        sheets=(sheet,),
        rules_digest=" ".join(dict.fromkeys(source.rules.digest for source in sources)),
    )


def _sides(made: _Material) -> tuple[str, ...]:
    groups = made.trial.groups
    tried, control = ([made.names[g.id] for g in groups if g.id and g.trial is trial] for trial in (True, False))
    told = {group.id for group in groups}
    outside = [name for id_, name in made.names.items() if id_ not in told]
    said = _("The trial: {tried}. The control: {control}.").format(tried=listed(tried), control=listed(control))
    return (said, _("In neither: {groups}.").format(groups=listed(outside))) if outside else (said,)


def _decided(sources: Sequence[Source]) -> tuple[str, ...]:
    """When each förbund wrote the trial down, and who decided."""
    said = [
        _("Decided {day}: {source}").format(day=long_date(source.plan.decided), source=source.plan.source)
        for source in sources
    ]
    if len(sources) == 1:
        return tuple(said)
    return tuple(f"{source.rules.association.name}. {line}" for source, line in zip(sources, said, strict=True))


def _table(made: _Material) -> Table:
    trial = made.trial
    rows = [_row(made, group, made.names.get(group.id) or _("Not told")) for group in trial.groups]
    for tried, name in ((True, _("The trial together")), (False, _("The control together"))):
        rows.append(Row(_row(made, trial.together(trial=tried), name).cells, "subtotal"))
    columns = (
        Column("group", _by_name(trial.by)),
        Column("before_left", _("Ended before"), "count"),
        Column("before_share", _("To work or studies before"), "percent"),
        Column("after_left", _("Ended after"), "count"),
        Column("after_share", _("To work or studies after"), "percent"),
        Column("change", _("Change, percentage points")),
    )
    notes = [_("* In the trial."), _("Shares are not shown where a count behind them is too small.")]
    if any(not group.id for group in trial.groups):
        notes.append(_("The row “Not told” has those whose group is not told by itself; they are not compared."))
    return Table("trial", _("Before and after"), columns, tuple(rows), " ".join(notes))


def _by_name(by: TrialBy) -> str:
    """What is compared, as a column is headed."""
    return {
        TrialBy.MUNICIPALITY: _("Kommun"),
        TrialBy.SITE: _("Front door"),
        TrialBy.MEASURE: _("Measure"),
        TrialBy.ASSOCIATION: _("Förbund"),
    }[by]


def _row(made: _Material, group: GroupOutcome, name: str) -> Row:
    ref = f"trial.{group.id or 'untold'}"
    cells: dict[str, Cell] = {"group": f"{name} *" if group.trial and group.id != TRIED else name}
    gone = False
    for span, when in (("before", _("before")), ("after", _("after"))):
        withheld = (group.id, span) in made.hidden
        gone |= withheld
        label = {"group": name, "when": when}
        cells |= _span(made, f"{ref}.{span}", label, span, group.span(span), withheld=withheld)
    change = made.figures.ratio(
        f"{ref}.change.share",
        _("{group}: change of the share").format(group=name),
        None if gone else group.change,
        _("Share after less share before"),
        why=Why.SUPPRESSED if gone else Why.NO_SOURCE,
    )
    cells["change"] = _points(change.value) if isinstance(change.value, Fraction) else change
    return Row(cells)


def _span(
    made: _Material, ref: str, label: Mapping[str, str], span: str, counts: Counts, *, withheld: bool
) -> dict[str, Cell]:
    return {
        f"{span}_left": made.figures.persons(
            f"{ref}.left",
            _("{group}: ended, {when}").format(**label),
            counts.left,
            _("Left an insats in the period, with the support they left from"),
            withheld=withheld,
            rules=made.rules,
        ),
        f"{span}_share": made.figures.ratio(
            f"{ref}.share",
            _("{group}: to work or studies, {when}").format(**label),
            None if withheld else counts.share,
            _("Of those who ended, the share that went to work or studies"),
            why=Why.SUPPRESSED if withheld else Why.NO_SOURCE,
        ),
    }


def _difference(made: _Material) -> str:
    found, interval = made.trial.difference, made.trial.interval
    figure = made.figures.ratio(
        "trial.difference.share",
        _("The trial's change less the control's"),
        None if made.gone else found,
        _("Difference in differences of the shares"),
        why=Why.SUPPRESSED if made.gone else Why.NO_SOURCE,
    )
    if made.gone:
        return _("A count is too small to be shown, and so the trial's change is not told from the control's.")
    if figure.value is None or found is None or interval is None:
        return _("There is not enough to tell the trial's change from the control's.")
    low, high = (_points(Fraction(round(end * 1000), 1000)) for end in interval)
    return _(
        "The change of the share in the trial less that in the control is {points} percentage points. Had the groups "
        "been drawn by lot, chance alone gives between {low} and {high} in 95 cases of 100."
    ).format(points=_points(found), low=low, high=high)


def _cautions(made: _Material) -> tuple[str, ...]:
    said = [_caution(caution, made.trial) for caution in made.trial.cautions(made.hidden)]
    if made.hidden:
        said.append(_("What the counts not shown here speak against is not told either."))
    return tuple(said) or (
        _("Nothing in the numbers themselves speaks against the comparison; that is no proof of an effect."),
    )


def _caution(caution: Caution, trial: Trial) -> str:
    return {
        Caution.CHOSEN_LATE: _(
            "Chosen late: it was decided when the time after had begun, so the comparison was chosen when its result "
            "could already be seen."
        ),
        Caution.FEW: _("Few: a side of the comparison rests on fewer than {least} that ended.").format(
            least=trial.least
        ),
        Caution.UNTOLD: _(
            "Not all: more than {share} per cent of those who ended are told of no group, and with them the shares "
            "could be others."
        ).format(share=percent(MIXED)),
        Caution.REGRESSION: _(
            "Back to the mean: the trial's groups lay apart from all others already before. What is extreme once tends "
            "to be less so the next time, whatever is done."
        ),
        Caution.MIX_OVER_TIME: _(
            "Another mix: those who ended came from other supports after than before, by more than {share} per cent."
        ).format(share=percent(MIXED)),
        Caution.MIX_BETWEEN: _(
            "Unlike groups: those who ended in the trial came from other supports than in the control, by more than "
            "{share} per cent."
        ).format(share=percent(MIXED)),
    }[caution]


def _points(share: Fraction) -> str:
    tenths = round(share * 1000)
    return ("+" if tenths > 0 else "") + grouped(Decimal(tenths) / 10, 1)
