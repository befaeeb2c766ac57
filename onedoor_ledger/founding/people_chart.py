"""The people book's first accounts: those for all insatser together, and an example of an insats' own.

An insats' accounts are opened by hand when it begins; counts too few to be told per insats need theirs at once.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from importlib import resources

_HEAD = (
    "; Deltagarbokens konton, per insats: Deltagare är de inskrivna, Inskrivna de som kommit in, "
    "Avslutade de som lämnat.\n; Exempel (ta bort ; framför raderna):\n"
)
_TOGETHER = "; Alla insatser: antal som är för små för att bokföras per insats, och grupper av försörjningar.\n"


def people_lines(opened: dt.date) -> str:
    """The chart's text: the states and their groups are those of the rules that ship."""
    rules = resources.files("onedoor_ledger.founding") / "templates" / "rules" / "states.toml"
    told = tomllib.loads(rules.read_text(encoding="utf-8"))
    inside = [state for state in told["state"] if not state.get("leaves")]
    groups = {state["group"] for state in inside if "group" in state}
    inside += [group for group in told["group"] if group["id"] in groups]
    accounts = [("Deltagare", row) for row in inside]
    accounts += [("Avslutade", row) for row in (*told["state"], *told["group"])]
    lines = [f"{opened} open Inskrivna:Alla PERSONER\n"]
    lines += [
        f'{opened} open {root}:Alla:{row["component"]} PERSONER\n  state: "{row["id"]}"\n' for root, row in accounts
    ]
    example = (
        f'; {opened} open Inskrivna:I01 PERSONER\n;   measure: "i01"\n'
        f'; {opened} open Deltagare:I01:Försörjningsstöd PERSONER\n;   measure: "i01"\n;   state: "aid"\n'
        f'; {opened} open Avslutade:I01:Arbete PERSONER\n;   measure: "i01"\n;   state: "work"\n'
    )
    return f"{_HEAD}{example}\n{_TOGETHER}{''.join(lines)}"
