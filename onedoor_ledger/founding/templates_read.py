"""The texts a new förbund starts with, from ``templates/``; ``$name`` is filled in."""

from __future__ import annotations

from pathlib import Path
from string import Template

_FOLDER = Path(__file__).parent / "templates"


def template(name: str) -> Template:
    """The template file ``name``."""
    return Template((_FOLDER / name).read_text("utf-8"))


def rule_templates() -> tuple[str, ...]:
    """Names of the rule files that are a template and nothing else, in order."""
    return tuple(sorted(path.name for path in (_FOLDER / "rules").glob("*.toml")))
