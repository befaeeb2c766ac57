"""The shared front door's cost as its host reports it: gross, what förbundet pays, and the host's own means.

Parties' book, memorandum (bookkeeping.md section 1, cases B and C). Sharing the rest is ``onedoor share``'s work.
"""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.errors import UserError
from onedoor_ledger.formats.errors import raise_all
from onedoor_ledger.intake import narration
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.errors import FutureDateError
from onedoor_ledger.intake.identity import Identities
from onedoor_ledger.intake.lines import filled, voucher_weight
from onedoor_ledger.intake.model import Drafted
from onedoor_ledger.intake.rows import ProfiledRow
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Site
from onedoor_ledger.voucher import Book, Line, Voucher

ADDED_UP = ("amount", "reimbursed")
"""The columns a total row is checked by."""


def draft(rows: Sequence[ProfiledRow], desk: Desk) -> Drafted:
    """One voucher per site and period.

    :raises UserErrors: every row that cannot be booked.
    """
    vouchers: list[Voucher] = []
    old = 0
    for site, period, group in _groups(rows, desk):
        voucher = _voucher(site, period, group, desk)
        identity = voucher.meta["identity"]
        if desk.known.holds(identity, voucher_weight(voucher), group[0].place):
            old += len(group)
            continue
        desk.known.add(identity, voucher_weight(voucher))
        vouchers.append(voucher)
    return Drafted(tuple(vouchers), len(rows), len(rows) - old, old)


def _groups(rows: Sequence[ProfiledRow], desk: Desk) -> list[tuple[Site, Period, list[ProfiledRow]]]:
    sites = {site.id: site for site in desk.rules.sites}
    errors: list[UserError] = []
    groups: dict[tuple[str, Period], list[ProfiledRow]] = {}
    for row in rows:
        try:
            site = row.id("site", list(sites))
            period = row.period("period")
            row.need_amount("amount")
            if period.start > desk.today:
                raise FutureDateError(row.place, period.start)
            groups.setdefault((site, period), []).append(row)
        except UserError as error:
            errors.append(error)
    raise_all(errors)
    return [(sites[site], period, group) for (site, period), group in groups.items()]


def _voucher(site: Site, period: Period, group: Sequence[ProfiledRow], desk: Desk) -> Voucher:
    host = desk.rules.participant(site.host)
    source, place = group[0].source, group[0].place
    gross = sum(row.need_amount("amount") for row in group)
    paid = sum(row.amount("reimbursed") or 0 for row in group)
    amounts = {
        f"Kostnader:{host.short}:Ingång:Brutto": gross,
        f"Kostnader:{host.short}:Ingång:ErsattAvFörbundet": -paid,
        f"EgetKapital:{host.short}:EgnaMedel": paid - gross,
    }
    identity = Identities("door").by_reference(site.id, period.name)
    rows = ", ".join(str(row.row.row) for row in group)
    return Voucher(
        book=Book.PARTIES,
        date=period.end,
        narration=narration.door(site.name, period),
        lines=tuple(
            Line(desk.account(Book.PARTIES, account, place), amount) for account, amount in amounts.items() if amount
        ),
        meta=filled({**source.meta(rows, identity), "service": period.name, "party": host.id, "site": site.id}),
    )
