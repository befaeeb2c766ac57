"""Flöden mellan försörjningar: what only moved to another purse, in kronor and persons. Descriptive, never a cause."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onedoor_ledger.accounts.people_keys import TOTAL
from onedoor_ledger.incentive.displacement import Identity
from onedoor_ledger.incentive.purses import REGIONS_TOGETHER
from onedoor_ledger.reporting.flow_block import flow_of
from onedoor_ledger.reporting.flow_figures import PARTS
from onedoor_ledger.reporting.flows_material import FlowsMaterial
from onedoor_ledger.reporting.model import Cell, Column, Figure, Row, Section, Sheet, Table
from onedoor_ledger.reporting.sheets.flows_people import people_sections
from onedoor_ledger.reporting.words import long_date, lower_first, money
from onedoor_ledger.texts import _

TITLES: dict[str, Callable[[], str]] = {
    "before": lambda: _("Before"),
    "after": lambda: _("After"),
    "kept": lambda: _("Still paid"),
    "apparent": lambda: _("Seems to fall"),
    "saved": lambda: _("of which really falls"),
    "pushed": lambda: _("of which moved to others"),
    "taken": lambda: _("Taken over from others"),
    "new": lambda: _("New cost"),
}


def flows_sheet(material: FlowsMaterial) -> Sheet:
    """The page: kronor, the picture, persons, payers, the stock, what it rests on."""
    return Sheet(
        id="flows",
        title=_("Flows between supports"),
        subtitle=_(
            "1 January to {date}. Descriptive, not a cause: nobody knows here what would have happened anyway."
        ).format(date=long_date(material.period.end)),
        sections=tuple(_sections(material)),
        foot=_(
            "Calculated from the people book and rules/unit_costs.toml; no part of the accounts, and nothing of it is"
            " booked."
        ),
    )


def shift_sentence(material: FlowsMaterial) -> str:
    """The greatest shift in a sentence; '' when there is none that may be shown."""
    found = [
        (amount, pair)
        for pair, amount in material.shifts.whole.shift.items()
        if amount and not (material.hides_purse(pair[0]) or material.hides_purse(pair[1]))
    ]
    if not found:
        return ""
    amount, (start, end) = max(found, key=lambda each: (each[0], each[1]))
    text = _(
        "{amount} of what seems to fall for {start} has become a cost for {end} instead; for society as a whole it is"
        " no saving."
    ).format(
        amount=_upper(money(int(amount))), start=_in_a_sentence(material, start), end=_in_a_sentence(material, end)
    )
    return material.left_out.added_to(text, net=False)


def _in_a_sentence(material: FlowsMaterial, purse: str) -> str:
    """A member by its name; what is no name begins small."""
    name = material.purse(purse)
    return name if any(who.id == purse for who in material.rules.participants) else lower_first(name)


def _sections(material: FlowsMaterial) -> Iterator[Section]:
    if not material.moved:
        yield Section(_("Nothing has moved"), (_("The people book has no move between supports this year."),))
        return
    whole = material.shifts.whole
    yield Section(_("What only moved between purses"), tuple(_told(material)))
    if whole.shift:
        yield Section(_("From purse to purse"), (_matrix(material),))
    picture = flow_of(material)
    if picture.links:
        yield Section(_("The picture"), (picture, _how_to_read()))
    yield from people_sections(material)
    if whole.purses:
        yield Section(_("What must agree"), (_identities(material),))
    yield Section(_("What the amounts rest on"), tuple(_rests_on(material)))


def _told(material: FlowsMaterial) -> Iterator[str | Table]:
    sentence = shift_sentence(material)
    if sentence:
        yield sentence
    yield _(
        "What a purse seems to save is cut in two: what nobody pays any more, and what another purse has taken over."
        " Each move is compared over equally long windows: the months since it, to {date}, and as many months before."
    ).format(date=long_date(material.period.end))
    yield from material.left_out.explained()
    for change in material.breaks:
        yield _("! {change}").format(change=change)
    if material.shifts.whole.purses:
        yield _purses(material)


def _purses(material: FlowsMaterial) -> Table:
    made, whole = material.figures, material.shifts.whole
    rows = [
        Row({"purse": material.purse(purse), **{part: made[f"{part}.{purse}"] for part, *_rest in PARTS}})
        for purse in whole.purses
    ]
    rows.append(Row({"purse": _("All purses"), **{part: made[f"{part}.{TOTAL}"] for part, *_rest in PARTS}}, "total"))
    columns = (
        Column("purse", _("Purse")),
        *(Column(part, TITLES[part](), "kr", total=not material.hides) for part, *_rest in PARTS),
    )
    note = _(
        "Kronor, rounded before they are added. Seems to fall = really falls + moved to others. Before = still paid +"
        " seems to fall; after = still paid + taken over from others + new."
    )
    note = material.left_out.noted(note, net=False)
    return Table("displacement", _("Before and after, per purse"), columns, tuple(rows), note)


def _matrix(material: FlowsMaterial) -> Table:
    whole, made = material.shifts.whole, material.figures
    froms = [p for p in whole.purses if any(start == p for start, _end in whole.shift)]
    tos = [p for p in whole.purses if any(end == p for _start, end in whole.shift)]
    rows = []
    for start in froms:
        cells: dict[str, Cell] = {"purse": material.purse(start)}
        for end in tos:
            cells[end] = _unless_nothing(made[f"shift.{start}.{end}"]) if start != end else None
        rows.append(Row({**cells, TOTAL: made[f"pushed.{start}"]}))
    sums: dict[str, Cell] = {end: made[f"taken.{end}"] for end in tos}
    rows.append(Row({"purse": _("All purses"), **sums, TOTAL: made[f"pushed.{TOTAL}"]}, "total"))
    columns = (
        Column("purse", _("From")),
        *(
            Column(end, _("to {purse}").format(purse=material.purse(end)), "kr", total=not material.hides)
            for end in tos
        ),
        Column(TOTAL, _("To others in all"), "kr", total=not material.hides),
    )
    note = material.left_out.note(net=False)
    return Table("shifts", _("What moved, in kronor"), columns, tuple(rows), note)


def _identities(material: FlowsMaterial) -> Table:
    """What must hold, as amounts on both sides; a purse that may not be shown is left out, and the whole with it."""
    names = {
        "before": _("before = still paid + really falls + moved to others"),
        "after": _("after = still paid + new + taken over from others"),
        "apparent": _("seems to fall = really falls + moved to others"),
    }
    rows = []
    for identity in material.shifts.whole.identities:
        if material.hides_purse(identity.purse or TOTAL):
            continue
        name = (
            f"{material.purse(identity.purse)}: {names[identity.name]}"
            if identity.purse
            else _("All purses: before − after = really falls − new")
        )
        rows.append(_identity_row(name, identity))
    columns = (
        Column("identity", _("Sum")),
        Column("left", _("Left side"), "kr"),
        Column("right", _("Right side"), "kr"),
        Column("holds", _("The same")),
    )
    return Table("identities", _("Both sides of each sum, in kronor"), columns, tuple(rows))


def _identity_row(name: str, identity: Identity) -> Row:
    holds = _("yes") if identity.holds else _("NO")
    return Row({"identity": name, "left": identity.left, "right": identity.right, "holds": holds})


def _how_to_read() -> str:
    return _(
        "The bands go from the support before to the one after; as thick as the persons are many, coloured by who paid"
        " before. The same numbers stand in the table below."
    )


def _rests_on(material: FlowsMaterial) -> Iterator[str | Table]:
    yield _(
        "The cost side only: what a purse pays while a person is on a support, that is the support before tax, what an"
        " employer gets for the person, and the care and the handling that go with it. Taxes are left out since they do"
        " not follow who pays; wages and what work is worth are no support; individuals are no purse that pays. A move"
        " counts from the middle of the period it is booked for, at the unit costs of that period's last day, so that a"
        " new rate is no shift. Moves are counted, not persons: who has moved twice counts twice. Who left the insats"
        " is taken to live on the same support to the period's end."
    )
    if REGIONS_TOGETHER in material.shifts.whole.purses:
        yield _(
            "The regions together bear what cannot be told for one region: moves without a kommun, of kommuner too"
            " small to be told by themselves, or of a kommun whose region is not told by its code in"
            " rules/parties.toml."
        )
    rows = [
        Row(
            {
                "state": material.state(used.state),
                "purse": material.bearer(used.purse),
                "monthly": used.monthly,
                "assumption": _("assumption") if used.evidence.assumption else "",
                "source": used.dated.source,
            }
        )
        for used in sorted(material.shifts.used, key=lambda row: (material.state(row.state), row.id))
    ]
    if rows:
        columns = (
            Column("state", _("Support")),
            Column("purse", _("Purse")),
            Column("monthly", _("A month and person"), "kr"),
            Column("assumption", _("Kind of figure")),
            Column("source", _("Source")),
        )
        yield Table("flow_costs", _("Unit costs used"), columns, tuple(rows))


def _unless_nothing(figure: Figure) -> Cell:
    """The figure, or an empty cell where it is zero."""
    return None if figure.value == 0 else figure


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
