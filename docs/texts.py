"""List the messages that lack Swedish and the Swedish that lacks a message (``make texts``).

Missing messages are appended, empty, to the catalogue of the package they stand in, ready to be translated.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parent.parent / "onedoor_ledger"
SWEDISH = PACKAGE / "locale" / "sv"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def source() -> dict[str | tuple[str, ...], str]:
    """Every message and the catalogue it belongs to."""
    found: dict[str | tuple[str, ...], str] = {}
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html")]):
        room = path.relative_to(PACKAGE).parts[0]
        catalogue = "core" if room.endswith(".py") else room
        method = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
        for _line, message, _comments, _context in extract_from_file(method, path, keywords=KEYWORDS):
            found.setdefault(tuple(message) if isinstance(message, tuple) else message, catalogue)
    return found


def main() -> int:
    """Bring the catalogues in step; exit 1 when something still waits for its Swedish."""
    wanted = source()
    known: set[str | tuple[str, ...]] = set()
    waiting = 0
    for path in sorted(SWEDISH.glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale="sv")
        for message in list(catalogue):
            if not message.id:
                continue
            key = tuple(message.id) if isinstance(message.id, list | tuple) else message.id
            known.add(key)
            if key not in wanted:
                sys.stdout.write(f"{path.name}: no longer used: {key!r}\n")
    for key, room in wanted.items():
        if key in known:
            continue
        waiting += 1
        path = SWEDISH / f"{room}.po"
        with path.open("rb") as file:
            catalogue = read_po(file, locale="sv")
        catalogue.add(list(key) if isinstance(key, tuple) else key)
        with path.open("wb") as file:
            write_po(file, catalogue, width=100, sort_output=True, omit_header=False, no_location=True)
        sys.stdout.write(f"{path.name}: waits for its Swedish: {key!r}\n")
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
