"""Texts in the user's language: English in the source, one gettext catalogue per package and language.

Catalogues lie in ``locale/<language>/<package>.po`` and are read as they are: no compiled files to keep in step.
Swedish is the default language everywhere; English is the source itself.
"""

from __future__ import annotations

import gettext as _gettext
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = ("sv", "en")
DEFAULT_LANGUAGE = "sv"
LOCALES = {"sv": "sv_SE", "en": "en_GB"}
"""The Babel locale that formats numbers and dates for each language."""

_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)
_CATALOGUES = Path(__file__).parent / "locale"


@cache
def _translations(language: str) -> _gettext.NullTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    merged = _gettext.NullTranslations()
    for path in sorted((_CATALOGUES / language).glob("*.po")):
        compiled = io.BytesIO()
        with path.open("rb") as source:
            write_mo(compiled, read_po(source, locale=language))
        compiled.seek(0)
        catalogue = _gettext.GNUTranslations(compiled)
        catalogue.add_fallback(merged)
        merged = catalogue
    return merged


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
    return _translations(_language.get()).gettext(message) if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """Singular or plural of a message in the current language."""
    return _translations(_language.get()).ngettext(singular, plural, n)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "mark, translate later"
    """Mark ``message`` for the catalogue without translating it yet."""
    return message
