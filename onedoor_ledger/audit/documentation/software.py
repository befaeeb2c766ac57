"""Which programs keep the books: names and versions from what is installed, and a digest of our own source."""

from __future__ import annotations

import hashlib
import platform
import re
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from onedoor_ledger import __version__

PACKAGE = "onedoor-ledger"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_SOURCES = frozenset({".py", ".po", ".toml", ".html", ".css", ".beancount"})
_ROOT = Path(__file__).parents[2]


def versions() -> Iterator[tuple[str, str]]:
    """Each program and its version: ours, Python, then what ours requires, by name."""
    yield PACKAGE, __version__
    yield "Python", platform.python_version()
    for name in _required():
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            continue


@cache
def source_digest() -> str:
    """SHA-256 over the program's own files, names and bytes: two installations of the same program agree."""
    total = hashlib.sha256()
    for path in sorted(_ROOT.rglob("*"), key=lambda path: path.relative_to(_ROOT).as_posix()):
        if path.suffix in _SOURCES and path.is_file():
            content = path.read_bytes().replace(b"\r\n", b"\n")
            total.update(f"{path.relative_to(_ROOT).as_posix()}\n{len(content)}\n".encode())
            total.update(content)
    return total.hexdigest()


def _required() -> list[str]:
    try:
        lines = metadata.requires(PACKAGE) or []
    except metadata.PackageNotFoundError:
        return []
    found = {match[0] for line in lines if "extra ==" not in line and (match := _NAME.match(line))}
    return sorted(found, key=str.casefold)
