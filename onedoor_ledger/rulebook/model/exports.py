"""What the parties report, in which words and columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SupportState:
    """What a person lives on (``rules/states.toml``)."""

    id: str
    name: str
    component: str
    """The account component: "Försörjningsstöd"."""
    payer: str | None
    """The purse that pays; None for work and studies."""
    leaves: bool
    """Whether reaching it means the person has left the measure (an account under Avslutade)."""
    good_end: bool
    """Whether it counts as work or studies."""
    group: str = ""
    """The :class:`StateGroup` it belongs to, '' when none: what a count too small for the state is booked under."""


@dataclass(frozen=True, slots=True)
class StateGroup:
    """Support states that are told together when few stand in each (``rules/states.toml``)."""

    id: str
    name: str
    component: str
    """The account component: "Ohälsa"."""


@dataclass(frozen=True, slots=True)
class SpendingKind:
    """A benefit or cost a party reports on the target group, and the account it is booked on in the parties' book."""

    id: str
    name: str
    component: str
    financed_by: str
    """The purse that bears it: ``own`` (the participant that reports it), a member id, ``state_appropriation``,
    ``akassa`` …"""
    in_kind: bool = False
    reported_by: tuple[str, ...] = ()
    """The participants that report it."""


@dataclass(frozen=True, slots=True)
class Profile:
    """``importers/NAME.toml``: how one export is recognised and which of its columns mean what."""

    name: str
    kind: str
    """``requisitions``, ``spending``, ``door``, ``transitions`` or ``bank``."""
    format: str
    """``csv`` or ``xlsx``."""
    sender: str
    """The participant whose export it is; '' for a bank's."""
    filename: str
    """A glob the file's name must match."""
    title: str
    sheet: str | None
    encoding: str | None
    delimiter: str | None
    decimal: str
    dates: str
    """``strptime`` pattern of date columns; months as ``%Y-%m`` or ``%Y%m``."""
    columns: Mapping[str, str]
    """What a value means to the header it stands under."""
    values: Mapping[str, Mapping[str, str]]
    """Per meaning: the file's word to the rulebook's id ("Försörjningsstöd" to "aid")."""
    skip: Mapping[str, tuple[str, ...]]
    """Per header: cell texts (lower case, prefix) whose rows are totals, not data."""
    fixed: Mapping[str, str]
    """Meanings every row shares (the party, the site)."""
    header: tuple[str, ...] = ()
    """The whole header row when the file is known by it, whatever its name; empty: by name and ``columns``."""
    pending: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Per header: cell texts (lower case, prefix; '' for an empty cell) of bank rows that are not booked yet."""
    three_decimals: bool = False
    """Whether amounts may have three decimals, the last of them 0, as some banks write (``2762.720``)."""
    keep: tuple[str, ...] = ()
    """Meanings that stand on the voucher as they are: cost type, hours, evidence, attest, status."""
    shipped: bool = False
    """Whether it came with the program: a workspace's own profile of the same name takes its place."""
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Per header: the cell texts (lower case, whole) whose rows are read; other rows are parts or totals of them."""
    unit: str = "kr"
    """``kr``, or ``tkr`` where amounts are written in thousands."""
