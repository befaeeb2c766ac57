"""git's history of a workspace: what was committed, when, by whom, which files; no e-mail addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onedoor_ledger.privacy import mask
from onedoor_ledger.vouchers.errors import GitError
from onedoor_ledger.vouchers.git import Repository
from onedoor_ledger.workspace import Workspace

_FOLDERS = ("ledger", "rules", "importers", "reports")
_FORMAT = "%x1e%H%x1f%as%x1f%an%x1f%s%x1f"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that touched the workspace's folders; its files from the workspace's root, sorted."""

    id: str
    day: str
    author: str
    subject: str
    files: tuple[str, ...]


def of_year(workspace: Workspace, year: int) -> tuple[Commit, ...] | None:
    """The commits made in ``year`` or that touch its months, the oldest first; None without a git repository."""
    repository = Repository.around(workspace.root)
    if repository is None:
        return None
    return tuple(commit for commit in _commits(repository) if _concerns(commit, year))


def _concerns(commit: Commit, year: int) -> bool:
    own = f"/{year}/", f"/{year}-", f"-{year}-"
    return commit.day.startswith(f"{year}-") or any(part in path for path in commit.files for part in own)


def _commits(repository: Repository) -> Iterator[Commit]:
    try:
        repository.read("rev-parse", "--verify", "--quiet", "HEAD")
    except GitError:  # nothing committed yet
        return
    said = repository.read(
        "log", "--reverse", "-z", "--relative", "--no-renames", "--name-only", f"--format={_FORMAT}", "--", *_FOLDERS
    )
    for text in said.decode(errors="replace").split("\x1e")[1:]:
        digest, day, author, subject, files = text.split("\x1f", 4)
        names = sorted({name for name in files.replace("\n", "\0").split("\0") if name})
        yield Commit(digest, day, mask(author), mask(subject), tuple(names))
