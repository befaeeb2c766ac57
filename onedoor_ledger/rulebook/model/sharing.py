"""Keys for what the parties bear together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from onedoor_ledger.rulebook.model.dated import Dated
from onedoor_ledger.voucher import Book


class Scope(StrEnum):
    """Which book's costs a sharing rule may touch."""

    ASSOCIATION = "association"
    PARTIES = "parties"


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """One party of a nested key: its weight between the parties, and (member id, weight) inside it."""

    id: str
    weight: int
    members: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SharingRule:
    """A version of a sharing rule (``rules/keys.toml``): scope, bearer, agreement and VAT have no defaults.

    Key kinds: ``fixed`` (integer ``weights``), ``equal``, ``statutory`` (FL 5 §, two levels),
    ``population``. ``accounts`` are exact accounts or prefixes ending in ``:``.
    """

    id: str
    dated: Dated
    title: str
    scope: Scope
    bearer: str
    agreement: str
    vat: str
    """``none`` or a rate in per cent as text."""
    book: Book
    site: str | None
    accounts: tuple[str, ...]
    key: str
    weights: Mapping[str, int]
    """Resolved integer weights by participant id, in the order that breaks ties."""
    shares_to: Mapping[str, str]
    """Account templates with ``{party}`` for a participant's short name and ``{bearer}``:
    ``cost``, ``debt``, ``claim``, ``passed_on`` and, with VAT, ``vat_out``, ``vat_in``. Empty for
    scope ``association``: those shares are never booked."""
    groups: tuple[KeyGroup, ...] = ()
    """Only for the nested ``statutory`` key: the parties with their members inside. ``weights`` are then both levels
    as one weight per member over a common denominator."""

    @property
    def version(self) -> str:
        """``id@2026-01-01``: names this version in metadata."""
        return f"{self.id}@{self.dated.start}"

    @property
    def digest(self) -> str:
        """SHA-256 of what the version decides (contracts.md section 4): not ``to``, title, agreement or source.

        Two versions with the same digest split every cost alike; a ``to`` or a better title changes no split.
        """
        decided = [
            self.id,
            str(self.dated.start),
            self.scope.value,
            self.bearer,
            self.book.value,
            self.site or "",
            sorted(self.accounts),
            self.key,
            list(self.weights.items()),
            [[group.id, group.weight, list(group.members)] for group in self.groups],
            self.vat,
        ]
        return hashlib.sha256(json.dumps(decided, ensure_ascii=False).encode()).hexdigest()
