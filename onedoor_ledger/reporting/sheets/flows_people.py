"""The persons' side of the page on flows: moves, payers, what parties counted at home, the stock and its changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onedoor_ledger.accounts.people_keys import STOCK_PARTS, TOTAL
from onedoor_ledger.incentive.passages import Told
from onedoor_ledger.incentive.payers import paid_on
from onedoor_ledger.period import Period
from onedoor_ledger.reporting.flows_material import FlowsMaterial
from onedoor_ledger.reporting.model import Cell, Column, Figure, Row, Section, Table
from onedoor_ledger.reporting.words import long_date, period_name
from onedoor_ledger.rulebook.model.incentive import CostKind
from onedoor_ledger.texts import _


def people_sections(material: FlowsMaterial) -> Iterator[Section]:
    """One section per question, in the order a reader asks them."""
    yield Section(_("Persons who changed support"), (_moved(material),))
    yield Section(_("From payer to payer"), (_passages(material),))
    yield Section(_("How often the payer changes"), (_bounce(material),))
    yield from _round(material)
    yield Section(_("Stock, in, out and changes"), (_stock(material),))
    if (several := _combinations(material)) is not None:
        yield Section(_("Supports that several purses pay at the same time"), (several,))


def _moved(material: FlowsMaterial) -> Table:
    note = _("Work and studies are ends; who came into an insats anew is in the table of the stock.")
    return matrix(
        material,
        "moved",
        _("Moves so far this year, from the support on the left"),
        [(state, material.state(state)) for state in material.origins],
        [(state, material.state(state)) for state in material.targets],
        note,
    )


def _passages(material: FlowsMaterial) -> Table:
    found = material.passages
    starts = [(payer, material.payer(payer)) for payer in found.payers if any(i == payer for i, _j in found.moved)]
    ends = [(payer, material.payer(payer)) for payer in found.payers if any(j == payer for _i, j in found.moved)]
    note = _("From a payer to the same one: the support changed and the payer did not.")
    return matrix(material, "passage", _("Moves by who pays, from the payer on the left"), starts, ends, note)


def matrix(
    material: FlowsMaterial,
    kind: str,
    caption: str,
    starts: Sequence[tuple[str, str]],
    ends: Sequence[tuple[str, str]],
    note: str,
) -> Table:
    """Persons by start and end with their sums; empty where nobody is, and where nobody can be."""
    made = material.figures.made()
    rows = []
    for start, name in starts:
        cells: dict[str, Cell] = {"start": name}
        for end, _name in ends:
            cells[end] = _unless_nobody(made.get(f"{kind}.{start}.{end}"))
        rows.append(Row({**cells, TOTAL: made[f"{kind}.{start}.{TOTAL}"]}))
    sums: dict[str, Cell] = {end: made[f"{kind}.{TOTAL}.{end}"] for end, _name in ends}
    rows.append(Row({"start": _("All"), **sums, TOTAL: made[f"{kind}.{TOTAL}"]}, "total"))
    whole = not material.hidden.any_moves
    columns = (
        Column("start", _("From")),
        *(Column(end, name, "count", total=whole) for end, name in ends),
        Column(TOTAL, _("All"), "count", total=whole),
    )
    return Table(kind, caption, columns, tuple(rows), note)


def _bounce(material: FlowsMaterial) -> Table:
    made = material.figures
    cells: dict[str, Cell] = {part: made[f"bounce.{part}"] for part in ("changes", "person_years", "index")}
    columns = (
        Column("what", _("What")),
        Column("changes", _("Changes from one purse to another"), "count"),
        Column("person_years", _("Person-years on support in the insatser"), "amount"),
        Column("index", _("Changes a person-year"), "amount"),
    )
    note = _("Person-years: the mean of the persons at quarter ends × the time between them.")
    row = Row({"what": _("Bounce index"), **cells})
    return Table("bounce", _("Changes of payer a person-year"), columns, (row,), note)


def _round(material: FlowsMaterial) -> Iterator[Section]:
    """What only parties can count; said to have no source where none has."""
    explained = _(
        "That one and the same person went between three or more payers, or came back, only a party can see in its"
        " own rows. It counts at home (onedoor fold) and delivers four numbers, kept in rules/statistics.toml."
    )
    found = material.passages
    for name, caption, rows in (
        ("three_payers", _("Passed between three or more payers"), found.three_payers),
        ("came_back", _("Revolving door: support anew within twelve months"), found.came_back),
    ):
        said: str | Table = _("{what}: no source. Ask a party to count it (docs/fold.md).").format(what=caption)
        told = _told(material, name, rows) if rows else said
        yield Section(caption, (explained, told) if name == "three_payers" else (told,))


def _told(material: FlowsMaterial, name: str, rows: tuple[Told, ...]) -> Table:
    made = material.figures
    lines = []
    for row in rows:
        ref = f"{name}.{row.participant}"
        lines.append(
            Row(
                {
                    "party": material.purse(row.participant),
                    "span": period_name(Period(row.start, row.end, "")),
                    "of": made[f"{ref}.of"],
                    "part": made[f"{ref}.persons"],
                    "share": made[f"{ref}.share"],
                    "source": row.source,
                }
            )
        )
    followed = name == "three_payers"
    of = _("Persons followed") if followed else _("Support ended")
    part = _("Three or more payers") if followed else _("Came back")
    columns = (
        Column("party", _("Counted by")),
        Column("span", _("Span")),
        Column("of", of, "count"),
        Column("part", part, "count"),
        Column("share", _("Share"), "percent"),
        Column("source", _("Source")),
    )
    note = _("Each party counts its own persons; the parties' numbers are not added, since one person can be in two.")
    return Table(name, _("As each party counted at home"), columns, tuple(lines), note)


def _stock(material: FlowsMaterial) -> Table:
    made = material.figures
    titles = {
        "opening": _("1 January"),
        "entered": _("Came in"),
        "came": _("Changed to it"),
        "went": _("Changed from it"),
        "left": _("Left the insats"),
        "stock": long_date(material.period.end),
    }
    rows = [
        Row({"state": material.state(row.row), **{part: made[f"{part}.{row.row}"] for part in titles}})
        for row in material.stocks
    ]
    rows.append(Row({"state": _("All"), **{part: made[f"{part}.{TOTAL}"] for part in titles}}, "total"))
    whole = not any(material.hidden.stock(part, row.row) for part in STOCK_PARTS for row in material.stocks)
    columns = (
        Column("state", _("Support")),
        *(Column(part, title, "count", total=whole) for part, title in titles.items()),
    )
    note = _("Each row balances: 1 January + came in + changed to it − changed from it − left the insats.")
    if any(move.left and move.origin not in ("", move.target) for move in material.moves):
        note += " " + _(
            "Changed to it counts those still in the insats. Who left for another support is here in the row they left"
            " and in the table of moves a move to the new one, which therefore has more."
        )
    return Table("stock", _("Persons per support"), columns, tuple(rows), note)


def _combinations(material: FlowsMaterial) -> Table | None:
    """The supports that two or more purses pay at the same time, with what each pays."""
    paid = paid_on(material.rules, material.period.end)
    made = material.figures.made()
    rows = []
    there = {row.row for row in material.stocks}
    for state in material.rules.states:
        own = [row for row in paid.rows.get(state.id, ()) if row.kind is CostKind.BENEFIT and row.monthly > 0]
        if state.id in there and len({row.purse for row in own}) > 1:
            for n, row in enumerate(own):
                kind = _("assumption") if row.evidence.assumption else ""
                cells: dict[str, Cell] = {
                    "purse": material.bearer(row.purse),
                    "monthly": row.monthly,
                    "assumption": kind,
                }
                first: dict[str, Cell] = {"state": state.name, "persons": made.get(f"stock.{state.id}", 0)}
                rows.append(Row({**(first if n == 0 else {}), **cells}))
    columns = (
        Column("state", _("Support")),
        Column("persons", _("Persons at the end"), "count"),
        Column("purse", _("Purse")),
        Column("monthly", _("A month and person"), "kr"),
        Column("assumption", _("Kind of figure")),
    )
    return Table("combinations", _("What each pays"), columns, tuple(rows)) if rows else None


def _unless_nobody(figure: Figure | None) -> Cell:
    return None if figure is None or figure.value == 0 else figure
