"""Regenerate the demo: ``python -m examples.norradalen [FOLDER]`` (the repository's root when none is named)."""

from __future__ import annotations

import sys
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from examples.norradalen import demo

if __name__ == "__main__":
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]
    for line in demo.generate(root):
        print(line)
