"""*Incitament per part*: what each put in and got out, its own purse and the whole side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onedoor_ledger.incentive.breaks import breaks_of
from onedoor_ledger.incentive.model import Player
from onedoor_ledger.incentive.purses import OTHERS, SOCIETY
from onedoor_ledger.reporting import incentive_sentences as sentences
from onedoor_ledger.reporting.incentive_material import IncentiveMaterial
from onedoor_ledger.reporting.model import Block, Cell, Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import THOUSAND, grouped, listed, long_date, rounded
from onedoor_ledger.texts import _, ngettext

NO_BREAK = "\u00a0"
"""A range is read on one line."""
NINE = ("contribution", "shared", "inkind", "passthrough", "relief", "cashable", "net")
"""The amounts of the table of bookkeeping.md section 6; the party before them and the range after make nine columns."""


def incentive_sheet(made: IncentiveMaterial) -> Sheet:
    """The parties' and the whole's bottom line, from 1 January to the period's end."""
    return Sheet(
        id="incentive",
        title=_("Incentive per party"),
        subtitle=_("From 1 January to {date}. Calculated, in thousand kronor; nothing of it is booked.").format(
            date=long_date(made.period.end)
        ),
        sections=(
            Section(_("What each party put in and got out"), tuple(_bottom_lines(made))),
            Section(_("The party's own purse and the whole"), tuple(_own_and_whole(made))),
            Section(_("When it is paid back"), (_payback(made),)),
            Section(_("Lower costs over time"), (_over_time(made) if made.gone.moves else sentences.nobody_moved(),)),
            Section(_("Flows against booked spending"), tuple(_flows_and_booked(made))),
            Section(_("Who has no incentive"), tuple(sentences.without(made))),
        ),
        foot=_(
            "Calculations: they are in no accounts. A requisition repays what a measure costs and is no gain. FK and"
            " AF decide; the state's appropriations bear: each amount stands on one row only."
        ),
    )


def nine_columns(made: IncentiveMaterial, *, brief: bool = False) -> Table:
    """The table of bookkeeping.md section 6; ``brief`` tells the purses outside as one row."""
    rows = [_line(made, id_) for id_, purse in made.purses.items() if not (brief and purse.group == OTHERS)]
    if brief:
        rows.append(_others(made))
    rows.append(_line(made, SOCIETY, _("Society as a whole"), "total"))
    columns = (
        Column("party", _("Party")),
        Column("contribution", _("Contribution to the association"), "tkr"),
        Column("shared", _("Bears itself of shared front doors"), "tkr"),
        Column("inkind", _("Own time and premises (not booked)"), "tkr"),
        Column("passthrough", _("Reimbursement for measures less cost"), "tkr"),
        Column("relief", _("Lower costs, calculated"), "tkr"),
        Column("cashable", _("of which shows in this year's budget"), "tkr"),
        Column("net", _("Net, calculated"), "tkr_diff"),
        Column("range", _("Nine cases out of ten")),
    )
    note = _("Contribution: what has been used. Lower costs and net over {n} years.").format(n=made.years)
    if made.together:
        small = _("{kommuner} are shown together: fewer than {n} participations in one of them.")
        least = made.found.relief.method.least_participants
        note = f"{note} {small.format(kommuner=listed(made.together), n=least)}"
    assumed, known = made.assumed
    if assumed:
        told = _("Of the {m} figures behind the calculation {n} are assumptions, marked with a star where they stand.")
        note = f"{note} {told.format(n=assumed, m=known)}"
    note = made.left_out.noted(note)
    name = "front_incentive" if brief else "incentive"
    return Table(name, _("What each party put in and got out"), columns, tuple(rows), note)


def _bottom_lines(made: IncentiveMaterial) -> Iterator[Block]:
    yield from made.left_out.explained()
    if not made.gone.moves:
        yield sentences.nobody_moved()
    yield from sentences.told_of(made, all_members=True)
    own = sentences.own_administration(made)
    if own:
        yield own
    yield sentences.whole(made)
    yield nine_columns(made)


def _line(made: IncentiveMaterial, purse: str, name: str = "", style: str = "normal") -> Row:
    figures = made.figures.made()
    cells: dict[str, Cell] = {"party": name or made.name(purse), "range": _range(made, purse)}
    cells |= {part: figures.get(f"incentive.{purse}.{part}") for part in NINE}
    return Row(cells | _nothing_back(made), style)


def _others(made: IncentiveMaterial) -> Row:
    """The purses no member decides over, together; not where one of them is withheld."""
    ids = [id_ for id_, purse in made.purses.items() if purse.group == OTHERS]
    cells: dict[str, Cell] = {"party": _("Other purses together"), "range": "–"}
    if not made.withheld & set(ids):
        cells |= {part: _sum(made, ids, part) for part in NINE}
    return Row(cells | _nothing_back(made))


def _nothing_back(made: IncentiveMaterial) -> dict[str, Cell]:
    """Dashes for all that is calculated from moves while there are none: a zero would be read as no gain."""
    return {} if made.gone.moves else dict.fromkeys(("relief", "cashable", "net", "range"), "–")


def _sum(made: IncentiveMaterial, purses: Sequence[str], part: str) -> int | None:
    """None as soon as one of them has none: a sum of the known ones would look like the whole."""
    values = [made.figures[f"incentive.{purse}.{part}"].value for purse in purses]
    known = [value for value in values if isinstance(value, int)]
    return sum(known) if len(known) == len(values) else None


def _range(made: IncentiveMaterial, purse: str) -> str:
    """``−120 till 480``, thousand kronor; a dash until it is calculated."""
    if made.uncertainty is None or purse in made.withheld:
        return "–"
    ranges = made.uncertainty.ranges
    found = ranges.society if purse == SOCIETY else ranges.purses.get(purse)
    if found is None:
        return "–"
    if found.low == found.high:
        return grouped(rounded(found.low, THOUSAND))
    said = _("{low} to {high}").format(
        low=grouped(rounded(found.low, THOUSAND)), high=grouped(rounded(found.high, THOUSAND))
    )
    return said.replace(" ", NO_BREAK)


def _own_and_whole(made: IncentiveMaterial) -> Iterator[Block]:
    figures = made.figures
    whole = figures[f"incentive.{SOCIETY}.net"]
    rows = []
    for player in made.found.players:
        hidden = any(purse in made.withheld for purse in player.purses)
        told = _("too few") if made.withheld else _who_gains(player.net, whole_gains=made.found.society >= 0)
        own: Cell = None if hidden else player.net
        cells: dict[str, Cell] = {"party": player.name, "own": own, "whole": whole, "told": told}
        if not made.gone.moves:
            cells |= {"own": "–", "whole": "–", "told": _("no move is booked yet")}
        rows.append(Row(cells))
        if len(player.purses) > 1:
            purses = listed([made.in_a_sentence(purse) for purse in player.purses])
            yield _("{party} answers for {purses}.").format(party=player.name, purses=purses)
    columns = (
        Column("party", _("Party")),
        Column("own", _("Its own net"), "tkr_diff"),
        Column("whole", _("Society's net"), "tkr_diff"),
        Column("told", _("Who gains")),
    )
    caption = _("Own purse and the whole, side by side")
    yield Table("own_and_whole", caption, columns, tuple(rows), made.left_out.note())


def _who_gains(net: int, *, whole_gains: bool) -> str:
    if net >= 0:
        return _("both") if whole_gains else _("the party")
    return _("the whole") if whole_gains else _("neither")


def _payback(made: IncentiveMaterial) -> Table:
    rows = []
    for player in made.found.players:
        ref, hidden = f"player.{player.id}", any(purse in made.withheld for purse in player.purses)
        cells: dict[str, Cell] = {"party": player.name}
        cells |= {part: made.figures[f"{ref}.{part}"] for part in ("putin", "relief", "return.share")}
        cells |= dict.fromkeys(("months", "persons"), _("too few")) if hidden else _when_back(made, player)
        if not made.gone.moves:
            cells |= {"relief": "–", "return.share": "–"}
        rows.append(Row(cells))
    columns = (
        Column("party", _("Party")),
        Column("putin", _("Put in"), "tkr"),
        Column("relief", _("Lower costs, calculated"), "tkr"),
        Column("return.share", _("Back, per cent of what was put in"), "percent"),
        Column("months", _("Paid back after, months"), "count"),
        Column("persons", _("Persons to work or studies it takes"), "count"),
    )
    note = _(
        "Months count from the moves. Persons: fewest, each worth as much as those who went to work or studies so far."
    )
    if made.left_out.counted and made.gone.went:
        note += " " + ngettext(
            "So far {n} person has gone there.", "So far {n} persons have gone there.", made.gone.went
        ).format(n=grouped(made.gone.went))
    return Table("payback", _("Payback and break-even"), columns, tuple(rows), made.left_out.noted(note))


def _when_back(made: IncentiveMaterial, player: Player) -> dict[str, Cell]:
    """Months and persons, or why there is no number."""
    paid, even, gone = player.payback_months, player.break_even, made.gone
    if not gone.moves:
        return dict.fromkeys(("months", "persons"), _("no move is booked yet"))
    months: Cell = paid if paid is not None else _("not within {n} years").format(n=made.years)
    persons: Cell = even
    if made.hides_persons:
        persons = _("too few")
    elif even is None and not gone.went:
        persons = _("nobody has gone there yet")
    elif even is None:
        persons = _("work gives it nothing") if gone.known else _("not known: no cost or assumption")
    elif even > made.participations:
        persons = _("more than all participations")
    return {"months": months, "persons": persons}


def _over_time(made: IncentiveMaterial) -> Table:
    years = made.found.relief.method.horizons
    parts = ("gross", "relief.period", *(f"relief.{n}y" for n in years))
    figures = made.figures.made()
    rows = []
    for id_ in (*made.purses, SOCIETY):
        cells: dict[str, Cell] = {"party": made.name(id_) if id_ != SOCIETY else _("Society as a whole")}
        cells |= {part: figures.get(f"incentive.{id_}.{part}") for part in parts}
        rows.append(Row(cells, "total" if id_ == SOCIETY else "normal"))
    columns = (
        Column("party", _("Purse")),
        Column("gross", _("By the flows this year, nothing taken off"), "tkr"),
        Column("relief.period", _("This year, calculated"), "tkr"),
        *(Column(f"relief.{n}y", ngettext("Over {n} year", "Over {n} years", n).format(n=n), "tkr") for n in years),
    )
    note = _("Minus: higher costs. Over the years: present value, less what would have happened anyway.")
    if any(_calculated_is_more(made, id_) for id_ in (*made.purses, SOCIETY)):
        note += " " + _(
            "What is calculated can be more than with nothing taken off: of moves that cost the purse more, too, a part"
            " would have happened anyway."
        )
    return Table("over_time", _("Lower costs by purse"), columns, tuple(rows), made.left_out.noted(note))


def _calculated_is_more(made: IncentiveMaterial, purse: str) -> bool:
    gross, period = (made.figures[f"incentive.{purse}.{part}"].value for part in ("gross", "relief.period"))
    return isinstance(gross, int) and isinstance(period, int) and period > gross >= 0


def _flows_and_booked(made: IncentiveMaterial) -> Iterator[Block]:
    parts = ("before", "after", "relief", "flows", "difference")
    rows = [
        Row(
            {
                "party": made.name(row.purse),
                **{part: made.figures[f"incentive.{row.purse}.booked.{part}"] for part in parts},
            }
        )
        for row in made.found.booked
        if row.purse in made.purses
    ]
    if not rows:
        yield _("No party has reported its own spending for both years: there is nothing to hold the flows against.")
        return
    yield _(
        "The flows count the persons of the measures; the parties' own spending counts their whole target group. The"
        " two stand beside each other and are never added."
    )
    supports = [*(state.id for state in made.rules.states), *(group.id for group in made.rules.state_groups)]
    for change in breaks_of(made.rules, made.period, supports):
        yield _("! {change}").format(change=change)
    columns = (
        Column("party", _("Purse")),
        Column("before", _("Own spending, same months last year"), "tkr"),
        Column("after", _("Own spending so far"), "tkr"),
        Column("relief", _("Lower by its own books"), "tkr_diff"),
        Column("flows", _("Lower by the flows"), "tkr_diff"),
        Column("difference", _("Difference"), "tkr_diff"),
    )
    note = made.left_out.note(net=False)
    yield Table("flows_booked", _("Flows against booked spending"), columns, tuple(rows), note)
