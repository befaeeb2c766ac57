"""Every figure of the report on incentives, by the ids of contracts.md section 5 and what else its sheets need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from onedoor_ledger.accounts.selection import Sum, plus
from onedoor_ledger.incentive.model import BookedRelief, Incentives, Player, PurseIncentive, PurseRelief
from onedoor_ledger.incentive.other_keys import BENEFIT
from onedoor_ledger.incentive.players import nearest
from onedoor_ledger.incentive.purses import SOCIETY
from onedoor_ledger.incentive.rounding import in_ore
from onedoor_ledger.incentive.stakes import StakeSums
from onedoor_ledger.incentive.weighing import net_ore
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.reporting.model import Why
from onedoor_ledger.texts import _, ngettext

STAKES = ("called", "contribution", "shared", "inkind", "received", "doing", "passthrough", "putin")
NOTHING = Fraction(0)


def incentive_figures(
    figures: Figures,
    found: Incentives,
    names: Mapping[str, str],
    stakes: Mapping[str, StakeSums],
    withheld: frozenset[str],
) -> None:
    """Add them all to ``figures``.

    :param names: of the rows, by id, in the page's order.
    :param withheld: rows whose relief may not be shown.
    """
    amounts = _amounts(found, apart=bool(withheld))
    for row in found.purses:
        name, own = names[row.purse], {part: by_row[row.purse] for part, by_row in amounts.items()}
        _stake(figures, f"incentive.{row.purse}", name, stakes.get(row.purse, StakeSums()))
        _relief(figures, name, found, row, own, stakes.get(row.purse, StakeSums()), hidden=row.purse in withheld)
    _society(figures, found, amounts, hidden=SOCIETY in withheld)
    for booked in found.booked:
        if booked.purse in names:
            _booked(figures, names[booked.purse], booked, hidden=booked.purse in withheld)
    hidden = any(purse in withheld for player in found.players for purse in player.purses)
    _players(figures, found, hidden=hidden)


def rules_behind(found: Incentives, purse: str) -> tuple[str, ...]:
    """The rules a purse's relief rests on: the unit costs of the supports its persons left and came to, the effects."""
    moves = [row for row in found.relief.moves if row.monthly.get(purse)]
    states = {state for row in moves for state in (row.move.origin, row.move.target)}
    costs = (cost.named for cost in found.relief.used if cost.state in states)
    effects = (row.effect.named for row in moves if row.effect)
    return tuple(dict.fromkeys((*costs, *effects, found.relief.method.named))) if moves else ()


def _stake(figures: Figures, ref: str, name: str, stake: StakeSums) -> None:
    formulas = {
        "called": (_("{purse}: contributions called"), _("Contributions called so far this year"), stake.called),
        "contribution": (
            _("{purse}: contribution used"),
            _("The association's net cost so far by the year's shares (FL 5 §); the rest of what was called is equity"),
            stake.contribution,
        ),
        "shared": (
            _("{purse}: bears itself of shared front doors"),
            _("Its door accounts in the parties' book, without the association's part and what others bear"),
            stake.shared,
        ),
        "inkind": (
            _("{purse}: own time and premises"),
            _("Its own time in the parties' book, without what a requisition has paid"),
            stake.inkind,
        ),
        "received": (
            _("{purse}: reimbursed for measures it carries out"),
            _("The association's cost of measures the party carries out, front doors left out"),
            stake.received,
        ),
        "doing": (
            _("{purse}: its cost of carrying them out"),
            _("What the party has booked of it; what it was reimbursed where it has booked nothing (self-cost)"),
            stake.doing,
        ),
        "passthrough": (
            _("{purse}: reimbursement less cost"),
            _("Reimbursed less the cost of carrying out: zero at self-cost, no gain"),
            stake.received - stake.doing,
        ),
        "putin": (
            _("{purse}: put in"),
            _("Contribution used + shared front doors + own time and premises"),
            plus([stake.contribution, stake.shared, stake.inkind]),
        ),
    }
    for part in STAKES:
        label, formula, value = formulas[part]
        figures.booked(f"{ref}.{part}", label.format(purse=name), value, formula)


def _amounts(found: Incentives, *, apart: bool) -> Mapping[str, Mapping[str, int]]:
    """What is calculated, by part and row, in whole öre that sum to the whole's; ``apart`` as of :func:`in_ore`."""
    rows = {row.purse: found.relief.purses.get(row.purse) for row in found.purses}
    method = found.relief.method

    def of(read: Callable[[PurseRelief], Fraction]) -> Mapping[str, int]:
        return in_ore({purse: read(relief) if relief else NOTHING for purse, relief in rows.items()}, apart=apart)

    over = {f"relief.{n}y": of(lambda r, n=n: r.horizons.get(n, NOTHING)) for n in method.horizons}  # type: ignore[misc]
    return {
        "gross": of(lambda r: r.gross),
        "relief.period": of(lambda r: r.period),
        **over,
        "relief": over[f"relief.{method.horizon}y"],
        "net": net_ore(found.purses, apart=apart),
    }


def _relief(
    figures: Figures,
    name: str,
    found: Incentives,
    row: PurseIncentive,
    amounts: Mapping[str, int],
    stake: StakeSums,
    *,
    hidden: bool,
) -> None:
    rules, why = rules_behind(found, row.purse), Why.SUPPRESSED if hidden else Why.NO_SOURCE
    moves = Sum(0, tuple(dict.fromkeys(m.move.voucher for m in found.relief.moves if m.monthly.get(row.purse))))
    everything = plus([moves, stake.contribution, stake.shared, stake.inkind, stake.received, stake.doing])
    cashable = nearest(row.cashable) if row.cashable is not None else 0 if not amounts["relief.period"] else None
    for part, ore in {**amounts, "cashable": cashable}.items():
        figures.amount(
            f"incentive.{row.purse}.{part}",
            f"{name}: {part_name(part)}",
            None if hidden else ore,
            _formula(part, found.relief.method.horizon),
            rules=rules,
            of=None if hidden else everything if part == "net" else moves,
            why=why,
        )
    figures.ratio(
        f"incentive.{row.purse}.return.share",
        _("{purse}: lower costs as a share of what it put in").format(purse=name),
        None if hidden else row.ratio,
        _("Lower costs divided by what was put in"),
        why=why,
    )


def _formula(part: str, horizon: int) -> str:
    """How a calculated part is made, in words."""
    if part == "gross":
        return _("Persons moved × what the support they left costs the purse less the one they came to, so far")
    if part == "relief.period":
        return _("The flows so far this year less deadweight, what is counted in two measures and weak evidence")
    if part == "cashable":
        return _("The part of this year's lower costs that shows in the year's budget, by the share in the rules")
    if part == "net":
        return _("Lower costs − contribution used − shared front doors − own time + reimbursement less cost")
    years = horizon if part == "relief" else int(part.removeprefix("relief.").removesuffix("y"))
    return _(
        "The flows over {n} years from each move, less deadweight, what is counted in two measures and weak evidence;"
        " present value"
    ).format(n=years)


def _society(figures: Figures, found: Incentives, amounts: Mapping[str, Mapping[str, int]], *, hidden: bool) -> None:
    """The whole, each part the sum of the rows, so that the column adds up to the öre."""
    put_in = {
        "contribution": sum(row.stake.contribution for row in found.purses),
        "shared": sum(row.stake.shared for row in found.purses),
        "inkind": sum(row.stake.inkind for row in found.purses),
        "passthrough": sum(row.stake.passthrough for row in found.purses),
        "putin": sum(row.stake.put_in for row in found.purses),
    }
    whole = put_in | {part: sum(by_row.values()) for part, by_row in amounts.items()}
    formula = _("The sum of every purse's; what one pays another cancels")
    rules = tuple(dict.fromkeys(rule for row in found.purses for rule in rules_behind(found, row.purse)))
    moves = Sum(0, tuple(dict.fromkeys(row.move.voucher for row in found.relief.moves)))
    for part, ore in whole.items():
        label = _("Society: {part}").format(part=part_name(part))
        calculated = part in amounts
        figures.amount(
            f"incentive.{SOCIETY}.{part}",
            label,
            None if hidden and calculated else ore,
            formula,
            rules=rules if calculated else (),
            of=moves if calculated and not hidden else None,
            why=Why.SUPPRESSED,
        )


def part_name(part: str) -> str:
    """What a part of a line is called."""
    if part.startswith("relief.") and part.endswith("y"):
        years = int(part.removeprefix("relief.").removesuffix("y"))
        return ngettext(
            "lower costs over {n} year, calculated", "lower costs over {n} years, calculated", years
        ).format(n=years)
    return {
        "contribution": _("contributions used"),
        "shared": _("borne of shared front doors"),
        "inkind": _("own time and premises"),
        "passthrough": _("reimbursement less cost"),
        "putin": _("put in"),
        "gross": _("lower costs by the flows, nothing taken off"),
        "relief.period": _("lower costs so far this year, calculated"),
        "cashable": _("of which shows in this year's budget"),
        "relief": _("lower costs, calculated"),
        "net": _("net, calculated"),
    }[part]


def _booked(figures: Figures, name: str, booked: BookedRelief, *, hidden: bool) -> None:
    ref = f"incentive.{booked.purse}.booked"
    flows = None if hidden else nearest(booked.flows)
    difference = None if booked.relief is None or flows is None else booked.relief - flows
    why = Why.SUPPRESSED if hidden else Why.NO_SOURCE
    own = _("The party's own booked spending on the target group")
    for part, label, ore, formula, reason in (
        ("before", _("{purse}: own spending, the same months last year"), booked.before, own, Why.NO_SOURCE),
        ("after", _("{purse}: own spending so far this year"), booked.after, own, Why.NO_SOURCE),
        ("relief", _("{purse}: lower by its own books"), booked.relief, _("Before less after"), Why.NO_SOURCE),
        ("flows", _("{purse}: lower by the flows"), flows, _("Persons moved × the difference in cost a month"), why),
        (
            "difference",
            _("{purse}: the books' less the flows'"),
            difference,
            _("Shown beside each other and never added"),
            why,
        ),
    ):
        figures.amount(f"{ref}.{part}", label.format(purse=name), ore, formula, why=reason)


def _players(figures: Figures, found: Incentives, *, hidden: bool) -> None:
    law = _("Example to count on, no proposal: the law's shares are mandatory")
    why = Why.SUPPRESSED if hidden else Why.NO_SOURCE
    for player in found.players:
        _player(figures, player, hidden=hidden)
        paid = found.side_payments.receives[player.id] if found.side_payments.possible else None
        label = _("{player}: receives in the smallest side payments (minus: pays)").format(player=player.name)
        formula = _("Each deficit is paid by the others in proportion to their surplus. {law}").format(law=law)
        figures.amount(f"sidepayment.{player.id}", label, None if hidden else paid, formula, why=why)
        for key in found.keys:
            if hidden and key.key == BENEFIT:
                continue  # that there is such a key says that somebody gains
            ref = f"incentive.key.{key.key}.{player.id}"
            label = _("{player} under “{key}”").format(player=player.name, key=key.title)
            formula = _("The same cost by another key") if not key.by_law else _("By the law's shares (FL 5 §)")
            pays = None if hidden and not key.by_law else key.contributions.get(player.id, 0)
            figures.amount(f"{ref}.pays", label, pays, formula, why=why)
            net = None if hidden else key.nets[player.id]
            figures.amount(f"{ref}.net", _("{label}: net").format(label=label), net, law, why=why)


def _player(figures: Figures, player: Player, *, hidden: bool) -> None:
    """Its purses together: who decides and who finances are one towards the förbund."""
    why = Why.SUPPRESSED if hidden else Why.NO_SOURCE
    formula = _("The sum of the purses it answers for")
    for part, ore, secret in (
        ("putin", player.put_in, False),
        ("relief", player.relief, True),
        ("net", player.net, True),
    ):
        shown = None if hidden and secret else ore
        figures.amount(f"player.{player.id}.{part}", f"{player.name}: {part_name(part)}", shown, formula, why=why)
    ratio = Fraction(player.relief, player.put_in) if player.put_in else None
    figures.ratio(
        f"player.{player.id}.return.share",
        _("{purse}: lower costs as a share of what it put in").format(purse=player.name),
        None if hidden else ratio,
        _("Lower costs divided by what was put in"),
        why=why,
    )
