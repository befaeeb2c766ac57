"""Metod och antaganden: where the figures come from, what is estimated, and what the words mean."""

from __future__ import annotations

from onedoor_ledger.reporting.material import Material
from onedoor_ledger.reporting.model import Block, Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.sheets.incentive_assumptions import assumption_sections
from onedoor_ledger.reporting.words import long_date, lower_first, money, period_name
from onedoor_ledger.texts import _


def method_sheet(material: Material) -> Sheet:
    """Notes on method, in plain words."""
    return Sheet(
        id="method",
        title=_("Method and assumptions"),
        subtitle=_("How the figures are made, what is estimated, and what the words mean."),
        sections=(
            Section(_("Where the figures come from"), _sources(material)),
            Section(_("What is estimated"), _estimated(material)),
            *(assumption_sections(material.incentive) if material.incentive else ()),
            Section(_("What the words mean"), _words(material)),
        ),
    )


def _sources(material: Material) -> tuple[Block, ...]:
    digest = material.rules.digest.removeprefix("sha256:")[:12]
    notes = [
        _("The report is for {period} and was made on {date}. Figures so far run from 1 January.").format(
            period=period_name(material.period), date=long_date(material.today)
        ),
        _(
            "Every amount is summed from the vouchers of the books, to the öre, and rounded only when shown: a sum of"
            " rounded amounts may differ by one from the rounded sum."
        ),
        _("The sheet “Reconciliation” sets every total beside the ledger's own sum; the difference is to be zero."),
        _("The rules of the year (budget, contributions, agreements, goals) have checksum {digest}.").format(
            digest=digest
        ),
        _locked(material),
        _("VAT is refunded to the association, so costs are shown without VAT."),
    ]
    if not material.year.compared:
        notes.append(_("The books do not reach back to the same time last year, so nothing is compared with it."))
    if material.rules.association.invented:
        notes.append(_("The association, its members and all figures are invented."))
    return tuple(notes)


def _locked(material: Material) -> str:
    """Whether the books behind the report can still change, and the digest that proves that they have not."""
    if material.locked is None:
        return _("No month of the books is locked: figures may still change.")
    return _(
        "The books are locked up to and including {month}. Their seal is {digest}: keep it outside the books, and"
        " whoever has it can tell whether anything before was changed."
    ).format(month=material.locked.month, digest=material.locked.head)


def _estimated(material: Material) -> tuple[Block, ...]:
    estimated = sum(row.amount.estimated for row in material.accrued)
    if not material.accrued:
        return (_("No amount in the report is estimated."),)
    intro = _(
        "A measure costs when it is carried out, not when the bill comes. What a party has not asked for at the"
        " period's end is therefore taken from its agreement, shown as estimated, and replaced when the requisition"
        " comes."
    )
    how_much = _("Of the cost so far {x} is estimated.").format(x=money(estimated))
    return (intro, how_much, _accrued(material))


def _accrued(material: Material) -> Table:
    names = {line.id: line.name for line in material.year.lines.lines}
    rows = [
        Row(
            {
                "line": names.get(row.measure, row.measure),
                "party": material.name(row.party),
                "service": row.service,
                "amount": row.amount.amount,
                "what": _("Estimated") if row.estimated else _("Known: the requisition came after the period's end"),
            }
        )
        for row in material.accrued
    ]
    rows.append(Row({"line": _("All together"), "amount": sum(row.amount.amount for row in material.accrued)}, "total"))
    columns = (
        Column("line", _("Measure")),
        Column("party", _("Party")),
        Column("service", _("For the period")),
        Column("amount", _("Kronor"), "kr", total=True),
        Column("what", _("Estimated or known")),
    )
    return Table("accrued", _("Cost not yet asked for at the period's end"), columns, tuple(rows))


def _words(material: Material) -> tuple[Block, ...]:
    words = (
        (_("Measure"), _("What the association finances: an effort two or more parties carry out together.")),
        (_("Measure for individuals"), _("An effort people take part in.")),
        (_("Structural measure"), _("Work on how the parties cooperate; nobody is enrolled in it.")),
        (_("Participation"), _("One person in one measure. Who takes part in two measures is two participations.")),
        (_("Requisition"), _("A party's request to be paid what a measure has cost it, as agreed.")),
        (_("Accrued cost"), _("Cost of the period that nobody has asked to be paid for yet.")),
        (
            _("Budget so far"),
            _("The budget of the quarters that have passed; of a quarter in progress its part by days."),
        ),
        (_("Forecast"), _("The treasurer's latest estimate; without one, outcome so far and the rest of the budget.")),
        (_("Deviation"), _("Budget less outcome or forecast; for income the other way round. Plus is better.")),
        (_("Equity"), _("What the association owns less what it owes: earlier surpluses that are not yet used.")),
        (_("Cost per participation"), _("Cost of the measures for individuals so far divided by the participations.")),
        (
            _("Too few to show"),
            _("Fewer than {n} persons, or a number that would let somebody work such a number out.").format(
                n=material.rules.association.small_cell
            ),
        ),
    )
    return tuple(f"{word}: {lower_first(meaning)}" for word, meaning in words)
