"""What a party itself spends on the target group, month by month: the parties' book (memorandum, domain.md section 7).

One voucher per month and party with a line per benefit. A later file with the same months books nothing again; one
with another amount is refused, since a correction is the treasurer's decision.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onedoor_ledger.errors import UserError
from onedoor_ledger.formats.errors import raise_all
from onedoor_ledger.intake import narration
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.errors import FutureDateError, SameRowTwiceError
from onedoor_ledger.intake.identity import Identities
from onedoor_ledger.intake.lines import filled, weight
from onedoor_ledger.intake.model import Drafted, Source
from onedoor_ledger.intake.rows import ProfiledRow
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Participant, Rulebook
from onedoor_ledger.voucher import Book, Line, Voucher

ALL = "Alla"
"""What a folded file says where it tells nothing apart."""
PARTS = ("municipality", "sex", "group")
"""What makes rows of the same month and benefit different ones; only their sums are booked."""
ADDED_UP = ("amount",)
"""The columns a total row is checked by."""


@dataclass(frozen=True, slots=True)
class _Spent:
    """One row: a party's benefit in a month."""

    party: Participant
    month: Period
    identity: str
    line: Line


def draft(rows: Sequence[ProfiledRow], desk: Desk) -> Drafted:
    """The vouchers of a file of spending.

    :raises UserErrors: every row that cannot be booked.
    """
    errors: list[UserError] = []
    fresh: list[_Spent] = []
    seen: set[str] = set()
    events = 0
    for row in rows:
        try:
            spent = _spent(row, desk)
            if spent is None:
                continue
            if spent.identity in seen:
                raise SameRowTwiceError(row.place)
            seen.add(spent.identity)
            events += 1
            if not desk.known.holds(spent.identity, weight([spent.line]), row.place):
                fresh.append(spent)
        except UserError as error:
            errors.append(error)
    raise_all(errors)
    for spent in fresh:
        desk.known.add(spent.identity, weight([spent.line]))
    vouchers = _vouchers(fresh, rows[0].source, desk)
    return Drafted(tuple(vouchers), events, len(fresh), events - len(fresh))


def _spent(row: ProfiledRow, desk: Desk) -> _Spent | None:
    amount = row.need_amount("amount")
    rules = desk.rules
    party = rules.participant(
        row.id("party", [p.id for p in rules.participants]) if row.text("party") else row.profile.sender
    )
    kinds = {kind.id: kind for kind in rules.spending}
    kind = kinds[row.id_or_name("kind", {kind.name: kind.id for kind in rules.spending})]
    month = row.month_or_longer("month")
    if month.start > desk.today:
        raise FutureDateError(row.place, month.start)
    if amount == 0:
        return None
    name = f"Kostnader:{party.short}:{kind.component}"
    if not kind.in_kind:
        name = f"Kostnader:{party.short}:Målgrupp:{kind.component}"
    account = desk.account(Book.PARTIES, name, row.place)
    measure = _measure(row, rules)
    parts = [row.text(part) for part in PARTS if row.text(part) not in ("", ALL)]
    identity = Identities("spending").by_reference(
        party.id, month.name, kind.id, *filled({"m": measure}).values(), *parts
    )
    meta = filled({"row": str(row.row.row), "identity": identity, "measure": measure})
    return _Spent(party, month, identity, Line(account, amount, meta))


def _measure(row: ProfiledRow, rules: Rulebook) -> str:
    """The insats the row is about, '' for all of them."""
    if row.text("measure") in ("", ALL):
        return ""
    return row.id_or_name("measure", {measure.code: measure.id for measure in rules.measures})


def _vouchers(fresh: Sequence[_Spent], source: Source, desk: Desk) -> list[Voucher]:
    groups: dict[tuple[str, str], list[_Spent]] = {}
    for spent in fresh:
        groups.setdefault((spent.month.name, spent.party.id), []).append(spent)
    return [_voucher(group, source, desk) for group in groups.values()]


def _voucher(group: Sequence[_Spent], source: Source, desk: Desk) -> Voucher:
    party, month = group[0].party, group[0].month
    lines = tuple(spent.line for spent in group)
    own = desk.account(Book.PARTIES, f"EgetKapital:{party.short}:EgnaMedel", source.place())
    return Voucher(
        book=Book.PARTIES,
        date=month.end,
        narration=narration.spending(party.name, month),
        lines=(*lines, Line(own, -sum(line.amount for line in lines))),
        meta=filled({"source": source.digest, "document": source.document, "service": month.name, "party": party.id}),
    )
