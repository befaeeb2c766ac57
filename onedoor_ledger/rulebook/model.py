"""What ``rules/`` says, as frozen values. Amounts are öre, weights whole numbers, dates inclusive.

Ids are written in the rules (never derived), ASCII, unique over the whole rulebook; ``society``, ``total``,
``party`` and ``previous`` are reserved (contracts.md section 5).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from onedoor_ledger.period import Period
from onedoor_ledger.voucher import Book


@dataclass(frozen=True, slots=True)
class Dated:
    """When a rule holds; ``end`` None means until further notice. ``source`` says who decided or published it."""

    start: dt.date
    end: dt.date | None
    source: str

    def covers(self, day: dt.date) -> bool:
        """Whether the rule holds on ``day``."""
        return self.start <= day and (self.end is None or day <= self.end)


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


class PartyKind(StrEnum):
    """The four parties of the law in subtotals; a site party takes part at a front door without being a member."""

    STATE = "state"
    REGION = "region"
    MUNICIPALITIES = "municipalities"
    SITE = "site"


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

    @property
    def member(self) -> bool:
        """Whether it is a member in law, with a contribution and a share in equity."""
        return self.kind is not PartyKind.SITE


@dataclass(frozen=True, slots=True)
class Population:
    """Inhabitants on a day, with the source."""

    on: dt.date
    inhabitants: int
    source: str


class LocalKey(StrEnum):
    """How kommuner (or regions) share their own part between them."""

    FIXED = "fixed"
    POPULATION = "population"
    EQUAL = "equal"


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


@dataclass(frozen=True, slots=True)
class Instalment:
    """One call of contributions: its period, when it is booked, when it falls due, and its part of the year."""

    period: Period
    called: dt.date
    due: dt.date
    numerator: int = 1
    denominator: int = 4


class MeasureKind(StrEnum):
    """The triad boards think in has these two and the administration."""

    INDIVIDUAL = "individual"
    STRUCTURAL = "structural"


@dataclass(frozen=True, slots=True)
class AgreedAmount:
    """What one receiving party is to have under an agreement, per service period, in öre."""

    party: str
    amounts: tuple[tuple[Period, int], ...]

    def for_period(self, period: Period) -> int:
        """Öre agreed for exactly ``period``; 0 when nothing is."""
        return sum(amount for span, amount in self.amounts if span == period)


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement on a measure: who cooperates, who receives what, when it holds."""

    id: str
    dated: Dated
    cooperating: tuple[str, ...]
    recipients: tuple[AgreedAmount, ...]
    accrue: bool = True
    """Whether what has not been requisitioned at a reporting date is accrued (not where the measure is bought)."""


@dataclass(frozen=True, slots=True)
class Measure:
    """An insats (``rules/measures.toml``)."""

    id: str
    code: str
    name: str
    kind: MeasureKind
    site: str | None
    planned: Mapping[int, int]
    """Planned participations by year; empty for structural measures."""
    agreements: tuple[Agreement, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """A front door: a place the parties share, and its host."""

    id: str
    name: str
    host: str
    participants: tuple[str, ...]
    dated: Dated


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One row of ``rules/accounts.toml``: konto + dimensions to one account of the association's book.

    ``role`` names what the engine uses the account for; see :data:`ROLES`.
    """

    account: str
    konto: str
    role: str | None = None
    party: str | None = None
    parties: tuple[str, ...] = ()
    """Receiving parties whose requisitions for ``measure`` are booked here."""
    measure: str | None = None
    line: str | None = None
    """The budget line the account belongs to."""


ROLES: Mapping[str, str] = {
    "bank": "the transaction account at the bank",
    "tax_account": "skattekonto",
    "receivable": "a member's contribution due (per party)",
    "contribution": "contribution income (per party)",
    "prepaid_contribution": "contributions paid before they are called",
    "requisition_debt": "requisitions received and unpaid (per party)",
    "measure_cost": "cost of a measure, by receiving party",
    "accrued_measure": "measures' cost not yet requisitioned",
    "accrued_other": "other accrued cost",
    "repayment_claim": "what a party is to pay back",
    "repaid": "unused money of a closed year paid back",
    "advance": "advances to parties",
    "suppliers": "suppliers' invoices unpaid",
    "net_wages": "net wages to pay",
    "withheld_tax": "tax withheld",
    "employer_fee": "employer's fees to pay",
    "vat_refundable": "input VAT to be refunded",
    "vat_applied": "VAT refund applied for",
    "rounding": "öresavrundning",
    "interest_income": "interest received",
    "interest_cost": "interest paid",
    "bank_fee": "the bank's fees",
    "observation": "bank rows that match nothing yet",
    "opening_equity": "equity at the start",
}


@dataclass(frozen=True, slots=True)
class SiePosting:
    """How a SIE 4I file's konto becomes another: payroll's bank line becomes the net-wage debt (bookkeeping.md 2)."""

    kind: str
    """Which profile of SIE file the row is for: ``payroll`` or ``invoices``."""
    konto: str
    becomes: str


@dataclass(frozen=True, slots=True)
class BankText:
    """A bank row that says itself what it is: fees, interest, Skatteverket (``[[bank_text]]`` in accounts.toml)."""

    text: str
    """Found in the row's text or counterparty, whatever the case."""
    account: str
    direction: str = ""
    """``in``, ``out`` or, for both, ''."""
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Accounts:
    """``rules/accounts.toml``: the map between konto numbers, dimensions, roles and accounts."""

    rows: tuple[AccountRow, ...]
    sie: tuple[SiePosting, ...]
    sie_dimensions: Mapping[str, str]
    """SIE dimension number to what it means here: ``measure`` or ``party``."""
    sie_objects: Mapping[tuple[str, str], str]
    """(dimension number, object number) to an id of the rulebook."""
    bank_texts: tuple[BankText, ...] = ()
    """Bank rows that clear no debt but say what they are; the first that fits counts."""

    def role(self, role: str, *, party: str | None = None, measure: str | None = None) -> str:
        """The one account of ``role`` (for ``party``, ``measure``).

        :raises onedoor_ledger.rulebook.errors.RoleError: when there is none or several.
        """
        from onedoor_ledger.rulebook.errors import RoleError

        found = [
            row.account
            for row in self.rows
            if row.role == role
            and (party is None or row.party == party or party in row.parties)
            and (measure is None or row.measure == measure)
        ]
        if len(found) != 1:
            raise RoleError(role, party=party, measure=measure, found=found)
        return found[0]


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A line's budget for the four quarters of a year, in öre. Income and cost both positive."""

    id: str
    name: str
    group: str
    """``income``, ``individual``, ``structural`` or ``administration``."""
    quarters: tuple[int, int, int, int]

    @property
    def year(self) -> int:
        """The whole year's budget."""
        return sum(self.quarters)


@dataclass(frozen=True, slots=True)
class Revision:
    """A decided change of a line's budget during the year: its new quarters, in öre."""

    line: str
    on: dt.date
    decided: str
    quarters: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Comment:
    """The treasurer's dated comment on a line: cause and decision."""

    line: str
    on: dt.date
    cause: str
    decision: str
    by: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """The treasurer's dated forecast of a line's whole year, in öre."""

    line: str
    on: dt.date
    amount: int
    by: str


@dataclass(frozen=True, slots=True)
class Budget:
    """``rules/budget/YEAR.toml``: the adopted budget with revisions already applied, comments and forecasts."""

    year: int
    decided: str
    lines: tuple[BudgetLine, ...]
    comments: tuple[Comment, ...]
    forecasts: tuple[Forecast, ...]
    deficit_motive: str | None
    revisions: tuple[Revision, ...] = ()
    """Already applied to ``lines``, by date; kept so that a report can say what changed."""

    def line(self, id: str) -> BudgetLine | None:
        """The line ``id``, None when the budget has none."""
        return next((line for line in self.lines if line.id == id), None)


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal for god ekonomisk hushållning (KL 11:1, 11:6). ``measure`` names what is followed up.

    ``equity_share``: equity's part of the year's contributions in per cent between ``low`` and ``high``;
    ``participations``: part of planned participations reached, at least ``low`` per cent; ``text``: followed up in
    words.
    """

    id: str
    title: str
    kind: str
    """``financial`` or ``operational``."""
    measure: str
    low: int | None
    high: int | None
    dated: Dated


@dataclass(frozen=True, slots=True)
class PlanYear:
    """One year of the three-year plan: income, cost and equity at its end, in öre."""

    year: int
    income: int
    cost: int
    equity: int
    decided: str = ""


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


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A date that matters: the board's meetings, the law's dates, the treasurer's rhythm (``rules/calendar.toml``)."""

    on: dt.date
    title: str
    decide: bool
    """Whether the board has something to decide."""
    source: str


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
    """``requisitions``, ``spending``, ``door`` or ``transitions``."""
    format: str
    """``csv`` or ``xlsx``."""
    sender: str
    """The participant whose export it is."""
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


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything ``rules/`` and ``importers/`` say."""

    association: Association
    participants: tuple[Participant, ...]
    contributions: Mapping[int, ContributionRule]
    measures: tuple[Measure, ...]
    sites: tuple[Site, ...]
    accounts: Accounts
    budgets: Mapping[int, Budget]
    goals: tuple[Goal, ...]
    plan: tuple[PlanYear, ...]
    sharing: tuple[SharingRule, ...]
    calendar: tuple[CalendarRow, ...]
    states: tuple[SupportState, ...]
    spending: tuple[SpendingKind, ...]
    profiles: tuple[Profile, ...]
    digest: str
    """SHA-256 over the rule files' names and bytes (line ends as LF): printed on reports."""

    @property
    def members(self) -> tuple[Participant, ...]:
        """The members in law, in the order the rules list them."""
        return tuple(p for p in self.participants if p.member)

    def participant(self, id: str) -> Participant:
        """The participant ``id``; KeyError when the rules have none."""
        return {p.id: p for p in self.participants}[id]

    def measure(self, id: str) -> Measure:
        """The measure ``id``; KeyError when the rules have none."""
        return {m.id: m for m in self.measures}[id]
