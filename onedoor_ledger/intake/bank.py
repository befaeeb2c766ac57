"""A bank statement: each entry clears what it pays, says itself what it is, or waits on the observation account.

One voucher per entry, one line per payment in it; never a guess (contracts.md section 3). What is booked already, from
another of the bank's files, from SIE or by hand, is the same event and not booked again (:mod:`.bank_booked`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.formats.records import BankDetail, BankEntry, BankSource, BankStatement
from onedoor_ledger.intake import matching, names, narration
from onedoor_ledger.intake.balances import bank_balances
from onedoor_ledger.intake.bank_booked import Booked
from onedoor_ledger.intake.booking_errors import BankAccountUnknownError, CurrencyError
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.identity import Identities
from onedoor_ledger.intake.lines import filled, shared_meta, voucher_weight
from onedoor_ledger.intake.matching import Clearing
from onedoor_ledger.intake.model import Drafted, Source
from onedoor_ledger.intake.open_items import OpenItem, OpenItems
from onedoor_ledger.intake.postings import Posting
from onedoor_ledger.money import kronor, ledger_text
from onedoor_ledger.privacy import mask
from onedoor_ledger.rulebook.model import BankText
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book, Line, Voucher
from onedoor_ledger.vouchers.seals import first_open

_CURRENCY = "SEK"
_SAID_IN_FULL = 2
"""A voucher with more different things in it only says how many they are."""


def draft(statements: Sequence[BankStatement], source: Source, desk: Desk) -> Drafted:
    """The vouchers of a file of statements. ``desk.books`` hold the batch's debts already.

    :raises CurrencyError: a statement in other money.
    :raises BankAccountUnknownError: a statement of an account that the rules do not have.
    """
    items = OpenItems.of(desk.books, desk.rules)
    waiting = tuple(OpenItems.of(desk.books, desk.rules, ("observation",)))
    vouchers: list[Voucher] = []
    findings: list[Finding] = []
    rows = 0
    open_from = first_open(desk.books.entries.get(Book.ASSOCIATION, ()))
    for statement in statements:
        if statement.currency not in ("", _CURRENCY):
            raise CurrencyError(source.place(), statement.currency)
        account = own_account(statement, source, desk)
        already = Booked(desk.books, account, statement.source)
        teller = _Teller(source, desk, items, waiting, account, already, open_from)
        rows += sum(1 for entry in statement.entries if entry.amount)
        fresh = teller.vouchers(statement)
        vouchers += fresh
        findings += [Finding("bank-warning", Severity.WARNING, text, source.place()) for text in statement.warnings]
        findings += bank_balances(statement, account, vouchers, source, desk)
    findings += _unmatched(vouchers, source, desk)
    return Drafted(tuple(vouchers), rows, len(vouchers), rows - len(vouchers), tuple(findings))


def own_account(statement: BankStatement, source: Source, desk: Desk) -> str:
    """The account of the books a statement is of; the only one there is when the rules give no numbers.

    :raises BankAccountUnknownError: when they give numbers, and not this one.
    """
    if not desk.rules.accounts.bank_accounts:
        return desk.role("bank", source.place())
    account = desk.rules.accounts.own_bank_account(statement.account)
    if account is None:
        raise BankAccountUnknownError(source.place(), statement.account)
    return desk.account(Book.ASSOCIATION, account, source.place())


@dataclass(frozen=True, slots=True)
class _Counter:
    """A counter line of the bank's: where the money came from or went, and the sentence for it."""

    line: Line
    says: str
    observed: bool = False


@dataclass(frozen=True)
class _Teller:
    """Books one file's entries against what is open."""

    source: Source
    desk: Desk
    items: OpenItems
    waiting: tuple[OpenItem, ...]
    """What is on the observation account."""
    account: str
    """The bank account the entries are on."""
    already: Booked
    open_from: dt.date

    def vouchers(self, statement: BankStatement) -> list[Voucher]:
        """The vouchers of the entries that are not booked."""
        identities = Identities(statement.source.value)
        found: list[Voucher] = []
        for entry in statement.entries:
            if not entry.amount:
                continue
            identity = _identity(statement, entry, identities)
            place = self.source.place(entry.ordinal)
            if self.desk.known.holds(identity, None, place):
                continue
            self.desk.check_year(entry.booked, place)
            same = self._same(entry, identity)
            voucher = self._explained(entry, identity, same) if same else self._voucher(entry, identity)
            if voucher is not None:
                self.desk.known.add(identity, voucher_weight(voucher))
                found.append(voucher)
        return found

    def _same(self, entry: BankEntry, identity: str) -> Sequence[Posting]:
        """What the books already have of ``entry``: a debt that says its reference is stronger than an amount."""
        own, rest = identity.split(":", 1)
        for other in BankSource:
            twin = self.already.of_identity(f"{other.value}:{rest}") if other.value != own else None
            if twin is not None:
                return (twin,)
        found = self.already.of_bank(entry) or self.already.by_reference(entry)
        if found is not None:
            return (found,)
        if any(matching.by_reference(detail, self.items, self.desk.rules) for detail in entry.details):
            return ()
        return self.already.by_amount(entry)

    def _explained(self, entry: BankEntry, identity: str, same: Sequence[Posting]) -> Voucher | None:
        """What a notification says of a lump that waits: its payments clear what they pay; None when there is none."""
        observation = self.desk.rules.accounts.role("observation")
        keys = {posting.key for posting in same}
        if sum(item.left for item in self.waiting if item.voucher in keys) != -entry.amount:
            return None
        counters = [counter for counter in self._counters(entry) if not counter.observed]
        if not counters:
            return None
        moved = -sum(counter.line.amount for counter in counters)
        first = same[0]
        says = Line(observation, moved, filled({"reference": first.reference, "counterparty": first.counterparty}))
        return self._of_counters(entry, identity, says, counters)

    def _voucher(self, entry: BankEntry, identity: str) -> Voucher:
        return self._of_counters(entry, identity, Line(self.account, entry.amount), self._counters(entry))

    def _of_counters(self, entry: BankEntry, identity: str, first: Line, counters: Sequence[_Counter]) -> Voucher:
        shared, lines = shared_meta([counter.line for counter in counters])
        payees = list(dict.fromkeys(counter.line.meta.get("counterparty", "") for counter in counters))
        value_date = entry.value_date or entry.booked
        late = entry.booked < self.open_from  # then “event” is to keep the bank's own day (contracts.md section 4)
        meta = {
            **self.source.meta(entry.ordinal, identity),
            "event": value_date.isoformat() if value_date != entry.booked and not late else "",
            **shared,
        }
        says = list(dict.fromkeys(counter.says for counter in counters))
        return Voucher(
            book=Book.ASSOCIATION,
            date=entry.booked,
            payee=(payees[0] or None) if len(payees) == 1 else None,
            narration="; ".join(says) if len(says) <= _SAID_IN_FULL else narration.several_paid(len(counters)),
            lines=(first, *lines),
            flag="!" if any(counter.observed for counter in counters) else "*",
            meta=filled(meta),
        )

    def _counters(self, entry: BankEntry) -> list[_Counter]:
        """Each payment on its own; when that leaves something over, the entry as a whole; else what is left waits."""
        mark = self.items.mark()
        counters = [c for detail in entry.details for c in self._of(detail, entry)]
        if len(entry.details) > 1 and any(counter.observed for counter in counters):
            kept = self.items.mark()
            self.items.back(mark)
            together = self._of(matching.whole(entry), entry)
            if not any(counter.observed for counter in together):
                return together
            self.items.back(kept)
        return counters

    def _of(self, detail: BankDetail, entry: BankEntry) -> list[_Counter]:
        sure = matching.match(detail, entry.booked, self.items, self.desk.rules, sure=True)
        if sure:
            return [self._clear(clearing, detail, entry) for clearing in sure]
        own = self.desk.rules.accounts.own_bank_account(detail.counterparty_id)
        if own is not None and own != self.account:
            line = Line(own, -detail.amount, filled(_detail_meta(detail)))
            return [_Counter(line, narration.own_accounts())]
        text = _bank_text(detail, entry, self.desk)
        if text is not None:
            account = self.desk.account(Book.ASSOCIATION, text.account, self.source.place(entry.ordinal))
            meta = filled({"party": text.party or "", **_detail_meta(detail)})
            return [_Counter(Line(account, -detail.amount, meta), self._says_of(account, detail, entry))]
        unique = matching.match(detail, entry.booked, self.items, self.desk.rules, sure=False)
        if unique:
            return [self._clear(clearing, detail, entry) for clearing in unique]
        return [self._observe(detail.amount, detail, entry)]

    def _clear(self, clearing: Clearing, detail: BankDetail, entry: BankEntry) -> _Counter:
        item = clearing.item
        if item is None:
            return self._observe(clearing.amount, detail, entry)
        item.left -= clearing.amount
        meta = {**_detail_meta(detail), "reference": item.reference, "service": item.service, "party": item.party}
        if item.role == "net_wages":
            # who is paid stands in the payroll system
            meta["counterparty"] = ""
        return _Counter(Line(item.account, -clearing.amount, filled(meta)), self._says(item))

    def _observe(self, amount: int, detail: BankDetail, entry: BankEntry) -> _Counter:
        account = self.desk.role("observation", self.source.place(entry.ordinal))
        text = detail.text or entry.text or detail.counterparty
        line = Line(account, -amount, filled(_detail_meta(detail)))
        return _Counter(line, narration.unmatched(mask(text)), observed=True)

    def _says(self, item: OpenItem) -> str:
        if item.role == "receivable":
            member = next((p.name for p in self.desk.rules.participants if p.id == item.party), item.party)
            return narration.contribution_paid(member, item.service)
        if item.role == "requisition_debt":
            return narration.requisition_paid(item.reference)
        if item.role == "suppliers":
            return narration.supplier_paid(item.reference)
        return narration.wages_paid() if item.role == "net_wages" else narration.debt_paid(item.reference)

    def _says_of(self, account: str, detail: BankDetail, entry: BankEntry) -> str:
        if account == self.desk.rules.accounts.role("tax_account"):
            return narration.tax_account_moved(paid_in=detail.amount < 0)
        return narration.bank_row(mask(detail.text or entry.text or detail.counterparty))


def _unmatched(vouchers: Sequence[Voucher], source: Source, desk: Desk) -> list[Finding]:
    """A finding per line that waits on the observation account."""
    account = desk.rules.accounts.role("observation")
    return [
        Finding(
            "bank-unmatched",
            Severity.WARNING,
            _("{amount} kr on {day} matches nothing and waits on the observation account: {text}").format(
                amount=kronor(-line.amount), day=voucher.date, text=voucher.narration
            ),
            place=source.place(int(voucher.meta["row"])),
            remedy=_("Find out what it is; the debt that comes later clears it, or a voucher of your own."),
        )
        for voucher in vouchers
        if voucher.flag == "!"
        for line in voucher.lines
        if line.account == account
    ]


def _identity(statement: BankStatement, entry: BankEntry, identities: Identities) -> str:
    if entry.bank_reference:
        return identities.by_reference(statement.account, entry.booked.isoformat(), entry.bank_reference)
    details = ";".join(f"{d.amount} {' '.join(d.references)} {d.counterparty} {d.text}" for d in entry.details)
    return identities.by_content(
        statement.account, entry.booked.isoformat(), ledger_text(entry.amount), entry.text, details
    )


def _detail_meta(detail: BankDetail) -> dict[str, str]:
    """What the bank says of a payment; the reference is the first it gives that may be one, not a greeting."""
    reference = next((r for r in detail.references if any(c.isdigit() for c in r)), "")
    return {"reference": mask(reference), "counterparty": mask(detail.counterparty)}


def _bank_text(detail: BankDetail, entry: BankEntry, desk: Desk) -> BankText | None:
    said = names.fold(f"{entry.text} {detail.text} {detail.counterparty} {detail.counterparty_id}")
    direction = "in" if detail.amount > 0 else "out"
    return next(
        (
            text
            for text in desk.rules.accounts.bank_texts
            if text.direction in ("", direction) and names.fold(text.text) in said
        ),
        None,
    )
