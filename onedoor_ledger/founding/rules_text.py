"""The rule files of a new förbund: what is known filled in, the rest as commented examples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from onedoor_ledger import money
from onedoor_ledger.founding.chart import ChartRow, accounts_toml, spending
from onedoor_ledger.founding.members import AF, Member, slug
from onedoor_ledger.founding.templates_read import rule_templates, template
from onedoor_ledger.period import quarters_of
from onedoor_ledger.rulebook.model import PartyKind

_QUARTERS = 4


def rule_files(
    name: str,
    orgnr: str,
    members: Sequence[Member],
    *,
    year: int,
    today: dt.date,
    rows: Sequence[ChartRow],
    pool: int | None,
    invented: bool = False,
    source: str,
) -> dict[str, str]:
    """``rules/…`` and ``importers/README.md`` by path.

    :param pool: the year's contributions in whole kronor; None leaves them as a commented example.
    :param rows: förbundets chart.
    :param source: where the chart comes from.
    """
    host = next(m for m in members if m.kind is PartyKind.MUNICIPALITIES)
    values = {
        "id": _own_id(name, members),
        "name": quoted(name),
        "orgnr": orgnr,
        "invented": str(invented).lower(),
        "year": str(year),
        "last_year": str(year - 1),
        "next_year": str(year + 1),
        "claim_year": str(year + 2),
        "today": str(today),
        "host": host.id,
        "host_short": host.short,
        "participants": "\n".join(_participant(member, year) for member in members),
        "participant_ids": ", ".join(f'"{m.id}"' for m in members),
        "contributions": _contributions(members, year, pool),
        "spending": "\n".join(_spending(members)),
        "quarters": _quarters(pool or 0),
    }
    files = {f"rules/{file}": template(f"rules/{file}").substitute(values) for file in rule_templates()}
    files["rules/accounts.toml"] = accounts_toml(rows, members, source)
    files[f"rules/budget/{year}.toml"] = template("budget.toml").substitute(values)
    files["importers/README.md"] = template("importers.txt").substitute(values)
    files["README.md"] = template("readme.txt").substitute(values | {"name": name})
    return files


def _own_id(name: str, members: Sequence[Member]) -> str:
    """Förbundets own id from its name: never a member's, though many a förbund is named after one."""
    proposed = slug(name.removeprefix("Samordningsförbundet "))
    return f"{proposed}-forbund" if proposed in {member.id for member in members} else proposed


def quoted(text: str) -> str:
    """``text`` inside a TOML basic string."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def kronor(amount: int) -> str:
    """Whole kronor as TOML writes them here: ``2_900_000``."""
    return f"{amount:_d}"


def _participant(member: Member, year: int) -> str:
    keys: dict[str, str | None] = {
        "id": member.id,
        "name": quoted(member.name),
        "short": member.short,
        "orgnr": member.orgnr,
        "kind": member.kind.value,
        "paid_by": "fk" if member.orgnr == AF else None,
    }
    lines = ["[[participant]]", *(f'{key} = "{value}"' for key, value in keys.items() if value is not None)]
    if member.outside_region:
        lines.append("outside_region = true")
    lines.append('source = "FL 4 §; förbundsordningen"')
    if member.inhabitants is not None:
        counted = f"on = {_counted_on(year)}, inhabitants = {kronor(member.inhabitants)}"
        lines.append(f'population = [\n    {{ {counted}, source = "Skriv källan, till exempel SCB:s folkmängd" }},\n]')
    return "\n".join(lines) + "\n"


def _counted_on(year: int) -> dt.date:
    """The day whose population a year's contributions rest on: the latest known when the budget is decided."""
    return dt.date(year - 2, 12, 31)


def _contributions(members: Sequence[Member], year: int, pool: int | None) -> str:
    counted = all(m.inhabitants for m in members if m.kind is PartyKind.MUNICIPALITIES)
    key = "population" if counted else "equal"
    instalments = "\n".join(
        f'    {{ period = "{q.name}", part = "1/4", called = {q.start.replace(day=15)}, due = {_month_end(q.start)} }},'
        for q in quarters_of(year)
    )
    text = (
        "[[contributions]]\n"
        f"year = {year}\n"
        f"pool = {kronor(pool or 0)}\n"
        "rounded_to = 1                      # hela kronor\n"
        f'municipal_key = "{key}"        # "population", "equal" eller "fixed" (då med [contributions.weights])\n'
        'regional_key = "equal"\n'
        + (f"population_on = {_counted_on(year)}\n" if counted else "")
        + 'decided = "Styrelsens beslut, datum och paragraf"\n'
        'source = "FL 5 §; förbundsordningen"\n'
        f"instalments = [\n{instalments}\n]\n"
    )
    return text if pool else "".join(f"# {line}\n" for line in text.splitlines())


def _spending(members: Sequence[Member]) -> Iterable[str]:
    for kind in spending(members):
        own = "in_kind = true, " if kind.in_kind else ""
        reporters = ", ".join(f'"{m.id}"' for m in kind.reporters)
        yield (
            f'    {{ id = "{kind.id}", name = "{kind.name}", component = "{kind.component}", '
            f'financed_by = "{kind.financed_by}", {own}reported_by = [{reporters}] }},'
        )


def _quarters(pool: int) -> str:
    return ", ".join(kronor(part) for part in money.share(pool, (1,) * _QUARTERS).booked)


def _month_end(day: dt.date) -> dt.date:
    return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
