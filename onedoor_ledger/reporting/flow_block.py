"""The flow picture of a page: which bands there are, and that none of them gives a small count away."""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.accounts.people_keys import TOTAL
from onedoor_ledger.reporting.flows_material import FlowsMaterial
from onedoor_ledger.reporting.model import Flow, FlowEnd, FlowLink
from onedoor_ledger.reporting.words import grouped, listed
from onedoor_ledger.rulebook.payers import SELF, UNKNOWN, payer_of
from onedoor_ledger.texts import _

STEM = "floden"
"""The companion page's name: Swedish in every language, as every file of the förbund's records."""
MERGED = "merged"
TOLD = 3
"""How many of the greatest flows the description tells."""


def flow_of(material: FlowsMaterial) -> Flow:
    """Persons from support to support. What may not be shown by itself is one band, or none.

    The one band holds what the table's sum less its shown cells is anyway; where that sum may not be shown, or is a
    small count itself, there is no such band.
    """
    shown = [FlowLink(f"from-{i}", f"to-{j}", n) for (i, j), n in _pairs(material) if not material.hidden.moved(i, j)]
    merged = _merged(material)
    links = (*shown, *([FlowLink(f"from-{MERGED}", f"to-{MERGED}", merged)] if merged else []))
    payer = payer_of(material.rules)
    left = [FlowEnd(f"from-{i}", material.state(i), payer.get(i, UNKNOWN)) for i in material.origins]
    right = [FlowEnd(f"to-{j}", material.state(j), payer.get(j, UNKNOWN)) for j in material.targets]
    if merged:
        name = _("Several, too few in each")
        left.append(FlowEnd(f"from-{MERGED}", name, UNKNOWN))
        right.append(FlowEnd(f"to-{MERGED}", name, UNKNOWN))
    there = {end for link in links for end in (link.start, link.end)}
    payers = dict.fromkeys((*(state.payer for state in material.rules.states if state.payer), SELF, UNKNOWN))
    return Flow(
        id="flow",
        title=_("Persons who changed support so far this year"),
        description=_description(material, shown),
        left=tuple(end for end in left if end.id in there),
        right=tuple(end for end in right if end.id in there),
        links=links,
        colours=tuple((each, material.payer(each)) for each in payers if each),
        page=page_name(material.period.name),
    )


def page_name(period: str) -> str:
    """``floden-2026-Q3.html``."""
    return f"{STEM}-{period}.html"


def _pairs(material: FlowsMaterial) -> list[tuple[tuple[str, str], int]]:
    rank = {state: n for n, state in enumerate((*material.origins, *material.targets))}
    positive = [(pair, n) for pair, n in material.moved.items() if n > 0]
    return sorted(positive, key=lambda each: (rank[each[0][0]], rank[each[0][1]]))


def _merged(material: FlowsMaterial) -> int:
    """All that may not be shown by itself, as one number; 0 where it may not be shown either."""
    hidden = [n for pair, n in _pairs(material) if material.hidden.moved(*pair)]
    enough = len(hidden) > 1 and sum(hidden) >= material.rules.association.small_cell
    return sum(hidden) if enough and not material.hidden.moved(TOTAL, TOTAL) else 0


def _description(material: FlowsMaterial, shown: Sequence[FlowLink]) -> str:
    largest = sorted(shown, key=lambda link: -link.persons)[:TOLD]
    told = [
        _("{start} → {end} {n}").format(
            start=material.state(link.start.removeprefix("from-")),
            end=material.state(link.end.removeprefix("to-")),
            n=grouped(link.persons),
        )
        for link in largest
    ]
    sentence = _("Flow picture of the persons who changed support, from the support before to the one after.")
    if told:
        sentence += " " + _("The largest: {flows}.").format(flows=listed(told))
    if material.hidden.any_moves:
        sentence += " " + _("Flows of too few persons are put together or left out.")
    return sentence
