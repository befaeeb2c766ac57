"""The figures of how sure the nets are: each party's and the whole's, never added."""

from __future__ import annotations

from onedoor_ledger.incentive.model import Incentives
from onedoor_ledger.incentive.purses import SOCIETY
from onedoor_ledger.incentive.ranges import Range
from onedoor_ledger.incentive.uncertainty import Uncertainty
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.reporting.model import Why
from onedoor_ledger.texts import _

QUANTILES = ("low", "high")


def is_quantile(id: str) -> bool:
    """Whether the figure is an end of a range: the ends of a sum are not the sums of the ends."""
    return id.startswith("uncertainty.") and id.rpartition(".")[2] in QUANTILES


def uncertainty_figures(figures: Figures, found: Incentives, drawn: Uncertainty, withheld: frozenset[str]) -> None:
    """Add them to ``figures``; a party whose relief is withheld has no range."""
    for player in found.players:
        hidden = any(purse in withheld for purse in player.purses)
        own = drawn.ranges.players[player.id]
        _range(figures, player.id, player.name, own, drawn.means[player.id], drawn, hidden=hidden)
    hidden = SOCIETY in withheld
    _range(figures, SOCIETY, _("Society as a whole"), drawn.ranges.society, drawn.mean, drawn, hidden=hidden)
    figures.ratio(
        "uncertainty.all_gain.share",
        _("The share of the cases in which nobody goes minus"),
        None if hidden else drawn.all_gain,
        _formula(drawn),
        why=Why.SUPPRESSED if hidden else Why.NO_SOURCE,
    )


def _range(figures: Figures, id: str, name: str, found: Range, mean: int, drawn: Uncertainty, *, hidden: bool) -> None:
    why = Why.SUPPRESSED if hidden else Why.NO_SOURCE
    for part, label, ore in (
        ("mean", _("{party}: net, mean of the cases"), mean),
        ("low", _("{party}: net, lowest of nine cases in ten"), found.low),
        ("high", _("{party}: net, highest of nine cases in ten"), found.high),
    ):
        shown = None if hidden else ore
        figures.amount(f"uncertainty.{id}.{part}", label.format(party=name), shown, _formula(drawn), why=why)
    label = _("{party}: the share of the cases in which it goes minus").format(party=name)
    figures.ratio(f"uncertainty.{id}.loses.share", label, None if hidden else found.loses, _formula(drawn), why=why)


def _formula(drawn: Uncertainty) -> str:
    text = _("The calculation {n} times with the assumptions drawn from their ranges, seed {seed}")
    return text.format(n=drawn.draws, seed=drawn.seed)
