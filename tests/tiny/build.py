"""A tiny complete förbund, invented: three members' worth of rules, two measures, one front door, nothing booked.

Made by founding itself, so that it is exactly what a new förbund gets, with the decisions a board would add.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from onedoor_ledger.founding.found import found
from onedoor_ledger.founding.members import Member
from onedoor_ledger.rulebook.model import PartyKind
from onedoor_ledger.workspace import Workspace

NAME = "Samordningsförbundet Provmarken"
ORGNR = "222000-9985"
BY = "Ekonom Provmarken"
TODAY = dt.date(2026, 10, 14)
YEAR = 2026
POOL = 4_000_000
"""Kronor: FK 2 000 000, the region 1 000 000, Storby 750 000, Lillby 250 000."""
MEMBERS = (
    Member("Försäkringskassan", "202100-5521", PartyKind.STATE),
    Member("Arbetsförmedlingen", "202100-2114", PartyKind.STATE),
    Member("Region Provland", "232100-9025", PartyKind.REGION, id="provland"),
    Member("Storby kommun", "212000-9051", PartyKind.MUNICIPALITIES, inhabitants=30_000),
    Member("Lillby kommun", "212000-9069", PartyKind.MUNICIPALITIES, inhabitants=10_000),
)

_SITE = """
[[site]]
id = "dorren"
name = "En dörr i Storby"
host = "storby"
participants = ["storby", "fk", "af"]
from = 2026-01-01
source = "Lokalt avtal (påhittat), § 1"
"""

_MEASURES = """
[[measure]]
id = "m01"
code = "M01"
name = "Vägen till arbete"
kind = "individual"
planned = { 2026 = 20 }
source = "Styrelsen 2025-11-20 § 30 (påhittad)"

    [[measure.agreement]]
    id = "m01-2026"
    from = 2026-01-01
    to = 2026-12-31
    cooperating = ["storby", "af"]
    accrue = true
    source = "Avtal M01 2026 (påhittat)"
    recipient = [
        { party = "storby", amounts = { 2026-Q1 = 200_000, 2026-Q2 = 200_000, 2026-Q3 = 200_000, 2026-Q4 = 200_000 } },
    ]

[[measure]]
id = "m02"
code = "M02"
name = "En dörr i Storby (förbundets part)"
kind = "structural"
site = "dorren"
source = "Styrelsen 2025-11-20 § 30 (påhittad)"

    [[measure.agreement]]
    id = "m02-2026"
    from = 2026-01-01
    to = 2026-12-31
    cooperating = ["storby", "af", "fk"]
    accrue = true
    source = "Avtal M02 2026 (påhittat)"
    recipient = [
        { party = "storby", amounts = { 2026-Q1 = 50_000, 2026-Q2 = 50_000, 2026-Q3 = 50_000, 2026-Q4 = 50_000 } },
    ]
"""

_RULE = """
[[rule]]
id = "dorrnyckel"
title = "En dörr i Storby: det parterna bär själva"
from = 2026-01-01
scope = "parties"
bearer = "storby"
site = "dorren"
agreement = "Lokalt avtal (påhittat), § 4"
vat = "none"
key = "fixed"
weights = { storby = 50, af = 30, fk = 20 }
source = "Styrgruppen 2025-12-01 § 2 (påhittad)"
accounts = ["Kostnader:Storby:Ingång:Brutto", "Kostnader:Storby:Ingång:ErsattAvFörbundet"]

    [rule.shares_to]
    cost = "Kostnader:{party}:Ingång:Andel"
    debt = "Skulder:{party}:Avräkning:{bearer}"
    claim = "Tillgångar:{bearer}:Avräkning:{party}"
    passed_on = "Kostnader:{bearer}:Ingång:FördeladUt"
"""

_ACCOUNTS = """
    # Insatser
{rows}
]
"""

_ASSOCIATION = """
2025-12-31 open Kostnader:Insatser:M01:Kommun SEK
  konto: "4533"
  measure: "m01"
2025-12-31 open Kostnader:Insatser:M02:Kommun SEK
  konto: "4533"
  measure: "m02"
"""

_PARTIES = """
2025-12-31 open Kostnader:Storby:Ingång:Brutto SEK
  party: "storby"
  site: "dorren"
2025-12-31 open Kostnader:Storby:Ingång:ErsattAvFörbundet SEK
  party: "storby"
  site: "dorren"
2025-12-31 open Kostnader:Storby:Ingång:FördeladUt SEK
  party: "storby"
  site: "dorren"
2025-12-31 open Tillgångar:Storby:Avräkning:AF SEK
  party: "storby"
2025-12-31 open Tillgångar:Storby:Avräkning:FK SEK
  party: "storby"
2025-12-31 open Kostnader:AF:Ingång:Andel SEK
  party: "af"
2025-12-31 open Skulder:AF:Avräkning:Storby SEK
  party: "af"
2025-12-31 open Kostnader:FK:Ingång:Andel SEK
  party: "fk"
2025-12-31 open Skulder:FK:Avräkning:Storby SEK
  party: "fk"
"""

_BUDGET = """    { id = "m01", quarters = [200_000, 200_000, 200_000, 200_000] },
    { id = "m02", quarters = [50_000, 50_000, 50_000, 50_000] },
]
"""


def tiny_workspace(folder: Path) -> Workspace:
    """The tiny förbund in ``folder``, new or empty: a git repository with everything committed."""
    made = found(
        folder,
        name=NAME,
        orgnr=ORGNR,
        members=MEMBERS,
        year=YEAR,
        today=TODAY,
        by=BY,
        pool=POOL,
        invented=True,
    ).workspace
    _decide(made)
    from onedoor_ledger.vouchers.git import Repository

    changed = [made.relative(path) for path in sorted(made.root.rglob("*")) if path.suffix in {".toml", ".beancount"}]
    Repository(made.root).commit(changed, "Styrelsens beslut", BY)
    return made


_ARCHIVE = """
[archive]
place = "Storby kommunarkiv (påhittat)"
country = "SE"
source = "Styrelsen 2025-11-20 § 31 (påhittad)"
"""


def _decide(made: Workspace) -> None:
    """What the board decides after founding: measures, the front door, the budget, and their accounts."""
    _append(made.rules / "association.toml", _ARCHIVE)
    _append(made.rules / "measures.toml", _MEASURES)
    _append(made.rules / "parties.toml", _SITE)
    _append(made.rules / "keys.toml", _RULE)
    _replace(made.rules / "accounts.toml", "\n]\n", _ACCOUNTS.format(rows="\n".join(map(_row, ("m01", "m02")))))
    _replace(made.rules / "budget" / f"{YEAR}.toml", "]\n\n#", _BUDGET + "\n#")
    _append(made.ledger / "association" / "chart.beancount", _ASSOCIATION)
    _append(made.ledger / "parties" / "chart.beancount", _PARTIES)
    _append(made.ledger / "people" / "chart.beancount", _people())


def _row(measure: str) -> str:
    account = f"Kostnader:Insatser:{measure.upper()}:Kommun"
    keys = f'role = "measure_cost", parties = ["storby"], measure = "{measure}", line = "{measure}"'
    return f'    {{ konto = "4533", account = "{account}", {keys} }},'


def _people() -> str:
    states = {"Försörjningsstöd": "aid", "Sjukpenning": "sickness", "Arbete": "work", "Annat": "other"}
    lines = ['2025-12-31 open Inskrivna:M01 PERSONER\n  measure: "m01"\n']
    for component, state in states.items():
        root = "Avslutade" if state == "work" else "Deltagare"
        lines.append(f'2025-12-31 open {root}:M01:{component} PERSONER\n  measure: "m01"\n  state: "{state}"\n')
    return "\n" + "".join(lines)


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, encoding="utf-8", newline="\n")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"{path.name} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
