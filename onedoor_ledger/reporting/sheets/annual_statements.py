"""Resultaträkning, Balansräkning and Kassaflödesanalys as the law lays them out, last year beside every row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from onedoor_ledger.accounts.layout import LaidRow
from onedoor_ledger.reporting.annual_material import AnnualMaterial, row_title
from onedoor_ledger.reporting.model import Block, Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import long_date
from onedoor_ledger.texts import _

STYLES = {"row": "normal", "sum": "subtotal", "total": "total"}


def year_columns(made: AnnualMaterial, first: str, *, notes: bool) -> tuple[Column, ...]:
    """What, the note, this year and the year before."""
    year = made.period.year
    now = _("{year} so far").format(year=year) if made.annual.preliminary else str(year)
    note = (Column("note", _("Note")),) if notes else ()
    return (Column("row", first), *note, Column("now", now, "kr"), Column("previous", str(year - 1), "kr"))


def income_sheet(made: AnnualMaterial) -> Sheet:
    """Resultaträkning (LKBR 5:2)."""
    table = _table(made, "rr", "rr", _("Income and cost of the year"), made.annual.layout.income, _compared(made))
    return Sheet(
        "rr",
        _("Income statement"),
        _("In kronor. Income is plus, cost minus."),
        (Section(_("The year"), (table,)),),
        foot=_("The layout is the law's (LKBR 5:2). The members' contributions stand in the operations' income."),
        portrait=True,
    )


def balance_sheet(made: AnnualMaterial) -> Sheet:
    """Balansräkning (LKBR 6:2)."""
    rows = made.annual.layout.balance
    end = next((n for n, row in enumerate(rows) if row.part == "equity"), len(rows))
    other = _("Equity, provisions and debts")
    return Sheet(
        "br",
        _("The balance sheet"),
        _("In kronor, on {date}.").format(date=long_date(made.annual.last)),
        (
            Section(_("Assets"), (_table(made, "br", "br_assets", _("What the association owns"), rows[:end]),)),
            Section(other, (_table(made, "br", "br_other", _("Equity and what it owes"), rows[end:]),)),
            Section(_("Pledges and contingent liabilities"), _pledges(made)),
            Section(_("Compared with"), _opened(made)),
        ),
        foot=_("The layout is the law's (LKBR 6:2)."),
        portrait=True,
    )


def cash_flow_sheet(made: AnnualMaterial) -> Sheet:
    """Kassaflödesanalys (LKBR 8 kap.), indirectly."""
    title = _("Cash flow statement")
    how = _("Made from the year's result by the indirect method; it ends in what the bank's accounts changed by.")
    table = _table(made, "kf", "kf", _("Where the year's money came from and went"), made.annual.cash, _compared(made))
    subtitle = _("In kronor. Money in is plus, money out minus.")
    return Sheet("kf", title, subtitle, (Section(_("The year"), (how, table)),), portrait=True)


def _table(
    made: AnnualMaterial, statement: str, id: str, caption: str, rows: Iterable[LaidRow], note: str = ""
) -> Table:
    notes = statement != "kf"
    laid = []
    for row in rows:
        ref, cost = f"{statement}.{row.id}", row.part == "cost"
        number = made.annual.note_of(ref) if notes else None
        laid.append(
            Row(
                {
                    "row": row_title(row),
                    "note": str(number) if number else "",
                    "now": made.cell(ref, cost=cost),
                    "previous": made.cell(f"{ref}.previous", cost=cost),
                },
                STYLES[row.kind],
            )
        )
    return Table(id, caption, year_columns(made, _("Row"), notes=notes), tuple(laid), note)


def _compared(made: AnnualMaterial) -> str:
    """Why the year before has no figures, '' when it has."""
    if made.annual.layout.compared:
        return ""
    words = _("{year} is not in these books: the year before has no source here.")
    return words.format(year=made.period.year - 1)


def _opened(made: AnnualMaterial) -> tuple[Block, ...]:
    annual, before = made.annual, made.period.year - 1
    if annual.layout.compared:
        return (_("The balance sheet of {year}, as it stands in these books.").format(year=before),)
    if annual.opened:
        words = _(
            "{year} is not in these books. Its balances are those the books were opened with ({voucher}); how equity"
            " was made up then has no source here."
        )
        return (words.format(year=before, voucher=annual.opened),)
    return (_compared(made),)


def _pledges(made: AnnualMaterial) -> tuple[Block, ...]:
    kinds = {"pledge": _("Pledges and the like"), "liability": _("Contingent liabilities")}
    days = {"now": made.period.end, "previous": dt.date(made.period.year - 1, 12, 31)}
    rows = []
    for kind, title in kinds.items():
        named = [row for row in made.rules.annual.pledges if row.kind == kind]
        for row in named:
            held = {key: row.amount if row.dated.covers(day) else 0 for key, day in days.items()}
            rows.append(Row({"row": f"{title}: {row.title}", **held}))
        if not named:
            rows.append(Row({"row": title, **dict.fromkeys(days, 0)}))
    note = "" if made.annual.pledges else _("None is written in rules/annual.toml.")
    columns = year_columns(made, _("Row"), notes=True)
    return (Table("br_pledges", _("Pledges and contingent liabilities"), columns, tuple(rows), note),)
