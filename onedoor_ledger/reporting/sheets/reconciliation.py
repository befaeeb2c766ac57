"""Avstämning mot bokföringen: every total beside the ledger's own sum, and every account beside its line."""

from __future__ import annotations

from onedoor_ledger.accounts.reconciliation import Reconciled
from onedoor_ledger.reporting.material import Material
from onedoor_ledger.reporting.model import Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import long_date
from onedoor_ledger.texts import _


def reconciliation_sheet(material: Material) -> Sheet:
    """Totals, then the association's accounts one by one."""
    wrong = sum(1 for row in material.reconciled if row.difference)
    if wrong:
        verdict = _("{n} totals differ from the ledger: do not use the report before they are mended.").format(n=wrong)
    else:
        verdict = _("All {n} totals agree with the ledger to the öre.").format(n=len(material.reconciled))
    how = _(
        "The report's totals are summed from the postings as data; the ledger's are added up again from the ledger's"
        " own entries, and equity is read from the other side: what the association owns less what it owes."
    )
    return Sheet(
        id="reconciliation",
        title=_("Reconciliation with the books"),
        subtitle=_("Kronor and öre, up to {date}.").format(date=long_date(material.period.end)),
        sections=(
            Section(_("Every total of the report"), (verdict, _totals(material, persons=False))),
            Section(_("Every number of persons"), (_totals(material, persons=True), how)),
        ),
    )


def accounts_sheet(material: Material) -> Sheet:
    """The association's accounts one by one, each with the line of the report it falls on."""
    return Sheet(
        id="accounts",
        title=_("Balances, account by account"),
        subtitle=_("Straight from the ledger, in kronor and öre, up to {date}.").format(
            date=long_date(material.period.end)
        ),
        sections=(Section(_("Every account of the association"), (_balances(material),)),),
    )


def _totals(material: Material, *, persons: bool) -> Table:
    unit, name = ("count", "reconciliation_persons") if persons else ("ore", "reconciliation")
    columns = (
        Column("label", _("Total")),
        Column("reported", _("In the report"), unit),
        Column("ledger", _("In the ledger"), unit),
        Column("difference", _("Difference"), unit),
        Column("agrees", _("Agrees")),
    )
    rows = tuple(_row(row) for row in material.reconciled if row.persons is persons)
    caption = (
        _("Numbers of persons in the report and in the ledger")
        if persons
        else _("Amounts in the report and in the ledger")
    )
    return Table(name, caption, columns, rows)


def _row(row: Reconciled) -> Row:
    return Row(
        {
            "label": row.label,
            "reported": row.reported,
            "ledger": row.ledger,
            "difference": row.difference,
            "agrees": _("No") if row.difference else _("Yes"),
        }
    )


def _balances(material: Material) -> Table:
    names = {line.id: line.name for line in material.year.lines.lines}
    rows = [
        Row(
            {
                "konto": row.konto,
                "account": row.account,
                "opening": row.opening,
                "movement": row.movement,
                "closing": row.closing,
                "line": names.get(row.line, row.line) or _("Balance sheet"),
            }
        )
        for row in material.balances
    ]
    earlier = -sum(row.opening for row in material.balances)
    if earlier:
        account = _("Earlier years' results, not posted but part of equity")
        rows.append(Row({"account": account, "opening": earlier, "movement": 0, "closing": earlier}, "muted"))
    total = {
        "opening": earlier + sum(row.opening for row in material.balances),
        "movement": sum(row.movement for row in material.balances),
        "closing": earlier + sum(row.closing for row in material.balances),
    }
    columns = (
        Column("account", _("Account")),
        Column("konto", _("Konto")),
        Column("opening", _("Opening balance"), "ore", total=True),
        Column("movement", _("The year so far"), "ore", total=True),
        Column("closing", _("Balance"), "ore", total=True),
        Column("line", _("In the report as")),
    )
    note = _(
        "Plus is debit, minus is credit. Every column sums to zero: what the association owns is what it owes and its"
        " equity."
    )
    all_rows = (*rows, Row({"account": _("Sum"), **total}, "total"))
    return Table("accounts", _("Balances of the association's accounts"), columns, all_rows, note)
