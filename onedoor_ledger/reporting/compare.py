"""Sharing keys side by side on a table of coalition costs: ``onedoor compare keys`` (methods.md section 1).

Every number is exact; amounts stand in the file's own unit. The methods are second opinions: nothing is booked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from onedoor_ledger.period import Period
from onedoor_ledger.reporting.compare_words import left_out, method_name, method_rule, method_source, together
from onedoor_ledger.reporting.model import Block, Column, Figure, Provenance, Report, Row, Section, Sheet, Table, Unit
from onedoor_ledger.reporting.words import one_decimal
from onedoor_ledger.sharing.games.opinions import Opinion, Opinions
from onedoor_ledger.texts import _, current_language, ngettext

MOST_ROWS = 60
"""A table of coalitions shows the gravest; the figures hold every one."""


def build(opinions: Opinions, *, file: str, digest: str, today: dt.date) -> Report:
    """The report over ``opinions`` on the table in ``file``, whose content has ``digest``."""
    figures = {figure.id: figure for figure in _figures(opinions)}
    sections = (
        Section(_("What each party would pay"), _pays(opinions, figures)),
        Section(_("What each party gains or loses against going alone"), _gains(opinions, figures)),
        Section(_("Does any group pay more than it would on its own?"), tuple(_core(opinions, figures))),
        Section(_("Is it worth cooperating?"), tuple(_breaches(opinions))),
        Section(_("How the methods reckon"), tuple(_methods(opinions))),
    )
    title = _("Sharing keys compared")
    subtitle = _("{file}. Amounts in the file's own unit.").format(file=file)
    return Report(
        kind="compare_keys",
        title=title,
        association=file,
        period=Period(today, today, today.isoformat()),
        today=today,
        language=current_language(),
        figures=figures,
        sheets=(Sheet("compare_keys", title, subtitle, sections, foot=_foot()),),
        rules_digest=digest,
        notes=tuple(_notes(opinions)),
    )


def _figures(opinions: Opinions) -> Iterator[Figure]:
    game = opinions.game
    yield _figure("total", _("Together"), game.total, _("the row of all parties together"))
    for i, party in enumerate(game.players):
        label = _("{party} alone").format(party=party)
        yield _figure(f"alone.{party}", label, game.alone(i), _("the party's own row"))
    for opinion in opinions.opinions:
        method = method_name(opinion.method)
        formula = method_rule(opinion.method, with_benefits=opinions.with_benefits)
        gains = _("the cost alone less {method}").format(method=method)
        for i, party in enumerate(game.players):
            label = _("{party} pays, {method}").format(party=party, method=method)
            yield _figure(f"{opinion.method}.{party}", label, opinion.shares[i], formula)
            label = _("{party} gains (minus: loses), {method}").format(party=party, method=method)
            yield _figure(f"gain.{opinion.method}.{party}", label, opinion.gain[i], gains)
        yield from _overcharges(opinion)
        if opinion.sampled:
            for party, error in zip(game.players, opinion.sampled.standard_errors, strict=True):
                label = _("{party}: standard error of {method}").format(party=party, method=method)
                told = _("{n} orders of joining drawn with seed {seed}").format(
                    n=opinion.sampled.orders, seed=opinion.sampled.seed
                )
                yield _figure(f"error.{opinion.method}.{party}", label, _hundredths(error), told)


def _overcharges(opinion: Opinion) -> Iterator[Figure]:
    for over in opinion.overcharged:
        label = _("{group}: pays more than on its own, {method}").format(
            group=together(over.members), method=method_name(opinion.method)
        )
        formula = _("what the group is asked for together, less its own cost in the file")
        yield _figure(f"overcharged.{opinion.method}.{'+'.join(over.members)}", label, over.excess, formula)


def _figure(id: str, label: str, value: Fraction, formula: str) -> Figure:
    return Figure(id, label, Unit.AMOUNT, value, Provenance(formula))


def _pays(opinions: Opinions, figures: dict[str, Figure]) -> tuple[Block, ...]:
    game, methods = opinions.game, [opinion.method for opinion in opinions.opinions]
    columns = (
        Column("party", _("Party")),
        Column("alone", _("Alone"), "amount", total=True),
        *(Column(method, method_name(method), "amount", total=True) for method in methods),
    )
    rows = [
        Row({"party": party, "alone": figures[f"alone.{party}"], **{m: figures[f"{m}.{party}"] for m in methods}})
        for party in game.players
    ]
    alone = sum((game.alone(i) for i in range(game.n)), Fraction(0))
    rows.append(Row({"party": _("Together"), "alone": alone, **dict.fromkeys(methods, game.total)}, "total"))
    below_zero = any(share < 0 for opinion in opinions.opinions for share in opinion.shares)
    note = _("Minus: the method would have the others pay the party.") if below_zero else ""
    table = Table("pays", _("What each party pays, by method"), columns, tuple(rows), note)
    return (table, *(left_out(method) for method in opinions.unanswered), *_sampled(opinions, figures))


def _sampled(opinions: Opinions, figures: dict[str, Figure]) -> Iterator[Block]:
    """The estimate's error, for more parties than the exact sum is made for."""
    for opinion in opinions.opinions:
        if opinion.sampled is None:
            continue
        yield _(
            "{method} is an estimate here: the mean over {n} orders of joining, drawn at random with seed {seed}. "
            "The standard error says how far off it may be."
        ).format(method=method_name(opinion.method), n=opinion.sampled.orders, seed=opinion.sampled.seed)
        columns = (
            Column("party", _("Party")),
            Column("share", method_name(opinion.method), "amount"),
            Column("error", _("Standard error"), "amount"),
        )
        rows = tuple(
            Row(
                {
                    "party": party,
                    "share": figures[f"{opinion.method}.{party}"],
                    "error": figures[f"error.{opinion.method}.{party}"],
                }
            )
            for party in opinions.game.players
        )
        yield Table("standard_errors", _("How sure the estimate is"), columns, rows)


def _gains(opinions: Opinions, figures: dict[str, Figure]) -> tuple[Block, ...]:
    game, methods = opinions.game, [opinion.method for opinion in opinions.opinions]
    columns = (
        Column("party", _("Party")),
        *(Column(method, method_name(method), "amount_diff", total=True) for method in methods),
    )
    rows = [Row({"party": party, **{m: figures[f"gain.{m}.{party}"] for m in methods}}) for party in game.players]
    saved = sum((game.alone(i) for i in range(game.n)), Fraction(0)) - game.total
    rows.append(Row({"party": _("Together"), **dict.fromkeys(methods, saved)}, "total"))
    note = _("Plus: pays less than alone. Minus: pays more than alone.")
    return (Table("gains", _("Gain (plus) or loss (minus) against going alone"), columns, tuple(rows), note),)


def _core(opinions: Opinions, figures: dict[str, Figure]) -> Iterator[Block]:
    good = [method_name(opinion.method) for opinion in opinions.opinions if opinion.in_core]
    if good:
        yield _("No party and no group pays more than it would on its own under {methods}.").format(
            methods=together(good)
        )
    if opinions.core_is_empty:
        yield _("However the cost is shared, some party or group would pay less on its own.")
    found = [(opinion.method, over) for opinion in opinions.opinions for over in opinion.overcharged]
    if not found:
        return
    columns = (
        Column("method", _("Method")),
        Column("over", _("Pays too much by"), "amount"),
        Column("group", _("Party or group")),
    )
    found.sort(key=lambda pair: -pair[1].excess)
    shown = {id(over) for _method, over in found[:MOST_ROWS]}
    rows = tuple(
        Row(
            {
                "method": method_name(opinion.method),
                "group": together(over.members),
                "over": figures[f"overcharged.{opinion.method}.{'+'.join(over.members)}"],
            }
        )
        for opinion in opinions.opinions
        for over in opinion.overcharged
        if id(over) in shown
    )
    yield Table("overcharged", _("Who would pay less on its own, and how much"), columns, rows, _rest(len(found)))


def _breaches(opinions: Opinions) -> Iterator[Block]:
    game = opinions.game
    apart = sum((game.alone(i) for i in range(game.n)), Fraction(0))
    if game.n > 1 and apart > 0 and game.total <= apart:
        yield _("All together cost {percent} per cent less than the sum of each alone.").format(
            percent=one_decimal((apart - game.total) / apart * 100)
        )
    if not opinions.breaches:
        yield _("No two groups cost less apart than together.")
        return
    yield _("Some groups cost less apart than together. The table is shared as it stands; see whether it is right.")
    columns = (
        Column("extra", _("Extra cost together"), "amount"),
        Column("first", _("One group")),
        Column("second", _("The other")),
    )
    rows = tuple(
        Row({"first": together(breach.first), "second": together(breach.second), "extra": breach.extra})
        for breach in opinions.breaches[:MOST_ROWS]
    )
    yield Table("breaches", _("Where cooperating costs extra"), columns, rows, _rest(len(opinions.breaches)))


def _methods(opinions: Opinions) -> Iterator[Block]:
    columns = (Column("method", _("Method")), Column("source", _("Source")), Column("rule", _("Who pays what")))
    rows = tuple(
        Row(
            {
                "method": method_name(opinion.method),
                "source": method_source(opinion.method),
                "rule": method_rule(opinion.method, with_benefits=opinions.with_benefits),
            }
        )
        for opinion in opinions.opinions
    )
    yield Table("methods", _("The methods"), columns, rows)


def _notes(opinions: Opinions) -> Iterator[str]:
    if count := len(opinions.breaches):
        yield ngettext(
            "Two groups cost less apart than together: cooperating costs extra there.",
            "{n} pairs of groups cost less apart than together: cooperating costs extra there.",
            count,
        ).format(n=count)


def _rest(count: int) -> str:
    if count <= MOST_ROWS:
        return ""
    return _("The {shown} gravest of {n} are shown.").format(shown=MOST_ROWS, n=count)


def _hundredths(value: float) -> Fraction:
    """A standard error, of which more than two decimals would say nothing."""
    return Fraction(round(value * 100), 100)


def _foot() -> str:
    return _("Second opinions to stand beside the key the parties agree on. Nothing here is booked.")
