"""The gallery of errors: one small case per message, run as a user would run it.

A case is ``cases/<code>.toml``::

    when = "A row of a requisition has a date nobody can read."   # English, one sentence
    command = ["import"]
    workspace = true          # false: an empty folder
    [files]                   # written into the workspace first
    "inbox/rekvisition.csv" = "…"
    [encodings]               # where not UTF-8
    "inbox/rekvisition.csv" = "cp1252"
    [replace]                 # [old, new] in a file of the workspace
    "rules/measures.toml" = ["kind = \"individual\"", "kind = \"mixed\""]
    [sizes]                   # a file of nothing, so many bytes long
    "inbox/allt.csv" = 70_000_000
    [hex]                     # bytes, where text will not do
    "inbox/bild.csv" = "89504e47"

A message that no command can be made to say by files alone (two writers at once, say) has, instead of a command,
``inside = "tests.errors.inside_books:two_writers"``: a function that meets it in the workspace it is given.

What it prints stands in ``docs/errors.md``, made by ``pytest tests/errors --update-golden``.
"""

from __future__ import annotations

import importlib
import io
import os
import pkgutil
import tomllib
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

import onedoor_ledger
from onedoor_ledger.errors import UserError
from onedoor_ledger.workspace import Workspace

CASES = Path(__file__).parent / "cases"
PAGE = Path(__file__).parents[2] / "docs" / "errors.md"
TODAY = "2026-10-14"


@dataclass(frozen=True)
class Case:
    """One way to meet one message."""

    code: str
    when: str
    command: tuple[str, ...]
    data: dict[str, Any]

    @property
    def shown(self) -> str:
        return "onedoor " + " ".join(self.command) if self.command else "(inside the program)"


@dataclass(frozen=True)
class Answer:
    """What the user reads, and the exit code."""

    text: str
    exit_code: int
    traceback: bool


def cases() -> list[Case]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        found.append(Case(path.stem, data["when"], tuple(data.get("command", ())), data))
    return found


def prepare(case: Case, folder: Path) -> None:
    """Put the case's files in a workspace (or in an empty folder)."""
    if case.data.get("workspace", True):
        from tests.tiny.build import tiny_workspace

        tiny_workspace(folder)
    for name, text in case.data.get("files", {}).items():
        encoding = case.data.get("encodings", {}).get(name, "utf-8")
        put(folder / name, text.encode(encoding))
    for name, digits in case.data.get("hex", {}).items():
        put(folder / name, bytes.fromhex(digits))
    for name, size in case.data.get("sizes", {}).items():
        put(folder / name, b"")
        os.truncate(folder / name, size)
    for name, (old, new) in case.data.get("replace", {}).items():
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{case.code}: {name} does not say {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")


def put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def run(case: Case, folder: Path) -> Answer:
    """Run the case's command, or its function, in ``folder``."""
    if "inside" in case.data:
        return _inside(case.data["inside"], folder)
    from onedoor_ledger.cli.root import onedoor

    with chdir(folder):
        result = CliRunner().invoke(
            onedoor,
            ["--workspace", str(folder), "--today", TODAY, "--by", "Ekonom", *case.command],
            prog_name="onedoor",
        )
    text = result.stderr.replace(str(folder), "FOLDER").strip()
    crashed = result.exception is not None and not isinstance(result.exception, SystemExit)
    return Answer(text, result.exit_code, crashed)


def _inside(name: str, folder: Path) -> Answer:
    from onedoor_ledger.cli.parts import refusal

    module, _colon, function = name.partition(":")
    told = io.StringIO()
    try:
        getattr(importlib.import_module(module), function)(Workspace(folder))
    except UserError as error:
        refusal(error).show(told)
        return Answer(told.getvalue().replace(str(folder), "FOLDER").strip(), error.exit_code, traceback=False)
    return Answer("", 0, traceback=False)


def codes() -> Iterator[tuple[str, type[UserError]]]:
    """Every error class of the package with its code."""
    for module in pkgutil.walk_packages(onedoor_ledger.__path__, "onedoor_ledger."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    todo = [UserError]
    while todo:
        for kind in todo.pop().__subclasses__():
            todo.append(kind)
            if not kind.__subclasses__() or "code" in vars(kind):
                yield kind.code, kind
