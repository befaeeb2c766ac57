"""What can be said of all the förbund in a sentence, from figures that are added; and why the others are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onedoor_ledger.incentive.purses import SOCIETY
from onedoor_ledger.reporting.combined.part import Part
from onedoor_ledger.reporting.incentive_sentences import signed
from onedoor_ledger.reporting.model import Figure
from onedoor_ledger.reporting.words import listed, money
from onedoor_ledger.texts import _


def told(figures: Mapping[str, Figure]) -> Iterator[str]:
    """The report's main message for the förbund together, where every amount it takes is shown."""
    spent, budget = (_amount(figures, f"cost.{part}") for part in ("outcome", "budget"))
    if spent is not None and budget is not None:
        text = _("The förbund together have used {x} of the year's budgets of {y}.")
        yield text.format(x=money(spent), y=money(budget))
    net = _amount(figures, f"incentive.{SOCIETY}.net")
    if net is not None:
        yield _("For society as a whole the nets of the förbund together are calculated at {x}.").format(x=signed(net))
    apparent, pushed, saved = (_amount(figures, f"{part}.total") for part in ("apparent", "pushed", "saved"))
    if apparent and pushed is not None and saved is not None:
        yield _(
            "Of the {x} that the purses seem to save in the förbund together, {y} has only moved to other purses;"
            " {z} really falls."
        ).format(x=money(apparent), y=money(pushed), z=money(saved))


def about(parts: Sequence[Part], *, compared: bool, alike: bool) -> Iterator[str]:
    """How the pages are to be read, and why there is no sum of some of it."""
    names = listed([part.name for part in parts])
    if not compared:
        yield _("Of such a report nothing is compared. The reports of {names} follow, each whole.").format(names=names)
        return
    yield _("Some figures of {names} side by side. Each one's own report follows whole.").format(names=names)
    yield _(
        "Together: persons and kronor, added where every förbund shows its figure; a member of two förbund is one"
        " purse and has one row. A person in two förbund is counted in both."
    )
    yield _(
        "No sum: shares, amounts per person, months, payback, break-even, the smallest side payments, ranges and"
        " probabilities of the whole are not the sums of the parts'. What a party counts or books for all its people"
        " may be the same persons and kronor in two förbund. An insats or a key is its own förbund's. What is zero"
        " everywhere is left out."
    )
    if not alike:
        yield _(
            "The förbund count lower costs by different methods (years, discount rate, corrections): lower costs and"
            " nets are not added."
        )


def _amount(figures: Mapping[str, Figure], id: str) -> int | None:
    value = figures[id].value if id in figures else None
    return value if isinstance(value, int) else None
