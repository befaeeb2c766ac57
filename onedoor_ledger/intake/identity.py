"""The identity of a row: source kind + its own reference, else its normalised content; plus its place among equals.

Contract: contracts.md section 3. Identities stand as metadata in the ledger; there is no state file. Two equal rows
of one file are two events; the same row in a later file is the same event.
"""

from __future__ import annotations

import hashlib
from collections import Counter

from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import Place
from onedoor_ledger.intake.errors import RowChangedError
from onedoor_ledger.intake.postings import imported

_DIGEST_LENGTH = 16


class Identities:
    """Gives each row of one file its identity."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._seen: Counter[str] = Counter()

    def by_reference(self, *parts: str) -> str:
        """The identity of a row with a reference of its own."""
        return self._ordinal(":".join((self._kind, *(_normal(p) for p in parts))))

    def by_content(self, *parts: str) -> str:
        """The identity of a row that has no reference: a digest of what it says."""
        text = "\x1f".join(_normal(p) for p in parts)
        digest = hashlib.sha256(text.encode()).hexdigest()[:_DIGEST_LENGTH]
        return self._ordinal(f"{self._kind}:{digest}")

    def _ordinal(self, base: str) -> str:
        self._seen[base] += 1
        ordinal = self._seen[base]
        return base if ordinal == 1 else f"{base}#{ordinal}"


class Known:
    """The rows already booked, in the ledger or earlier in the batch, with what each weighs there.

    A row whose voucher an undo has taken back is not booked: the same file can be imported again.
    """

    def __init__(self, books: Books) -> None:
        self._weights: Counter[str] = Counter()
        self._vouchers: dict[str, str] = {}
        for posting in imported(books):
            self._weights[posting.identity] += abs(posting.amount)
            self._vouchers.setdefault(posting.identity, posting.key)

    def holds(self, identity: str, weight: int | None, place: Place) -> bool:
        """Whether the row is booked; ``weight`` is the sum of its lines' absolute amounts, None not to compare.

        :raises RowChangedError: when it is booked with another amount: a correction the treasurer decides on.
        """
        if identity not in self._weights:
            return False
        if weight is not None and weight != self._weights[identity]:
            raise RowChangedError(place, self._vouchers.get(identity, ""))
        return True

    def booked_as(self, identity: str) -> str | None:
        """The key of the voucher that holds ``identity``, '' when this batch books it; None when nothing does."""
        return self._vouchers.get(identity, "") if identity in self._weights else None

    def weight(self, identity: str) -> int:
        """The sum of the absolute amounts of the row's lines; 0 of a row that is not booked."""
        return self._weights[identity]

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """The identities of one source kind, in the order met."""
        return tuple(identity for identity in self._weights if identity.startswith(f"{kind}:"))

    def add(self, identity: str, weight: int) -> None:
        """Remember a row this batch books."""
        self._weights[identity] = weight


def _normal(text: str) -> str:
    return " ".join(text.split()).casefold()
