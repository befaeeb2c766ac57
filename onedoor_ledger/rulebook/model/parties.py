"""The förbund, who takes part in it, where they meet the person, and what members pay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model.dated import Dated
from onedoor_ledger.rulebook.model.statements import WindingUp
from onedoor_ledger.texts import _


@dataclass(frozen=True, slots=True)
class FoldOnImport:
    """Leave to fold files with persons here: the decision to destroy them after, and the agreement with the parties."""

    decision: str
    agreement: str


@dataclass(frozen=True, slots=True)
class Archive:
    """Where what the books rest on is kept to the end of the seventh year (BFL 7:2): Sweden, or the EU if notified."""

    place: str
    country: str
    """Two letters: ``SE``."""
    notified: str
    """When Skatteverket was told of a place outside Sweden (BFL 7:3 a); '' when it was not, or need not be."""
    source: str


@dataclass(frozen=True, slots=True)
class Association:
    """The förbund itself (``rules/association.toml``)."""

    id: str
    name: str
    orgnr: str
    invented: bool
    first_year: int
    commit: bool
    """Whether each write becomes a git commit."""
    small_cell: int
    """Cells counting fewer than this many persons are never shown."""
    bankgiro: str = ""
    """Where members pay: printed in the letters of a call; '' when the rules name none."""
    fold_on_import: FoldOnImport | None = None
    """None, as nearly everywhere: a file with persons is refused (domain.md section 6)."""
    winding_up: WindingUp | None = None
    """How förbundsordningen shares what is left when the förbund ends; None when the rules do not say."""
    archive: Archive | None = None
    """None until somebody has written where the archive is stored."""

    @property
    def printed(self) -> str:
        """The name as it stands on everything a reader meets: an invented förbund says so."""
        return _("{name} (invented)").format(name=self.name) if self.invented else self.name


class PartyKind(StrEnum):
    """The four parties of the law in subtotals; a site party takes part at a front door without being a member."""

    STATE = "state"
    REGION = "region"
    MUNICIPALITIES = "municipalities"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Population:
    """Inhabitants on a day, with the source."""

    on: dt.date
    inhabitants: int
    source: str


@dataclass(frozen=True, slots=True)
class Participant:
    """A member or a site party (``rules/parties.toml``)."""

    id: str
    name: str
    """Full name as printed: "Granåsa kommun"."""
    short: str
    """The component that stands for it in account names: "Granåsa", "FK"."""
    orgnr: str
    kind: PartyKind
    pays_for: str | None = None
    """The member whose contribution this member's part is paid in (FK pays AF's part, FL 5 §)."""
    outside_region: bool = False
    """A kommun outside any region (Gotland, FL 5 a §)."""
    population: tuple[Population, ...] = ()
    source: str = ""
    code: str = ""
    """Its code in official statistics: four digits for a kommun, two for a region; '' when the rules name none."""

    @property
    def member(self) -> bool:
        """Whether it is a member in law, with a contribution and a share in equity."""
        return self.kind is not PartyKind.SITE


@dataclass(frozen=True, slots=True)
class Site:
    """A front door: a place the parties share, and its host."""

    id: str
    name: str
    host: str
    participants: tuple[str, ...]
    dated: Dated


class LocalKey(StrEnum):
    """How kommuner (or regions) share their own part between them."""

    FIXED = "fixed"
    POPULATION = "population"
    EQUAL = "equal"


@dataclass(frozen=True, slots=True)
class Instalment:
    """One call of contributions: its period, when it is booked, when it falls due, and its part of the year."""

    period: Period
    called: dt.date
    due: dt.date
    numerator: int = 1
    denominator: int = 4


@dataclass(frozen=True, slots=True)
class ContributionRule:
    """A year's contributions by the board's decision, shared by FL 5-5 a §§.

    The pool is shared between the parties first, each party's part between its members by its local key, in whole
    kronor; ``instalments`` says when which part of a year falls due.
    """

    year: int
    pool: int
    """Öre, all members together."""
    unit: int
    """The unit shares are rounded to: 100 for whole kronor."""
    municipal_key: LocalKey
    regional_key: LocalKey
    weights: Mapping[str, int]
    """Fixed weights by member id, where a local key is ``fixed``."""
    population_on: dt.date | None
    decided: str
    source: str
    instalments: tuple[Instalment, ...]
