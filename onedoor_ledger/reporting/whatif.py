"""What another key would give, party by party: ``onedoor share PERIOD --with RULEFILE``. Nothing is booked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from onedoor_ledger.period import Period
from onedoor_ledger.reporting.model import Block, Column, Figure, Provenance, Report, Row, Section, Sheet, Table, Unit
from onedoor_ledger.reporting.words import money, period_name
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.sharing.settlement import RuleShares
from onedoor_ledger.sharing.whatif import Effect, changed
from onedoor_ledger.texts import _, current_language

TODAY, OTHER, DIFFERENCE = "share", "other", "difference"
"""How the figures begin: ``share.<rule>.<participant>`` as the rules are, ``other`` as they would be."""


def build(
    rules: Rulebook, other: Rulebook, effects: Sequence[Effect], period: Period, *, file: str, today: dt.date
) -> Report:
    """The report of ``effects``; ``file`` holds the other rules."""
    figures = {figure.id: figure for figure in _figures(rules, effects)}
    title = _("What if: another key for {period}").format(period=period_name(period))
    sections = [_section(rules, effect, figures) for effect in effects]
    if len(effects) > 1:
        sections.append(Section(_("All rules together"), (_together(rules, effects, figures),)))
    if not effects:
        sections.append(Section(_("Who bears what"), (_("No rule shares anything in this period."),)))
    subtitle = _("{period}. Rules as they are against those in {file}. Amounts in kronor, without VAT.").format(
        period=period_name(period), file=file
    )
    foot = _("A calculation: nothing is booked. Both ways share the same costs from the start, as if none were shared.")
    return Report(
        kind="whatif",
        title=title,
        association=rules.association.printed,
        period=period,
        today=today,
        language=current_language(),
        figures=figures,
        sheets=(Sheet("whatif", _("What if: another key"), subtitle, tuple(sections), foot=foot),),
        rules_digest=rules.digest,
        notes=() if changed(rules, other) else (_("The rules in {file} share as today's do.").format(file=file),),
    )


def _figures(rules: Rulebook, effects: Sequence[Effect]) -> Iterator[Figure]:
    for effect in effects:
        for participant in effect.participants:
            name = _name(rules, participant)
            now, then = effect.bears_today(participant), effect.would_bear(participant)
            end = f"{effect.rule}.{participant}"
            bears = _("{rule}: {participant} bears").format(rule=effect.title, participant=name)
            would = _("{rule}: {participant} would bear").format(rule=effect.title, participant=name)
            more = _("{rule}: {participant} would bear more (minus: less)").format(rule=effect.title, participant=name)
            yield _figure(f"{TODAY}.{end}", bears, now, effect.today)
            yield _figure(f"{OTHER}.{end}", would, then, effect.other)
            yield _figure(f"{DIFFERENCE}.{end}", more, then - now, None)
    for participant in _everybody(effects):
        label = _("{participant} would bear more (minus: less), all rules together").format(
            participant=_name(rules, participant)
        )
        total = sum(e.would_bear(participant) - e.bears_today(participant) for e in effects)
        yield _figure(f"{DIFFERENCE}.{participant}", label, total, None)


def _figure(id: str, label: str, value: int, shares: RuleShares | None) -> Figure:
    formula = (
        _("the period's costs shared by {version}").format(version=shares.rule.version)
        if shares
        else _("with the other key less as today")
    )
    return Figure(id, label, Unit.ORE, value, Provenance(formula, rules=(shares.rule.version,) if shares else ()))


def _section(rules: Rulebook, effect: Effect, figures: Mapping[str, Figure]) -> Section:
    rows = [
        Row(
            {
                "who": _name(rules, participant),
                **{part: figures[f"{part}.{effect.rule}.{participant}"] for part in (TODAY, OTHER, DIFFERENCE)},
            }
        )
        for participant in effect.participants
    ]
    now, then = (shares.total if shares else 0 for shares in (effect.today, effect.other))
    rows.append(Row({"who": _("Together"), TODAY: now, OTHER: then, DIFFERENCE: then - now}, "total"))
    table = Table(f"whatif_{effect.rule}", _("Who bears what"), _columns(), tuple(rows))
    return Section(effect.title, (*_sentences(rules, effect), table))


def _columns() -> tuple[Column, ...]:
    return (
        Column("who", _("Participant")),
        Column(TODAY, _("Today"), "ore", total=True),
        Column(OTHER, _("With the other key"), "ore", total=True),
        Column(DIFFERENCE, _("Difference"), "ore_diff", total=True),
    )


def _sentences(rules: Rulebook, effect: Effect) -> Iterator[Block]:
    """Who wins and who loses most, in words."""
    if effect.today is None:
        yield _("Only the other rules have this one.")
    elif effect.other is None:
        yield _("The other rules leave nothing to this one.")
    change = {who: effect.would_bear(who) - effect.bears_today(who) for who in effect.participants}
    most, least = (choose(change, key=lambda who: change[who], default="") for choose in (max, min))
    if not any(change.values()):
        yield _("Nobody would bear more or less.")
    if most and change[most] > 0:
        yield _("{participant} would bear {amount} more, the largest increase.").format(
            participant=_name(rules, most), amount=money(change[most])
        )
    if least and change[least] < 0:
        yield _("{participant} would bear {amount} less, the largest decrease.").format(
            participant=_name(rules, least), amount=money(change[least])
        )


def _together(rules: Rulebook, effects: Sequence[Effect], figures: Mapping[str, Figure]) -> Table:
    everybody = _everybody(effects)
    now = {who: sum(effect.bears_today(who) for effect in effects) for who in everybody}
    then = {who: sum(effect.would_bear(who) for effect in effects) for who in everybody}
    rows = [
        Row({"who": _name(rules, w), TODAY: now[w], OTHER: then[w], DIFFERENCE: figures[f"{DIFFERENCE}.{w}"]})
        for w in everybody
    ]
    whole, would = sum(now.values()), sum(then.values())
    rows.append(Row({"who": _("Together"), TODAY: whole, OTHER: would, DIFFERENCE: would - whole}, "total"))
    return Table("whatif_together", _("Who bears what"), _columns(), tuple(rows))


def _everybody(effects: Sequence[Effect]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(participant for effect in effects for participant in effect.participants))


def _name(rules: Rulebook, id: str) -> str:
    return rules.participant(id).name
