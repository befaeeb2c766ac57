"""A fold profile: which columns of a party's own list mean what, and which words may leave (docs/fold.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import NoReturn

from onedoor_ledger.fold.errors import FoldProfileError, FoldProfileMissingError
from onedoor_ledger.texts import _

SPENDING, TRANSITIONS, PATHS = "spending", "transitions", "paths"
HEADINGS: Mapping[str, Mapping[str, str]] = {
    SPENDING: {"kind": "Förmån", "measure": "Insats", "municipality": "Kommun", "sex": "Kön", "group": "Grupp"},
    TRANSITIONS: {
        "measure": "Insats",
        "municipality": "Kommun",
        "sex": "Kön",
        "site": "Ingång",
        "from": "Från",
        "to": "Till",
    },
    PATHS: {"party": "Part"},
}
"""What rows are put together by, and the heading each has in the folded file."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    SPENDING: ("person", "date", "amount", "kind"),
    TRANSITIONS: ("person", "date", "measure", "to"),
    PATHS: ("person", "date", "until", "payer", "party"),
}
_OWN: Mapping[str, tuple[str, ...]] = {SPENDING: ("amount",), PATHS: ("until", "payer")}
"""Columns of a kind of list that rows are not put together by."""
MERGE: Mapping[str, tuple[str, ...]] = {
    SPENDING: ("sex", "municipality", "group", "measure", "kind"),
    TRANSITIONS: ("site", "municipality", "sex", "measure", "from", "to"),
    PATHS: (),
}
"""In which order small cells are put together with their neighbours, unless the profile says."""
ALL = "Alla"
OTHER = "other"
"""Under [values.X]: what every word not listed becomes."""
PERIODS = ("month", "quarter", "year")
_KEYS = frozenset(
    {"title", "kind", "encoding", "delimiter", "sheet", "decimal", "dates", "period", "small_cell", "merge"}
    | {"columns", "values", "coarser", "skip", "fixed"}
)


@dataclass(frozen=True, slots=True)
class FoldProfile:
    """One list and how it is folded."""

    name: str
    title: str
    kind: str
    """``spending``, ``transitions`` or ``paths``."""
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    decimal: str
    dates: str
    """``strptime`` pattern of the date column."""
    period: str
    """``month``, ``quarter`` or ``year``."""
    small_cell: int
    """A cell of fewer persons is put together with its neighbours."""
    merge: tuple[str, ...]
    columns: Mapping[str, str]
    """Meaning to header: person, date, amount, and what rows are put together by."""
    values: Mapping[str, Mapping[str, str]]
    """Meaning to the list's word to the word that leaves. Words not there do not leave."""
    coarser: Mapping[str, Mapping[str, str]]
    """Meaning to a word that leaves to the word for a larger group, used where cells are small."""
    skip: Mapping[str, tuple[str, ...]]
    """Header to how total rows begin there, in lower case."""
    fixed: Mapping[str, str]
    """Meaning to the word every row has."""

    @property
    def grouped(self) -> tuple[str, ...]:
        """What rows are put together by, in the order of the folded file's columns."""
        return tuple(HEADINGS[self.kind])


def shipped() -> tuple[str, ...]:
    """The names of the profiles that come with the program."""
    folder = resources.files("onedoor_ledger.fold") / "profiles"
    return tuple(sorted(p.name.removesuffix(".toml") for p in folder.iterdir() if p.name.endswith(".toml")))


def find(name: str) -> FoldProfile:
    """The profile in the file ``name``, or the shipped one of that name.

    Raises:
        FoldProfileMissingError: when there is neither.
        FoldProfileError: when it cannot be used.
    """
    path = Path(name)
    if path.suffix == ".toml" and path.is_file():
        return parse(path.read_bytes(), path.stem)
    if name in shipped():
        return parse((resources.files("onedoor_ledger.fold") / "profiles" / f"{name}.toml").read_bytes(), name)
    raise FoldProfileMissingError(name, shipped())


def parse(content: bytes, name: str) -> FoldProfile:
    """The profile that ``content`` says.

    Raises:
        FoldProfileError: at the first key that cannot be used.
    """
    try:
        raw = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise FoldProfileError(name, "", _("The profile is no TOML: {reason}.").format(reason=fault)) from None
    return _Reader(name, raw).profile()


class _Reader:
    """Reads keys one by one; the first that cannot be used stops it."""

    def __init__(self, name: str, raw: Mapping[str, object]) -> None:
        self._name = name
        self._raw = raw

    def profile(self) -> FoldProfile:
        for key in self._raw:
            if key not in _KEYS:
                self._fault(key, _("There is no such key in a fold profile."))
        kind = self._choice("kind", tuple(HEADINGS), "")
        found = FoldProfile(
            name=self._name,
            title=self._text("title", self._name),
            kind=kind,
            encoding=self._text("encoding", "") or None,
            delimiter=self._text("delimiter", "") or None,
            sheet=self._text("sheet", "") or None,
            decimal=self._choice("decimal", (",", "."), ","),
            dates=self._text("dates", "%Y-%m-%d"),
            period=self._choice("period", PERIODS, "month"),
            small_cell=self._small_cell(),
            merge=self._merge(kind),
            columns=self._texts("columns"),
            values={meaning: self._words("values", meaning) for meaning in self._table("values")},
            coarser={meaning: self._words("coarser", meaning) for meaning in self._table("coarser")},
            skip={header: self._begins(header) for header in self._table("skip")},
            fixed=self._texts("fixed"),
        )
        self._meanings(found)
        return found

    def _meanings(self, found: FoldProfile) -> None:
        for meaning in NEEDED[found.kind]:
            if meaning not in found.columns and not (meaning in found.fixed and meaning in found.grouped):
                self._fault(f"columns.{meaning}", _("The profile must say which column this is."))
        known = {"person", "date", *_OWN.get(found.kind, ()), *found.grouped}
        for meaning in (*found.columns, *found.fixed, *found.values, *found.coarser):
            if meaning not in known:
                self._fault(
                    meaning, _("A fold profile of this kind has: {names}.").format(names=", ".join(sorted(known)))
                )
        for meaning in (*found.grouped, *(("payer",) if found.kind == PATHS else ())):
            if meaning in found.columns and not found.values.get(meaning):
                self._fault(f"values.{meaning}", _("List the words that may leave: only those do."))

    def _fault(self, key: str, problem: str) -> NoReturn:
        raise FoldProfileError(self._name, key, problem)

    def _text(self, key: str, default: str) -> str:
        value = self._raw.get(key, default)
        return value if isinstance(value, str) else self._fault(key, _("Write a text within straight quotes."))

    def _choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        value = self._text(key, default)
        if value not in choices:
            self._fault(key, _("Write one of {choices}.").format(choices=", ".join(choices)))
        return value

    def _small_cell(self) -> int:
        value = self._raw.get("small_cell", 5)
        if type(value) is not int or value < 1:
            self._fault("small_cell", _("Write a whole number, one or more."))
        return value

    def _merge(self, kind: str) -> tuple[str, ...]:
        value = self._raw.get("merge", list(MERGE[kind]))
        if not isinstance(value, list) or not all(item in HEADINGS[kind] for item in value):
            self._fault("merge", _("Write one of {choices}.").format(choices=", ".join(HEADINGS[kind])))
        return tuple(value)

    def _table(self, key: str) -> Mapping[str, object]:
        value = self._raw.get(key, {})
        return value if isinstance(value, dict) else self._fault(key, _("This must be a table."))

    def _texts(self, key: str) -> Mapping[str, str]:
        return self._checked(key, self._table(key))

    def _words(self, table: str, meaning: str) -> Mapping[str, str]:
        """Words by the words they become; a list stands for words that stay as they are."""
        value = self._table(table)[meaning]
        if isinstance(value, list):
            value = {str(word): str(word) for word in value}
        return self._checked(f"{table}.{meaning}", value)

    def _checked(self, key: str, value: object) -> Mapping[str, str]:
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            self._fault(key, _("Write words and what each becomes, all as texts."))
        return value

    def _begins(self, header: str) -> tuple[str, ...]:
        value = self._table("skip")[header]
        if not isinstance(value, list):
            self._fault(f"skip.{header}", _('Write a list of texts, such as ["summa"].'))
        return tuple(str(text).casefold() for text in value)
