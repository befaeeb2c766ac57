"""Every text a user meets has its Swedish: complete, not fuzzy, with the same placeholders."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from onedoor_ledger.texts import _, language

PACKAGE = Path(__file__).parent.parent / "onedoor_ledger"
CATALOGUES = sorted((PACKAGE / "locale" / "sv").glob("*.po"))
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"\{[a-z_0-9.!:,]*\}")


def source_messages() -> dict[str, str]:
    """Every message in the source, with the file it stands in."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for _line, message, _comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
            for text in message if isinstance(message, tuple) else (message,):
                if text:
                    found.setdefault(text, str(path.relative_to(PACKAGE)))
    for path in sorted(PACKAGE.rglob("*.html")):
        for _line, message, _comments, _context in extract_from_file(
            "jinja2.ext:babel_extract", path, keywords=KEYWORDS
        ):
            for text in message if isinstance(message, tuple) else (message,):
                if text:
                    found.setdefault(text, str(path.relative_to(PACKAGE)))
    return found


def catalogue(path: Path) -> Catalog:
    return read_po(io.BytesIO(path.read_bytes()), locale="sv", abort_invalid=True)


def messages(path: Path) -> list[Message]:
    return [m for m in catalogue(path) if m.id]


def ids(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,)


def strings(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (message.string,)


def test_every_message_of_the_source_has_swedish():
    translated = {i for path in CATALOGUES for m in messages(path) if all(strings(m)) for i in ids(m)}
    missing = {text: where for text, where in source_messages().items() if text not in translated}
    assert not missing, "\n".join(f"{where}: {text!r}" for text, where in sorted(missing.items()))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: p.stem)
def test_a_catalogue_is_clean(path: Path):
    used = source_messages()
    for message in messages(path):
        assert not message.fuzzy, message.id
        assert all(i in used for i in ids(message)), f"no longer in the source: {message.id!r}"
        wanted = set(PLACEHOLDER.findall(" ".join(ids(message))))
        for text in strings(message):
            assert set(PLACEHOLDER.findall(text)) <= wanted, message.id
        assert wanted <= set(PLACEHOLDER.findall(" ".join(strings(message)))), message.id


def test_one_message_has_one_translation():
    seen: dict[str, tuple[str, ...]] = {}
    for path in CATALOGUES:
        for message in messages(path):
            for text in ids(message):
                assert seen.setdefault(text, strings(message)) == strings(message), text


def test_english_is_the_source_itself():
    with language("en"):
        assert _("an unknown text") == "an unknown text"
