"""Texts in the user's language: English in the source, one gettext catalogue per package and language.

Catalogues lie in ``locale/<language>/<package>.po`` and are read as they are: no compiled files to keep in step.
Swedish is the default language everywhere; English is the source itself, but for the few texts that ship in Swedish in
files a förbund writes too (``models/``), whose English is in ``locale/en``.
"""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

LANGUAGES = ("sv", "en")
DEFAULT_LANGUAGE = "sv"
LOCALES = {"sv": "sv_SE", "en": "en_GB"}
"""The Babel locale that formats numbers and dates for each language."""

_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)
_CATALOGUES = Path(__file__).parent / "locale"
_WITHOUT_PLURAL = 2


@cache
def _messages(language: str) -> Mapping[str, tuple[str, ...]]:
    """Every message of ``language``: its source text to its translation, two where it counts."""
    merged: dict[str, tuple[str, ...]] = {}
    for path in _catalogues(language):
        merged.update(_read(path.read_text(encoding="utf-8")))
    return merged


def _catalogues(language: str) -> Sequence[Traversable]:
    """The catalogues of ``language``, also where the program is one zip file (``fold.pyz``)."""
    if _CATALOGUES.is_dir():
        return sorted((_CATALOGUES / language).glob("*.po"))
    from importlib import resources

    folder = resources.files("onedoor_ledger") / "locale" / language
    return sorted(folder.iterdir() if folder.is_dir() else (), key=lambda path: path.name)


def _read(catalogue: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The messages of a ``.po`` file. Babel could, but every command would wait for it."""
    parts: list[list[str]] = []
    for line in (*catalogue.splitlines(), 'msgid ""'):
        keyword, _space, text = line.partition(" ")
        if keyword == "msgid":
            if parts:
                yield _entry(["".join(part) for part in parts])
            parts = [[_unquoted(text)]]
        elif keyword.startswith(("msgid_plural", "msgstr")):
            parts.append([_unquoted(text)])
        elif line.startswith('"'):
            parts[-1].append(_unquoted(line))


def _unquoted(text: str) -> str:
    """A quoted string of the catalogue; its escapes are Python's own."""
    return str(literal_eval(text)) if "\\" in text else text[1:-1]


def _entry(parts: list[str]) -> tuple[str, tuple[str, ...]]:
    """``[msgid, msgstr]`` or ``[msgid, msgid_plural, one, many]`` as a message and its translations."""
    return parts[0], tuple(parts[1:] if len(parts) == _WITHOUT_PLURAL else parts[2:])


def current_language() -> str:
    """The language texts are made in right now: ``"sv"`` or ``"en"``."""
    return _language.get()


def set_language(language: str) -> None:
    """Make texts in ``language`` from here on in this context (the doors call this once, first)."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _language.set(language)


@contextmanager
def language(name: str) -> Iterator[None]:
    """Make texts in language ``name`` inside the block."""
    token = _language.set(name)
    try:
        yield
    finally:
        _language.reset(token)


def _(message: str) -> str:
    """``message`` in the current language. Fill placeholders after: ``_("row {row}").format(row=7)``."""
    return _messages(_language.get()).get(message, (message,))[0] or message if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """Singular or plural of a message in the current language."""
    forms = _messages(_language.get()).get(singular, (singular, plural))
    return forms[0] if n == 1 else forms[-1]


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "mark, translate later"
    """Mark ``message`` for the catalogue without translating it yet."""
    return message


def number(value: Fraction) -> str:
    """A number as the user's language writes it, whole or with its decimals."""
    from babel.numbers import format_decimal

    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(format_decimal(exact, "#,##0.##########", locale=LOCALES[current_language()]))
