"""Rules for what the parties bear together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from onedoor_ledger.errors import Place
from onedoor_ledger.rulebook.model.dated import Dated
from onedoor_ledger.rulebook.model.key_text import Told, key_text, key_text_before
from onedoor_ledger.rulebook.model.keys import Basis, Key, KeyGroup, Settle, participants_of
from onedoor_ledger.voucher import Book

_KEYS = Place("rules/keys.toml")
_BY_PLACE = 11
"""How many parts of a decision are known by their place."""


class Scope(StrEnum):
    """Which book's costs a sharing rule may touch."""

    ASSOCIATION = "association"
    PARTIES = "parties"


@dataclass(frozen=True, slots=True)
class SharingRule:
    """A version of a sharing rule (``rules/keys.toml``): scope, bearer, agreement and VAT have no defaults.

    ``accounts`` are exact accounts or prefixes ending in ``:``; ``measures``, ``sites`` and ``cost_types`` narrow
    them, empty for all.
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
    """The kind of key, as written: ``fixed``, ``capped`` …"""
    weights: Mapping[str, int]
    """Constant integer weights by participant id, in the order that breaks ties: the key's own, or those costs are
    shared by on account. Empty for a key that is worked out per period."""
    shares_to: Mapping[str, str]
    """Account templates with ``{party}`` for a participant's short name and ``{bearer}``:
    ``cost``, ``debt``, ``claim``, ``passed_on`` and, with VAT, ``vat_out``, ``vat_in``. Empty for
    scope ``association``: those shares are never booked."""
    groups: tuple[KeyGroup, ...] = ()
    """Only for the nested ``statutory`` key: the parties with their members inside. ``weights`` are then both levels
    as one weight per member over a common denominator."""
    terms: Key | None = None
    """The key of a rule that is worked out per period, or that on-account shares are trued up to."""
    basis: Basis = Basis.OUTCOME
    settle: Settle | None = None
    """None: whenever costs are shared."""
    measures: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    cost_types: tuple[str, ...] = ()
    revision: int = 1
    """A later revision holds instead of an earlier one on the days both cover: a key changed backward."""
    place: Place = _KEYS
    """Where the row stands."""

    @property
    def version(self) -> str:
        """``id@2026-01-01``: names this version in metadata; ``id@2026-01-01.2`` for a second revision."""
        return f"{self.id}@{self.dated.start}" + (f".{self.revision}" if self.revision > 1 else "")

    @property
    def participants(self) -> tuple[str, ...]:
        """Everybody who can bear something under the rule, in the order of ties."""
        return tuple(dict.fromkeys([*self.weights, *(participants_of(self.terms) if self.terms else ())]))

    @property
    def per_line(self) -> bool:
        """Whether each cost is shared by itself, with carry, as it comes (contracts.md section 4)."""
        return bool(self.weights)

    @property
    def digest(self) -> str:
        """SHA-256 of what the version decides (contracts.md section 4): not ``to``, title, agreement or source.

        Two versions with the same digest split every cost alike; a ``to`` or a better title changes no split.
        """
        return hashlib.sha256(self.decided.encode()).hexdigest()

    @property
    def decided(self) -> str:
        """What the version decides, as a JSON array: what :attr:`digest` is taken of.

        Eleven parts by place, then named pairs of what few rules have. A part that comes later is a named pair,
        written only where a rule says something by it: what is sealed stays as it was.
        """
        return self._decided(key_text(self.terms) if self.terms else "")

    def decided_as(self, sealed: str) -> str:
        """What the version decides, in the form that ``sealed`` is written in: an earlier one of the key's, or ours."""
        pairs = json.loads(sealed)[_BY_PLACE:]
        before = any(name == "terms" and isinstance(value, str) for name, value in pairs)
        return self._decided(key_text_before(self.terms)) if before and self.terms else self.decided

    def _decided(self, terms: Told) -> str:
        decided: list[object] = [
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
        decided += [
            [name, value]
            for name, value in (
                ("terms", terms),
                ("basis", "" if self.basis is Basis.OUTCOME else self.basis.value),
                ("settle", self.settle.value if self.settle else ""),
                ("measures", sorted(self.measures)),
                ("sites", sorted(self.sites)),
                ("cost_types", sorted(self.cost_types)),
                ("revision", self.revision if self.revision > 1 else ""),
            )
            if value
        ]
        return json.dumps(decided, ensure_ascii=False)
