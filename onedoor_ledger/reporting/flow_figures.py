"""The figures of the page on flows (contracts.md section 5), each made once.

Kronor rest on counts: where a count may not be shown, what it was made into may not either, nor a sum of such.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from onedoor_ledger.accounts.people_flows import CLOSING
from onedoor_ledger.accounts.people_flows import Flow as StateFlow
from onedoor_ledger.accounts.people_keys import STOCK, TOTAL
from onedoor_ledger.accounts.selection import Sum
from onedoor_ledger.incentive.passages import Told
from onedoor_ledger.reporting.model import Why
from onedoor_ledger.texts import N_, _

if TYPE_CHECKING:
    from onedoor_ledger.reporting.flows_material import FlowsMaterial

PARTS = (
    ("before", N_("before"), N_("persons × months × unit cost of the support moved from")),
    ("after", N_("after"), N_("persons × months × unit cost of the support moved to")),
    ("kept", N_("still paid"), N_("the smaller of before and after, per move")),
    ("apparent", N_("seems to fall"), N_("before − still paid")),
    ("saved", N_("really falls"), N_("what falls and nobody else pays")),
    ("pushed", N_("taken over by others"), N_("the sum of what others took over")),
    ("taken", N_("taken over from others"), N_("the sum of what was taken over from others")),
    ("new", N_("new"), N_("what comes and nobody else has ceased to pay")),
)
"""What a purse's row holds: the figure's name, what it is called, its formula."""
STOCK_PARTS = (
    ("opening", N_("persons on 1 January")),
    ("entered", N_("entered")),
    ("came", N_("changed to it")),
    ("went", N_("changed from it")),
    ("left", N_("left the insats")),
    ("stock", N_("persons at the end")),
)
"""What a support's row of the stock holds."""


def flow_figures(material: FlowsMaterial) -> None:
    """Make every figure of the page."""
    _kronor(material)
    _moved(material)
    _stocks(material)
    _passages(material)
    for name, rows in (
        ("three_payers", material.passages.three_payers),
        ("came_back", material.passages.came_back),
    ):
        _told(material, name, rows)
    _projection(material)


def _kronor(material: FlowsMaterial) -> None:
    whole = material.shifts.whole
    read: Mapping[str, Callable[[str], Fraction]] = {
        "before": whole.before.__getitem__,
        "after": whole.after.__getitem__,
        "kept": whole.kept.__getitem__,
        "apparent": whole.apparent,
        "saved": whole.saved.__getitem__,
        "pushed": whole.pushed,
        "taken": whole.taken_over,
        "new": whole.new.__getitem__,
    }
    for purse in (*whole.purses, TOTAL):
        own = whole.purses if purse == TOTAL else (purse,)
        name = _("All purses") if purse == TOTAL else material.purse(purse)
        for part, word, formula in PARTS:
            value = sum((read[part](each) for each in own), Fraction(0))
            label = _("{purse}: {part}").format(purse=name, part=_(word))
            _amount(material, f"{part}.{purse}", label, value, _(formula), own, hidden=material.hides_purse(purse))
    for start in whole.purses:
        for end in whole.purses:
            if start != end:
                _amount(
                    material,
                    f"shift.{start}.{end}",
                    _("From {start} to {end}").format(start=material.purse(start), end=material.purse(end)),
                    whole.shift.get((start, end), Fraction(0)),
                    _("fall × rise / the greater of all that fell and all that rose, per move"),
                    (start, end),
                    hidden=material.hides_purse(start) or material.hides_purse(end),
                )


def _amount(
    material: FlowsMaterial,
    ref: str,
    label: str,
    value: Fraction,
    formula: str,
    purses: Iterable[str],
    *,
    hidden: bool,
) -> None:
    keys = () if hidden else _vouchers(material, purses)
    material.figures.amount(
        ref,
        label,
        None if hidden else int(value),
        formula,
        rules=tuple(row.named for row in material.shifts.used),
        of=Sum(0, keys),
        why=Why.SUPPRESSED,
    )


def _vouchers(material: FlowsMaterial, purses: Iterable[str]) -> tuple[str, ...]:
    wanted = tuple(purses)
    return tuple(
        dict.fromkeys(
            key
            for group in material.shifts.groups
            if any(group.displacement.before.get(p) or group.displacement.after.get(p) for p in wanted)
            for key in group.vouchers
        )
    )


def _moved(material: FlowsMaterial) -> None:
    for origin in (*material.origins, TOTAL):
        for target in (*material.targets, TOTAL):
            if origin == target != TOTAL:
                continue
            start, end = ("" if each == TOTAL else each for each in (origin, target))
            named = [_("all") if each == TOTAL else material.state(each) for each in (origin, target)]
            label = _("From {start} to {end}").format(start=named[0], end=named[1])
            ref = "moved.total" if origin == target else f"moved.{origin}.{target}"
            material.figures.persons(
                ref,
                label,
                material.booked(start, end),
                _("moves booked in the people book"),
                withheld=material.hidden.moved(origin, target),
            )


def _stocks(material: FlowsMaterial) -> None:
    for row in material.stocks:
        keys = tuple(dict.fromkeys(m.voucher for m in material.moves if row.row in (m.origin, m.target)))
        for part, word in STOCK_PARTS:
            label = _("{state}: {part}").format(state=material.state(row.row), part=_(word))
            value = Sum(_count(row, part), keys)
            withheld = material.hidden.stock(part, row.row)
            formula = _("persons as the people book has them")
            material.figures.persons(f"{part}.{row.row}", label, value, formula, withheld=withheld)
    keys = tuple(dict.fromkeys(m.voucher for m in material.moves))
    for part, word in STOCK_PARTS:
        value = Sum(sum(_count(row, part) for row in material.stocks), keys)
        label = _("{state}: {part}").format(state=_("All"), part=_(word))
        formula = _("the sum of the supports")
        withheld = material.hidden.stock(part, TOTAL)
        material.figures.persons(f"{part}.total", label, value, formula, withheld=withheld)


def _count(row: StateFlow, part: str) -> int:
    return row.count(CLOSING if part == STOCK else part)


def _passages(material: FlowsMaterial) -> None:
    found = material.passages
    for start in (*found.payers, TOTAL):
        for end in (*found.payers, TOTAL):
            value = sum(n for (i, j), n in found.moved.items() if start in (i, TOTAL) and end in (j, TOTAL))
            named = [_("all") if each == TOTAL else material.payer(each) for each in (start, end)]
            material.figures.persons(
                "passage.total" if start == end == TOTAL else f"passage.{start}.{end}",
                _("From {start} to {end}").format(start=named[0], end=named[1]),
                Sum(value, found.vouchers),
                _("moves between supports by who pays them"),
                withheld=material.hidden.passage(start, end),
            )
    changes = Sum(found.changes, found.vouchers)
    formula = _("moves from a purse that pays to another one")
    secret, unseen = material.hidden.changes, material.hidden.person_years
    material.figures.persons("bounce.changes", _("Changes of payer"), changes, formula, withheld=secret)
    material.figures.ratio(
        "bounce.person_years",
        _("Person-years on support in the insatser"),
        None if unseen else found.person_years,
        _("the mean of the persons at quarter ends × the time between them"),
        why=Why.SUPPRESSED,
    )
    material.figures.ratio(
        "bounce.index",
        _("Changes of payer a person-year"),
        None if unseen or secret else found.bounce,
        _("changes of payer / person-years"),
        why=Why.SUPPRESSED if unseen or secret else Why.NO_SOURCE,
    )


def _told(material: FlowsMaterial, name: str, rows: tuple[Told, ...]) -> None:
    """What parties counted at home; shown when neither the part nor those left over are few."""
    least = material.rules.association.small_cell
    formula = _("counted at home by the party, delivered as a statistic")
    rules = ("rules/statistics.toml",)
    for row in rows:
        hidden = any(0 < n < least for n in (row.part, row.of, row.of - row.part))
        ref = f"{name}.{row.participant}"
        who = material.purse(row.participant)
        for part, n in (("persons", row.part), ("of", row.of)):
            label = _("{purse}: {part}").format(purse=who, part=_("persons"))
            material.figures.persons(f"{ref}.{part}", label, n, formula, withheld=hidden, rules=rules)
        label = _("{purse}: {part}").format(purse=who, part=_("share"))
        shown = None if hidden else row.share
        material.figures.ratio(f"{ref}.share", label, shown, formula, why=Why.SUPPRESSED if hidden else Why.NO_SOURCE)
    if not rows:
        material.figures.ratio(f"{name}.share", _("Share of the persons"), None, formula, why=Why.NO_SOURCE)


def _projection(material: FlowsMaterial) -> None:
    for one in material.projected.projections:
        name = material.state(one.start)
        material.figures.ratio(
            f"projection.{one.start}.months",
            _("{state}: expected months on support").format(state=name),
            one.total_months,
            _("the chain's expected months in all states"),
        )
        for purse, amount in one.costs.items():
            material.figures.amount(
                f"projection.{one.start}.{purse}",
                _("{state}: expected cost to {purse}").format(state=name, purse=material.purse(purse)),
                round(amount / 100) * 100,
                _("expected months in each state × its unit cost, whole kronor"),
                rules=("rules/unit_costs.toml",),
            )
