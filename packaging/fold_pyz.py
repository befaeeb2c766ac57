"""Make ``fold.pyz``: folding in one file, for a party's machine that has Python 3.11 or later and nothing else.

    python packaging/fold_pyz.py [build/fold.pyz]

Lists in CSV need nothing more; workbooks need python-calamine. The same source always gives the same bytes.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "onedoor_ledger"
SHEBANG = b"#!/usr/bin/env python3\n"
MAIN = "import sys\n\nfrom onedoor_ledger.fold.__main__ import main\n\nsys.exit(main())\n"
MODULES = ("__init__", "errors", "money", "privacy", "texts")
READERS = ("__init__", "encoding", "errors", "folded", "limits", "package", "sheets", "values")
CATALOGUES = ("cli", "core", "fold", "formats")
DAY = (2020, 1, 1, 0, 0, 0)


def parts() -> Iterator[Path]:
    """What goes into it: folding, and what folding leans on."""
    yield from (PACKAGE / f"{name}.py" for name in MODULES)
    yield from (PACKAGE / "formats" / f"{name}.py" for name in READERS)
    yield from sorted((PACKAGE / "fold").glob("*.py"))
    yield from sorted((PACKAGE / "fold" / "profiles").glob("*.toml"))
    yield from (PACKAGE / "locale" / "sv" / f"{name}.po" for name in CATALOGUES)


def build(path: Path) -> None:
    """Write the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(SHEBANG)
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            add(archive, "__main__.py", MAIN.encode())
            for part in parts():
                add(archive, part.relative_to(ROOT).as_posix(), part.read_bytes())
    path.chmod(0o755)


def add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """One file, dated the same day whenever it is made."""
    entry = zipfile.ZipInfo(name, DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "fold.pyz")
