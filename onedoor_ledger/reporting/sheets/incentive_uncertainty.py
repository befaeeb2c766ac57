"""*Hur säkra är siffrorna?*: nine cases out of ten, how often each loses, and which assumption matters most."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from onedoor_ledger.incentive.purses import SOCIETY
from onedoor_ledger.incentive.uncertainty import Moved, Uncertainty
from onedoor_ledger.reporting import incentive_sentences as sentences
from onedoor_ledger.reporting.incentive_material import IncentiveMaterial
from onedoor_ledger.reporting.model import Block, Cell, Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import KRONA, grouped, percent, rounded
from onedoor_ledger.texts import _


def uncertainty_sheet(made: IncentiveMaterial) -> Sheet:
    """The nets drawn again and again with the rules' own ranges."""
    drawn = made.uncertainty
    return Sheet(
        id="incentive_uncertainty",
        title=_("How sure the figures are"),
        subtitle=_("Calculated, in thousand kronor, over {n} years.").format(n=made.years),
        sections=tuple(_sections(made, drawn)) if drawn else (Section(_("Not calculated"), (_no_ranges(),)),),
    )


def _no_ranges() -> str:
    return _("No assumption has a range: write low and high in rules/unit_costs.toml and rules/effects.toml.")


def _sections(made: IncentiveMaterial, drawn: Uncertainty) -> Iterator[Section]:
    yield Section(_("Nine cases out of ten"), tuple(_cases(made, drawn)))
    yield Section(_("What moves each party's net most"), tuple(_swings(made, drawn)))


def _cases(made: IncentiveMaterial, drawn: Uncertainty) -> Iterator[Block]:
    yield sentences.certainty(made, _("Assumptions and what is missing"))
    if made.complete:
        yield _("In {p} per cent of the cases everybody gets back at least what it put in.").format(
            p=percent(drawn.all_gain)
        )
    yield _(
        "{n} cases, each with all assumptions drawn anew between their lowest and highest, the most likely most often;"
        " the same draw for every party. Seed {seed}. What was counted and booked is not drawn. Ranges are never added."
    ).format(n=grouped(drawn.draws), seed=drawn.seed)
    rows = [
        _row(made, player.id, player.name, player.net)
        for player in made.found.players
        if not any(purse in made.withheld for purse in player.purses)
    ]
    rows.append(_row(made, SOCIETY, _("Society as a whole"), made.figures[f"incentive.{SOCIETY}.net"], "subtotal"))
    columns = (
        Column("party", _("Party")),
        Column("net", _("Net, calculated"), "tkr_diff"),
        Column("mean", _("Mean of the cases"), "tkr_diff"),
        Column("low", _("Lowest of nine in ten"), "tkr_diff"),
        Column("high", _("Highest of nine in ten"), "tkr_diff"),
        Column("loses", _("Goes minus"), "percent"),
    )
    note = _("Of a hundred cases five lie below the lowest and five above the highest.")
    yield Table("ranges", _("Nets in the cases drawn"), columns, tuple(rows), made.left_out.noted(note))


def _row(made: IncentiveMaterial, id: str, name: str, net: Cell, style: str = "normal") -> Row:
    parts = {part: made.figures[f"uncertainty.{id}.{part}"] for part in ("mean", "low", "high")}
    return Row({"party": name, "net": net, **parts, "loses": made.figures[f"uncertainty.{id}.loses.share"]}, style)


def _swings(made: IncentiveMaterial, drawn: Uncertainty) -> Iterator[Block]:
    yield _(
        "One assumption at a time at its lowest and its highest, the others at their most likely. Where the net passes"
        " zero between them, the value at which it does is told."
    )
    rows = []
    for player in made.found.players:
        if any(purse in made.withheld for purse in player.purses):
            continue
        for n, moved in enumerate(drawn.moved.get(player.id, ())):
            rows.append(_swing(player.name if n == 0 else "", moved))
    columns = (
        Column("party", _("Party")),
        Column("assumption", _("Assumption")),
        Column("low", _("Lowest")),
        Column("high", _("Highest")),
        Column("at_low", _("Net at the lowest"), "tkr_diff"),
        Column("at_high", _("Net at the highest"), "tkr_diff"),
        Column("even", _("Net is zero at")),
    )
    yield Table("swings", _("What moves each net most"), columns, tuple(rows), made.left_out.note())


def _swing(party: str, moved: Moved) -> Row:
    even = moved.break_even
    return Row(
        {
            "party": party,
            "assumption": moved.assumption.label,
            "low": _value(moved, moved.low),
            "high": _value(moved, moved.high),
            "at_low": moved.net_at_low,
            "at_high": moved.net_at_high,
            "even": "–" if even is None else _value(moved, even),
        }
    )


def _value(moved: Moved, value: float) -> str:
    """An amount a month for a unit cost, else a share."""
    if moved.assumption.id.startswith("cost."):
        return _("{n} kr").format(n=grouped(rounded(Fraction(value), KRONA)))
    return f"{percent(Fraction(value))} %"
