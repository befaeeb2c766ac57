"""The files of ``reports/`` as the browser may have them: those the page lists, no links, nothing that runs."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from flask import Response, send_file

from onedoor_ledger.workspace import Workspace

TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
}
OPENED = (".txt", ".json")
"""What the browser shows itself; the rest is downloaded, a page of HTML too, since it could run."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A period's reports, by the folder's name."""

    period: str
    files: tuple[str, ...]


def folders(workspace: Workspace) -> tuple[Folder, ...]:
    """Every folder of ``reports/`` with files to show, the latest period first."""
    top = workspace.reports
    if not top.is_dir() or top.is_symlink():
        return ()
    there = (path for path in top.iterdir() if path.is_dir() and not path.is_symlink())
    found = (Folder(path.name, _names(path)) for path in there)
    return tuple(sorted((folder for folder in found if folder.files), key=lambda f: f.period, reverse=True))


def sent(workspace: Workspace, period: str, name: str) -> Response | None:
    """A file to show or to download; None unless it is one of those listed."""
    listed = {folder.period: folder.files for folder in folders(workspace)}
    if name not in listed.get(period, ()):
        return None
    path = workspace.reports / period / name
    answer = send_file(
        BytesIO(path.read_bytes()),
        TYPES[path.suffix],
        as_attachment=path.suffix not in OPENED,
        download_name=name,
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _names(folder: Path) -> tuple[str, ...]:
    found = (path for path in folder.iterdir() if path.is_file() and not path.is_symlink())
    return tuple(sorted(path.name for path in found if path.suffix in TYPES and not path.name.startswith(".")))
