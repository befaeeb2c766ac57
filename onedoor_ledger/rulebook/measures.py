"""``rules/measures.toml``: insatser and the agreements that say who cooperates and who receives what."""

from __future__ import annotations

from onedoor_ledger.period import Period, PeriodError, parse_period
from onedoor_ledger.rulebook.errors import BadValueError
from onedoor_ledger.rulebook.model import AcceptedOver, AgreedAmount, Agreement, Measure, MeasureKind
from onedoor_ledger.rulebook.model.measures import REQUISITIONED_WITHIN
from onedoor_ledger.rulebook.reading import RuleFile, Table
from onedoor_ledger.texts import _


def measures(file: RuleFile) -> tuple[Measure, ...]:
    """The measures in the file's order."""
    return tuple(_measure(row) for row in file.root.tables("measure"))


def _measure(row: Table) -> Measure:
    planned = row.table("planned")
    return Measure(
        id=row.id(),
        code=row.text("code"),
        name=row.text("name"),
        kind=row.choice("kind", MeasureKind),
        site=row.text_or("site"),
        planned={int(year): planned.whole(year) for year in planned if _is_year(planned, year)},
        agreements=tuple(_agreement(agreement) for agreement in row.tables("agreement")),
        source=row.text("source"),
    )


def _is_year(planned: Table, year: str) -> bool:
    if year.isascii() and year.isdigit() and len(year) == 4:
        return True
    planned.whole(year)
    planned.fault(BadValueError(planned.place(year), year, _("Write a year, such as 2026 = 58.")))
    return False


def _agreement(row: Table) -> Agreement:
    return Agreement(
        id=row.id(),
        dated=row.dated(),
        cooperating=row.texts("cooperating"),
        recipients=tuple(_recipient(recipient) for recipient in row.tables("recipient")),
        accrue=row.yes("accrue", default=True),
        requisitioned_within=row.whole_or("requisitioned_within", REQUISITIONED_WITHIN) or 0,
        accepted_over=_accepted_over(row),
    )


def _accepted_over(row: Table) -> AcceptedOver | None:
    if "accepted_over" not in row:
        return None
    table = row.table("accepted_over")
    return AcceptedOver(table.kronor("amount"), table.text("decided"))


def _recipient(row: Table) -> AgreedAmount:
    amounts = row.table("amounts")
    agreed = [(period, amounts.kronor(name)) for name in amounts if (period := _period(amounts, name))]
    return AgreedAmount(row.text("party"), tuple(agreed))


def _period(amounts: Table, name: str) -> Period | None:
    try:
        return parse_period(name)
    except PeriodError as fault:
        amounts.kronor(name)
        amounts.fault(BadValueError(amounts.place(name), name, fault.remedy))
        return None
