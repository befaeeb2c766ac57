"""A SIE file against what was booked from earlier ones: what is new, what was changed or removed at the source.

Nothing is edited: what differs becomes a correcting voucher of today's date (bookkeeping.md section 3, event 12),
shown like every other voucher and booked with the rest. A correction carries the identity of what it corrects and a
digest of the state it leads to, so that the same file again finds nothing more to do.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.lines import filled
from onedoor_ledger.intake.model import Source
from onedoor_ledger.intake.postings import of_book
from onedoor_ledger.money import kronor
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book, Line, Voucher, clean

_CORRECTION = "~"
_DIGEST_LENGTH = 12


@dataclass(frozen=True)
class Booked:
    """What one voucher of a SIE file is in the books, corrections of it included."""

    identity: str
    key: str
    """The voucher it was booked as first."""
    day: str
    reference: str
    amounts: Counter[str] = field(default_factory=Counter)
    """Öre per account."""

    @property
    def told(self) -> str:
        """``A 2 (2026-V3)``: as the sender and as we call it."""
        return f"{self.reference} ({self.key})" if self.reference else self.key


class Earlier:
    """What is booked from SIE files whose rows have identities beginning with ``prefix``, by identity."""

    def __init__(self, books: Books, prefix: str) -> None:
        self._found: dict[str, Booked] = {}
        meant: dict[str, str] = {}
        for posting in of_book(books, Book.ASSOCIATION):
            identity = posting.identity.partition(_CORRECTION)[0]
            if not posting.identity:
                # A correction made by hand names the voucher; one of ours has the identity besides.
                identity = meant.get(posting.corrects, "")
            if not identity.startswith(prefix):
                continue
            meant[posting.key] = identity
            if identity not in self._found:
                day = posting.date.isoformat()
                self._found[identity] = Booked(identity, posting.key, day, posting.reference)
            self._found[identity].amounts[posting.account] += posting.amount

    def get(self, identity: str) -> Booked | None:
        """What has ``identity``; None when it is new."""
        return self._found.get(clean(identity))

    def __iter__(self) -> Iterator[Booked]:
        return iter(self._found.values())

    def __bool__(self) -> bool:
        return bool(self._found)


@dataclass(frozen=True)
class Corrections:
    """Makes the correcting vouchers of one file and says why."""

    source: Source
    desk: Desk

    def changed(self, booked: Booked, lines: Sequence[Line], row: int | None) -> tuple[Voucher, Finding] | None:
        """What leads from ``booked`` to ``lines``; None when they are the same already."""
        wanted: Counter[str] = Counter()
        for line in lines:
            wanted[line.account] += line.amount
        changes = _changes(booked.amounts, wanted)
        if not changes:
            return None
        rows = "; ".join(
            f"{account} {kronor(booked.amounts[account])} → {kronor(wanted[account])}" for account in changes
        )
        finding = Finding(
            "sie-changed",
            Severity.WARNING,
            _("{voucher} has been changed at the source: {rows}.").format(voucher=booked.told, rows=rows),
            self.source.place(row),
            _("A correcting voucher is among those shown. Ask why; take the file out if the change is wrong."),
        )
        text = _("Correction of {voucher}: changed at the source").format(voucher=booked.told)
        return self._voucher(booked, changes, wanted, text), finding

    def removed(self, booked: Booked) -> tuple[Voucher, Finding] | None:
        """What takes ``booked`` back; None when nothing of it is left."""
        changes = _changes(booked.amounts, {})
        if not changes:
            return None
        rows = "; ".join(f"{account} {kronor(-change)}" for account, change in changes.items())
        finding = Finding(
            "sie-removed",
            Severity.WARNING,
            _("{voucher} of {day} is no longer in the file: {rows}.").format(
                voucher=booked.told, day=booked.day, rows=rows
            ),
            self.source.place(),
            _("A voucher that takes it back is among those shown. A booked voucher may not vanish: ask the sender."),
        )
        text = _("Correction of {voucher}: removed at the source").format(voucher=booked.told)
        return self._voucher(booked, changes, {}, text), finding

    def _voucher(self, booked: Booked, changes: Mapping[str, int], wanted: Mapping[str, int], text: str) -> Voucher:
        state = ";".join(f"{account} {amount}" for account, amount in sorted(wanted.items()) if amount)
        digest = hashlib.sha256(f"{booked.key}\x1f{state}".encode()).hexdigest()[:_DIGEST_LENGTH]
        meta = {
            "source": self.source.digest,
            "identity": f"{booked.identity}{_CORRECTION}{digest}",
            "document": self.source.document,
            "corrects": booked.key,
            "reference": booked.reference,
        }
        lines = tuple(Line(account, change) for account, change in changes.items())
        return Voucher(Book.ASSOCIATION, self.desk.today, text, lines, meta=filled(meta))


def _changes(now: Mapping[str, int], wanted: Mapping[str, int]) -> dict[str, int]:
    """What each account lacks, in the order of the books, then of the file."""
    accounts = dict.fromkeys([*now, *wanted])
    return {account: lacks for account in accounts if (lacks := wanted.get(account, 0) - now.get(account, 0))}
