"""Small cells put together with their neighbours until every cell is large enough; totals stay exact.

Where one cell of a group is small the whole group becomes one: its neighbours could otherwise be taken from the sum.
Rules of this kind for each word are the profile's (``merge``, ``[coarser]``); domain.md section 6 for the threshold.
"""

from __future__ import annotations

from collections.abc import Mapping

from onedoor_ledger.fold.engine import Cell, Key
from onedoor_ledger.fold.errors import FoldTooSmallError
from onedoor_ledger.fold.profile import ALL, FoldProfile

_MUST_STAND = frozenset({"kind", "from", "to"})
"""What has no "all": only words that the profile joins under [coarser]."""


def large_enough(cells: Mapping[Key, Cell], profile: FoldProfile, name: str) -> dict[Key, Cell]:
    """The cells, none with fewer persons than the profile's threshold.

    Raises:
        FoldTooSmallError: when a group is too small also at the coarsest level the profile allows.
    """
    found = dict(cells)
    coarsened: list[str] = []
    for meaning in profile.merge:
        if not _small(found, profile):
            break
        coarsened.append(meaning)
        found = _merged(found, coarsened, profile)
    for key in _small(found, profile):
        raise FoldTooSmallError(name, key[0], profile.small_cell)
    return found


def _small(cells: Mapping[Key, Cell], profile: FoldProfile) -> list[Key]:
    return sorted(key for key, cell in cells.items() if len(cell.persons) < profile.small_cell)


def _merged(cells: Mapping[Key, Cell], coarsened: list[str], profile: FoldProfile) -> dict[Key, Cell]:
    groups: dict[Key, list[Key]] = {}
    for key in cells:
        groups.setdefault(_coarse(key, coarsened, profile), []).append(key)
    found: dict[Key, Cell] = {}
    for coarse, members in groups.items():
        if all(len(cells[key].persons) >= profile.small_cell for key in members):
            found.update((key, cells[key]) for key in members)
        else:
            found[coarse] = _joined([cells[key] for key in members])
    return found


def _coarse(key: Key, coarsened: list[str], profile: FoldProfile) -> Key:
    period, *words = key
    return (period, *(_wider(m, word, coarsened, profile) for m, word in zip(profile.grouped, words, strict=True)))


def _wider(meaning: str, word: str, coarsened: list[str], profile: FoldProfile) -> str:
    if meaning not in coarsened:
        return word
    wider = profile.coarser.get(meaning)
    if wider is not None:
        return wider.get(word, word)
    return word if meaning in _MUST_STAND else ALL


def _joined(cells: list[Cell]) -> Cell:
    return Cell(
        sum(cell.rows for cell in cells),
        sum(cell.amount for cell in cells),
        set().union(*(cell.persons for cell in cells)),
    )
