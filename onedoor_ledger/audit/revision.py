"""A revision of the books, taken out of git's objects and read as data: none of its code runs (contracts.md 8)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from onedoor_ledger.audit import bare
from onedoor_ledger.audit.errors import RevisionError
from onedoor_ledger.books.load import load
from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import UserError
from onedoor_ledger.rulebook.load import load as load_rules
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.vouchers.errors import GitError
from onedoor_ledger.vouchers.git import Repository
from onedoor_ledger.workspace import Workspace

_TAKEN = re.compile(
    r"(?:ledger/(?!documents/)[^/]+/(?:[^/]+/)?[^/]+\.(?:beancount|seal)"
    r"|(?:rules|importers)/(?:[^/]+/)?[^/]+\.toml"
    r"|reports/[^/]+/stangning-[^/]+\.txt)"
)
"""Files whose content is read; of documents and reports only their digests are compared."""
_KEPT = ("ledger/documents/", "reports/")
_FILE_MODES = frozenset({"100644", "100755"})


@dataclass(frozen=True)
class Revision:
    """A commit as books and rules."""

    name: str
    commit: str
    day: dt.date
    workspace: Workspace
    """A folder that holds what was read of it, for as long as the comparison lasts."""
    books: Books
    rules: Rulebook | None
    """None when the rules cannot be read; their texts are compared all the same."""
    kept: Mapping[str, str]
    """git's digest of each document and report, by path."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit between two revisions."""

    id: str
    day: str
    author: str
    subject: str


def resolve(repository: Repository, name: str) -> str:
    """The commit that ``name`` means.

    :raises RevisionError: when there is none.
    """
    try:
        said = repository.read("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    except GitError:
        raise RevisionError(name) from None
    return said.decode().strip()


def related(repository: Repository, first: str, second: str) -> tuple[bool, bool]:
    """Whether the second commit builds on the first, and the other way round."""
    try:
        bases = repository.read("merge-base", "--all", first, second).decode().split()
    except GitError:  # no common ancestor at all
        return False, False
    return first in bases, second in bases


def between(repository: Repository, first: str, second: str) -> tuple[Commit, ...]:
    """The commits of ``second`` that ``first`` does not have, the oldest first."""
    said = repository.read("log", "--reverse", "-z", "--format=%H%x1f%as%x1f%an%x1f%s", f"{first}..{second}")
    rows = (row.split("\x1f") for row in said.decode(errors="replace").split("\0") if row)
    return tuple(Commit(*row) for row in rows)


def read(repository: Repository, name: str, folder: Path) -> Revision:
    """The revision ``name``, its texts laid out in ``folder``, which is empty.

    :raises RevisionError: when there is no such commit.
    :raises UserError: when it holds no books.
    """
    commit = resolve(repository, name)
    blobs = _tree(repository, commit)
    taken = {path: blob for path, blob in blobs.items() if _TAKEN.fullmatch(path)}
    for path, content in _contents(repository, taken).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    workspace = Workspace(folder.resolve())
    books = load(workspace, bare.read)
    try:
        rules = load_rules(workspace)
    except UserError:
        rules = None
    day = repository.read("show", "--no-patch", "--format=%cs", commit).decode().strip()
    kept = {path: blob for path, blob in blobs.items() if path.startswith(_KEPT)}
    return Revision(name, commit, dt.date.fromisoformat(day), workspace, books, rules, kept)


def _tree(repository: Repository, commit: str) -> dict[str, str]:
    """The regular files of a commit below the workspace's folder, by path: never a link, never a way out."""
    said = repository.read("ls-tree", "-r", "-z", commit).decode(errors="surrogateescape")
    found = {}
    for row in said.split("\0"):
        what, tab, path = row.partition("\t")
        if tab and what.split()[0] in _FILE_MODES and ".." not in path.split("/"):
            found[path] = what.split()[2]
    return found


def _contents(repository: Repository, files: Mapping[str, str]) -> dict[str, bytes]:
    """The content of each file, as git holds it: no filter of the checkout is run."""
    said = repository.read("cat-file", "--batch", stdin=_asked(files.values()))
    contents = {}
    position = 0
    for path in files:
        end = said.index(b"\n", position)
        size = int(said[position:end].split()[2])
        contents[path] = said[end + 1 : end + 1 + size]
        position = end + size + 2
    return contents


def _asked(blobs: Iterable[str]) -> bytes:
    return "".join(f"{blob}\n" for blob in blobs).encode()
