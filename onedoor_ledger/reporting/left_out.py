"""*Utan 15 personers byten*: what the amounts on a page are without, in the words of the page.

How many is told only where every move may be (:mod:`onedoor_ledger.incentive.withheld`) and the number is a sum of
those in the table of moves; else it says some.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onedoor_ledger.incentive.left_out import LeftOut
from onedoor_ledger.reporting.words import grouped, listed, lower_first
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _, ngettext


@dataclass(frozen=True, slots=True)
class Without:
    """What a page's amounts are without. Each text is '' where nothing is left out."""

    rules: Rulebook
    found: LeftOut
    counted: bool
    """Whether every move of the period may be shown."""

    def explained(self) -> Iterator[str]:
        """What is left out, why, and what that does to the amounts; a sentence for each reason."""
        if self.found.unpriced:
            text = _(
                "{without}: what {states} costs is not written in rules/unit_costs.toml. They are in no purse's amount,"
                " on neither side, so an amount may be too high as well as too low for want of them."
            )
            yield text.format(without=_capital(self._unpriced()), states=self._states())
        if self.found.unassumed:
            text = _("{without}: nothing is assumed of them in rules/effects.toml, so they are in no net.")
            yield text.format(without=_capital(self._unassumed()))

    def note(self, *, net: bool = True) -> str:
        """The same in a few words, a sentence to end a table's note with.

        :param net: whether the amounts are nets, or only what was counted.
        """
        phrase = self._phrase(net=net)
        return f"{_capital(phrase)}." if phrase else ""

    def added_to(self, text: str, *, net: bool = True) -> str:
        """A sentence with it said before its full stop."""
        phrase = self._phrase(net=net)
        return f"{text.removesuffix('.')} ({phrase})." if phrase else text

    def noted(self, note: str, *, net: bool = True) -> str:
        """A table's note with it at the end."""
        return " ".join(part for part in (note, self.note(net=net)) if part)

    def _phrase(self, *, net: bool) -> str:
        parts = [self._unpriced()] if self.found.unpriced else []
        parts += [self._unassumed()] if net and self.found.unassumed else []
        return listed(parts)

    def _unpriced(self) -> str:
        if not (self.counted and self.found.told_elsewhere):
            return _("without some moves")
        n = self.found.persons
        return ngettext("without {n} person's move", "without {n} persons' moves", n).format(n=grouped(n))

    def _unassumed(self) -> str:
        codes = {measure.id: measure.code for measure in self.rules.measures}
        names = listed([codes.get(id_, _("all measures")) for id_ in self.found.unassumed])
        return _("without the moves in {measures}").format(measures=names)

    def _states(self) -> str:
        names = {state.id: state.name for state in self.rules.states}
        names |= {group.id: group.name for group in self.rules.state_groups}
        return listed([lower_first(names.get(id_, id_)) for id_ in self.found.costless])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
