"""Tre sätt att organisera en ingång: the same books under each model of the rules (domain.md section 8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from onedoor_ledger.books.model import Books
from onedoor_ledger.incentive.incentives import incentives_of, so_far
from onedoor_ledger.incentive.left_out import left_out_of
from onedoor_ledger.incentive.model import Incentives
from onedoor_ledger.incentive.models import OTHERS, PRINCIPAL, ModelOutcome, outcomes_of
from onedoor_ledger.incentive.players import nearest
from onedoor_ledger.incentive.purses import APPROPRIATION, TOGETHER, purses_of
from onedoor_ledger.incentive.shifts import Shifts, shifts_of
from onedoor_ledger.incentive.withheld import secret_pairs
from onedoor_ledger.period import Period
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.reporting.incentive_sentences import nobody_moved
from onedoor_ledger.reporting.left_out import Without
from onedoor_ledger.reporting.model import Block, Cell, Column, Report, Row, Section, Sheet, Table
from onedoor_ledger.reporting.unfinished import counted_to_today
from onedoor_ledger.reporting.words import listed, long_date, lower_first, money, period_name
from onedoor_ledger.rulebook.model import PartyKind, Rulebook
from onedoor_ledger.texts import _, current_language


def build(rules: Rulebook, books: Books, period: Period, *, today: dt.date) -> Report:
    """Make the report; nothing in it is booked and nothing proposed."""
    counted = period.until(today)
    incentives = incentives_of(rules, books, counted)
    shifts = shifts_of(rules, books, counted)
    outcomes = tuple(map(_in_language, outcomes_of(rules, books, so_far(counted), incentives, shifts)))
    figures = Figures()
    names = _names(rules, incentives)
    secret = secret_pairs(rules, books, so_far(counted))
    without = Without(rules, left_out_of(incentives.relief), counted=not secret)
    first: tuple[Block, ...] = (_both_ways(rules, outcomes, shifts), _side_by_side(figures, names, outcomes, without))
    subtitle = _("The same books, 1 January to {date}, under each model. Amounts in thousands of kronor.").format(
        date=long_date(counted.end)
    )
    foot = _("Examples to count on, no proposals. Calculations, not part of the accounts; descriptive, not causes.")
    if secret or not incentives.relief.moves:
        # A model's amounts are the purses' under other names: what one page withholds the other must not tell.
        few = _("Not shown: some of the amounts would tell how few the persons were.")
        figures, first = Figures(), (few if secret else nobody_moved(),)
        each = tuple(Section(found.model.name, (found.model.description,)) for found in outcomes)
    else:
        each = tuple(
            Section(found.model.name, tuple(_blocks(figures, rules, names, found, without))) for found in outcomes
        )
    sheets = (
        Sheet(
            id="models",
            title=_("Ways to organise a front door"),
            subtitle=subtitle,
            sections=(Section(_("Side by side"), (*_explained(incentives, without), *first)),),
            foot=foot,
        ),
        Sheet(id="models_each", title=_("Each model by itself"), subtitle=subtitle, sections=each, foot=foot),
    )
    return Report(
        kind="models",
        title=_("Ways to organise a front door {period}").format(period=period_name(period)),
        association=rules.association.printed,
        period=period,
        today=today,
        language=current_language(),
        figures=figures.made(),
        sheets=sheets,
        rules_digest=rules.digest,
        notes=counted_to_today(books, period, today),
    )


def _explained(incentives: Incentives, without: Without) -> Iterator[str]:
    yield _(
        "The relief is counted over {years} years from each move, as in the report on incentives. A model moves money "
        "between purses and makes none: for all together the net is the same under each."
    ).format(years=incentives.relief.method.horizon)
    assumed, known = incentives.relief.assumed
    if assumed:
        yield _(
            "Of the {m} figures behind the calculation {n} are assumptions: they stand with a star in the report on"
            " incentives, on the sheet “{sheet}”."
        ).format(m=known, n=assumed, sheet=_("Assumptions and what is missing"))
    yield from without.explained()


def _both_ways(rules: Rulebook, outcomes: tuple[ModelOutcome, ...], shifts: Shifts) -> str:
    """Why the shifts of this report and those of the report on flows are not the same sum."""
    pushed = outcomes[0].left + outcomes[0].vanished if outcomes else 0
    authorities = [member.name for member in rules.members if member.kind is PartyKind.STATE]
    return _(
        "A shift is told here by who pays out or decides, at the last day's costs: {x} today. The report on flows tells"
        " it by who bears the cost in the end: {y}. What {authorities} push to each other is in the first and not in"
        " the second, since the state's appropriations bear both. “{rest}” is what neither of them pays out."
    ).format(
        x=money(nearest(Fraction(pushed))),
        y=money(nearest(sum(shifts.whole.shift.values(), Fraction(0)))),
        authorities=listed(authorities),
        rest=_the_rest(),
    )


def _the_rest() -> str:
    """Who pays what the state's appropriations bear and none of its authorities in the förbund pays out."""
    return _("The state otherwise")


def _side_by_side(
    figures: Figures, names: Mapping[str, str], outcomes: tuple[ModelOutcome, ...], without: Without
) -> Table:
    rows = []
    for outcome in outcomes:
        ref = f"model.{outcome.model.id}"
        name = outcome.model.name
        rules = (outcome.model.place.file,)
        rows.append(
            Row(
                {
                    "model": name,
                    "left": figures.amount(
                        f"{ref}.shift.left",
                        _("{model}: shifts between payers that stay").format(model=name),
                        nearest(outcome.left),
                        _("Moves priced by who pays out, within one body not counted"),
                        rules=rules,
                    ),
                    "vanished": figures.amount(
                        f"{ref}.shift.vanished",
                        _("{model}: shifts between payers that disappear").format(model=name),
                        nearest(outcome.vanished),
                        _("Shifts between payers today less those that stay"),
                        rules=rules,
                    ),
                    "net": figures.amount(
                        f"{ref}.society.net",
                        _("{model}: net for all together").format(model=name),
                        outcome.society,
                        _("Sum of everybody's net"),
                        rules=rules,
                    ),
                    "without": listed([names[id_] for id_ in outcome.without]) or _("nobody"),
                }
            )
        )
    columns = (
        Column("model", _("Model")),
        Column("vanished", _("Shifts that disappear"), "tkr"),
        Column("left", _("Shifts that stay"), "tkr"),
        Column("net", _("Net, all together"), "tkr"),
        Column("without", _("Who has nothing to gain")),
    )
    return Table("models", _("The models side by side"), columns, tuple(rows), without.note())


def _in_language(outcome: ModelOutcome) -> ModelOutcome:
    """The outcome with its model's words in the reader's language, where the program has them: of those it ships."""
    model = outcome.model
    said = replace(model, name=_(model.name), description=_(model.description), source=_(model.source))
    return replace(outcome, model=said)


def _blocks(
    figures: Figures, rules: Rulebook, names: Mapping[str, str], outcome: ModelOutcome, without: Without
) -> Iterator[Block]:
    yield outcome.model.description
    yield _parties(figures, names, outcome, without)
    yield without.added_to(_in_words(_mid_sentence(rules, names), outcome))
    if outcome.shifts.shift:
        yield _stays(_payers(rules, outcome.model.merges), outcome, without)
    yield _("Source: {source}").format(source=outcome.model.source) + (
        " " + _("An assumption of the förbund's own.") if outcome.model.assumption else ""
    )


def _parties(figures: Figures, names: Mapping[str, str], outcome: ModelOutcome, without: Without) -> Table:
    rows = []
    for row in outcome.rows:
        ref, name = f"model.{outcome.model.id}.{row.id}", f"{outcome.model.name}, {names[row.id]}"
        rules = (outcome.model.place.file, "rules/unit_costs.toml", "rules/effects.toml")
        cells: dict[str, Cell] = {"party": names[row.id]}
        for key, label, amount, formula in (
            ("put_in", _("{who}: puts in"), row.put_in, _("Contributions, shared costs and own time under the model")),
            ("relief", _("{who}: lower costs, calculated"), row.relief, _("Relief of the purses it bears")),
            ("net", _("{who}: net, calculated"), row.net, _("Lower costs less what it puts in")),
            ("change", _("{who}: change of the net"), row.change, _("Net under the model less net today")),
        ):
            cells[key] = figures.amount(f"{ref}.{key}", label.format(who=name), amount, formula, rules=rules)
        rows.append(Row(cells))
    columns = (
        Column("party", _("Party")),
        Column("put_in", _("Puts in"), "tkr", total=True),
        Column("relief", _("Lower costs, calculated"), "tkr", total=True),
        Column("net", _("Net, calculated"), "tkr", total=True),
        Column("change", _("Against today"), "tkr_diff", total=True),
    )
    total: dict[str, Cell] = {
        "party": _("All together"),
        "put_in": sum(row.put_in for row in outcome.rows),
        "relief": sum(row.relief for row in outcome.rows),
        "net": outcome.society,
        "change": sum(row.change for row in outcome.rows),
    }
    caption = _("Who pays and who gains")
    return Table(f"model_{outcome.model.id}", caption, columns, (*rows, Row(total, "total")), without.note())


def _mid_sentence(rules: Rulebook, names: Mapping[str, str]) -> Mapping[str, str]:
    """The names as they stand inside a sentence: what is no organisation's own name begins small."""
    own = {who.name for who in rules.participants}
    return {id_: name if name in own else lower_first(name) for id_, name in names.items()}


def _in_words(names: Mapping[str, str], outcome: ModelOutcome) -> str:
    gains = [names[row.id] for row in outcome.rows if row.change > 0 and row.id != OTHERS]
    loses = [names[row.id] for row in outcome.rows if row.change < 0 and row.id != OTHERS]
    sentences = []
    if gains:
        sentences.append(_("Better off than today: {who}.").format(who=listed(gains)))
    if loses:
        sentences.append(_("Worse off than today: {who}.").format(who=listed(loses)))
    if not sentences:
        sentences.append(_("Nobody's net is another than today."))
    sentences.append(
        _("Of what is shifted between payers today {gone} disappears and {left} stays.").format(
            gone=money(nearest(outcome.vanished)), left=money(nearest(outcome.left))
        )
    )
    return " ".join(sentences)


def _stays(names: Mapping[str, str], outcome: ModelOutcome, without: Without) -> Table:
    rows = [
        Row({"from": names.get(start, start), "to": names.get(end, end), "amount": nearest(amount)})
        for (start, end), amount in sorted(outcome.shifts.shift.items(), key=lambda item: (-item[1], item[0]))
        if amount
    ]
    columns = (
        Column("from", _("Pushed from")),
        Column("to", _("To")),
        Column("amount", _("Thousands of kronor"), "tkr"),
    )
    caption, note = _("Shifts between payers that stay"), without.note(net=False)
    return Table(f"stays_{outcome.model.id}", caption, columns, tuple(rows), note)


def _payers(rules: Rulebook, merges: Mapping[str, str]) -> Mapping[str, str]:
    """Who can pay a support out: each authority by its own name.

    What the state's appropriations bear and no authority pays out is the state otherwise, where none has become one
    with them.
    """
    rest = {} if APPROPRIATION in merges.values() else {APPROPRIATION: _the_rest()}
    return {
        **{purse.id: purse.name for purse in purses_of(rules)},
        **{participant.id: participant.name for participant in rules.participants},
        TOGETHER: _("Kommuner shown together"),
        **rest,
        PRINCIPAL: _("The principal"),
    }


def _names(rules: Rulebook, incentives: Incentives) -> Mapping[str, str]:
    """Everybody that has a row."""
    return {
        **_payers(rules, {}),
        **{player.id: player.name for player in incentives.players},
        OTHERS: _("All others: taxes, individuals, employers"),
    }
