"""Read the rulebook: every file, every fault at once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from onedoor_ledger.errors import UserError, UserErrors
from onedoor_ledger.rulebook import references, uniqueness
from onedoor_ledger.rulebook.accounts import accounts
from onedoor_ledger.rulebook.annual import annual_rules
from onedoor_ledger.rulebook.association import association
from onedoor_ledger.rulebook.budget import budget
from onedoor_ledger.rulebook.calendar import calendar
from onedoor_ledger.rulebook.closing import closings
from onedoor_ledger.rulebook.effects import effects, methods
from onedoor_ledger.rulebook.errors import (
    ContributionsError,
    DuplicateError,
    RulesFileMissingError,
    RulesFileUnknownError,
)
from onedoor_ledger.rulebook.goals import equity_steps, followups, goals, plan
from onedoor_ledger.rulebook.keys import sharing
from onedoor_ledger.rulebook.measures import measures
from onedoor_ledger.rulebook.model import (
    Budget,
    ContributionRule,
    IncentiveRules,
    Measure,
    Participant,
    Preset,
    Profile,
    Rulebook,
    SharingRule,
    Statistic,
)
from onedoor_ledger.rulebook.models import organisation_model
from onedoor_ledger.rulebook.parties import contributions, participants, sites
from onedoor_ledger.rulebook.presets import preset
from onedoor_ledger.rulebook.profiles import for_everybody, profile
from onedoor_ledger.rulebook.reading import RuleFile
from onedoor_ledger.rulebook.reporting import reporting
from onedoor_ledger.rulebook.settlement import settlements
from onedoor_ledger.rulebook.sources import Sources
from onedoor_ledger.rulebook.statements import statement_rows
from onedoor_ledger.rulebook.states import groups, spending, states
from onedoor_ledger.rulebook.statistics import statistics
from onedoor_ledger.rulebook.statutory import shares_of
from onedoor_ledger.rulebook.trials import groups_of, trials
from onedoor_ledger.rulebook.unit_costs import taxes, unit_costs
from onedoor_ledger.rulebook.vat import vat_rules
from onedoor_ledger.workspace import Workspace

REQUIRED = ("association", "parties", "accounts")
OPTIONAL = (
    "measures",
    "goals",
    "keys",
    "statistics",
    "calendar",
    "states",
    "spending",
    "settlement",
    "statements",
    "annual",
    "vat",
    "unit_costs",
    "effects",
    "reporting",
    "trials",
)

SHIPPED = Path(__file__).parents[1] / "profiles"
"""Profiles that come with the program; a workspace's own of the same name takes the place of one."""
PRESETS = "presets"
"""The folder of rules from abroad, to compare with."""
MODELS = "models"
"""The folder of other ways to organise a front door, to compare with."""
SHIPPED_MODELS = Path(__file__).parents[1] / MODELS
"""Those of 2008, which come with the program; a workspace's own file of the same name takes the place of one."""


def load(workspace: Workspace, *, other_keys: Path | None = None) -> Rulebook:
    """The rulebook of ``workspace``.

    :param other_keys: a file written as ``rules/keys.toml``, whose rules stand instead of those of the same id: to see
        what another key would give. Its faults are told as those of the rules are.
    :raises UserErrors: with every fault of ``rules/`` and ``importers/``, each naming file, line and key path.
    """
    reader = _Reader(workspace, other_keys)
    rules = reader.rulebook()
    if reader.errors:
        raise UserErrors(reader.errors)
    return rules


def digest(workspace: Workspace) -> str:
    """SHA-256 over the rule files' names and bytes, line ends as LF: two workspaces with the same rules agree."""
    total = hashlib.sha256()
    for path in sorted(workspace.rules.rglob("*.toml"), key=workspace.relative):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        total.update(f"{workspace.relative(path)}\n{len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()


class _Reader:
    """One pass over a workspace's rule files."""

    def __init__(self, workspace: Workspace, other_keys: Path | None) -> None:
        self.workspace = workspace
        self._other_keys = other_keys
        self._rows: tuple[tuple[str, int], ...] = ()
        self.errors: list[UserError] = []
        self.files: dict[str, RuleFile] = {}

    def rulebook(self) -> Rulebook:
        self._unknown_files()
        members = participants(self._file("parties"))
        years = contributions(self._file("parties"))
        insatser = measures(self._file("measures"))
        series = statistics(self._file("statistics"))
        own = association(self._file("association"))
        doors = sites(self._file("parties"))
        rules = Rulebook(
            association=own,
            participants=members,
            contributions=self._by_year(members, years),
            measures=insatser,
            sites=doors,
            accounts=accounts(self._file("accounts")),
            budgets={year.year: year for year in self._budgets(insatser)},
            goals=goals(self._file("goals")),
            plan=plan(self._file("goals")),
            sharing=self._sharing(members, years, series),
            calendar=calendar(self._file("calendar")),
            states=states(self._file("states")),
            state_groups=groups(self._file("states")),
            spending=spending(self._file("spending")),
            profiles=self._profiles(members),
            digest=digest(self.workspace),
            statistics=series,
            presets=self._presets(),
            settlements=settlements(self._file("settlement")),
            statement_rows=statement_rows(self._file("statements")),
            annual=annual_rules(self._file("annual")),
            closings=closings(self._file("association")),
            reporting=reporting(self._file("reporting")),
            vat=vat_rules(self._file("vat")),
            followups=followups(self._file("goals")),
            equity_steps=equity_steps(self._file("goals")),
            incentive=self._incentive(),
            trials=trials(self._file("trials"), groups_of(own, members, doors, insatser)),
        )
        for file in self.files.values():
            file.finish()
        sources = Sources(self.files, self._rows)
        self.errors.extend(uniqueness.faults(rules, sources))
        self.errors.extend(references.faults(rules, sources))
        return rules

    def _sharing(
        self, members: Sequence[Participant], years: Sequence[ContributionRule], series: Sequence[Statistic]
    ) -> tuple[SharingRule, ...]:
        """The sharing rules, those of the other file instead of their namesakes; remembers where each stands."""
        rules = sharing(self._file("keys"), members, years, series)
        if self._other_keys is None:
            return rules
        self.files["other_keys"] = self._open(self._other_keys, self.workspace.relative(self._other_keys))
        others = sharing(self.files["other_keys"], members, years, series)
        replaced = {rule.id for rule in others}
        kept = [("keys", n) for n, rule in enumerate(rules) if rule.id not in replaced]
        self._rows = (*kept, *(("other_keys", n) for n in range(len(others))))
        return (*(rules[n] for _name, n in kept), *others)

    def _file(self, name: str) -> RuleFile:
        if name not in self.files:
            self.files[name] = self._open(
                self.workspace.rules / f"{name}.toml", f"rules/{name}.toml", required=name in REQUIRED
            )
        return self.files[name]

    def _open(self, path: Path, shown: str, *, required: bool = False) -> RuleFile:
        if not path.is_file() and required:
            self.errors.append(RulesFileMissingError(shown))
        return RuleFile(path, shown, self.errors)

    def _unknown_files(self) -> None:
        known = [f"rules/{name}.toml" for name in (*REQUIRED, *OPTIONAL)]
        for path in sorted(self.workspace.rules.rglob("*.toml")):
            name = self.workspace.relative(path)
            folders = {self.workspace.rules / folder for folder in ("budget", PRESETS, MODELS)}
            if name not in known and path.parent not in folders:
                self.errors.append(RulesFileUnknownError(name, (*known, "rules/budget/2026.toml")))

    def _by_year(
        self, members: Sequence[Participant], years: Sequence[ContributionRule]
    ) -> dict[int, ContributionRule]:
        by_year: dict[int, ContributionRule] = {}
        for n, rule in enumerate(years):
            place = self.files["parties"].place((("contributions", n), ("year", None)))
            if rule.year in by_year:
                self.errors.append(DuplicateError(place, str(rule.year), place))
            by_year[rule.year] = rule
            try:
                shares_of(members, rule)
            except ContributionsError as fault:
                self.errors.append(ContributionsError(rule.year, fault.reason, fault.remedy, place))
        return by_year

    def _budgets(self, insatser: Sequence[Measure]) -> list[Budget]:
        folder = self.workspace.rules / "budget"
        found = []
        for path in sorted(folder.glob("*.toml")):
            name = f"budget/{path.stem}"
            self.files[name] = self._open(path, f"rules/{name}.toml")
            found.append(budget(self.files[name], insatser))
        return found

    def _presets(self) -> tuple[Preset, ...]:
        found = []
        for path in sorted((self.workspace.rules / PRESETS).glob("*.toml")):
            name = f"{PRESETS}/{path.stem}"
            self.files[name] = self._open(path, f"rules/{name}.toml")
            found.append(preset(self.files[name]))
        return tuple(found)

    def _incentive(self) -> IncentiveRules:
        costs, assumed = self._file("unit_costs"), self._file("effects")
        found = []
        shipped = {path.stem: path for path in sorted(SHIPPED_MODELS.glob("*.toml"))}
        own = {path.stem: path for path in sorted((self.workspace.rules / MODELS).glob("*.toml"))}
        for stem, path in (shipped | own).items():
            name = f"{MODELS}/{stem}"
            self.files[name] = self._open(path, f"rules/{name}.toml")
            found.append(organisation_model(self.files[name]))
        return IncentiveRules(unit_costs(costs), taxes(costs), effects(assumed), methods(assumed), tuple(found))

    def _profiles(self, members: Sequence[Participant]) -> tuple[Profile, ...]:
        found: list[Profile] = []
        own = {path.stem: path for path in sorted(self.workspace.importers.glob("*.toml"))}
        shipped = {path.stem: path for path in sorted(SHIPPED.glob("*.toml")) if path.stem not in own}
        for stem, path in (own | shipped).items():
            name = f"importers/{stem}"
            self.files[name] = self._open(path, f"{name}.toml")
            found.extend(for_everybody(profile(self.files[name], shipped=stem in shipped), members))
        return tuple(found)
