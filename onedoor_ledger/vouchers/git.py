"""The little the writer asks of git: which files hold uncommitted edits, and one commit of exactly some files.

The repository's own configuration, hooks and signing hold; variables that point git elsewhere do not.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from onedoor_ledger.texts import _
from onedoor_ledger.vouchers.errors import GitError

_ELSEWHERE = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
)
_WAIT, _POLL = 5.0, 0.05
"""Seconds to wait for another git in the same repository."""
_FROM_STDIN = ("--pathspec-from-file=-", "--pathspec-file-nul")


@dataclass(frozen=True, slots=True)
class Repository:
    """The git repository a workspace lies in. Paths are POSIX, relative to ``root``, the workspace's folder."""

    root: Path

    @classmethod
    def around(cls, root: Path) -> Repository | None:
        """The repository ``root`` lies in; None when there is none."""
        return cls(root) if any((folder / ".git").exists() for folder in (root, *root.parents)) else None

    @classmethod
    def create(cls, root: Path) -> Repository:
        """A new repository in the folder ``root``.

        :raises GitError: when git is missing or refuses.
        """
        repository = cls(root)
        repository._run("init", "--quiet", "--initial-branch=main")
        return repository

    def uncommitted(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Those of ``paths`` that hold changes git has not committed, or that git has never seen."""
        asked = set(paths)
        prefix = self._run("rev-parse", "--show-prefix").strip()
        said = self._run("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", ".")
        changed = {entry[3:].removeprefix(prefix) for entry in said.split("\0") if entry}
        return tuple(sorted(asked & changed))

    def committed(self, path: str) -> str | None:
        """The text of ``path`` as it was last committed; None when it never was."""
        try:
            return self._run("show", f"HEAD:./{path}")
        except GitError:
            return None

    def commit(self, paths: Iterable[str], message: str, by: str) -> str | None:
        """Commit exactly ``paths``, whatever else is staged; what git is told to ignore stays out.

        :param by: the author where the repository has none configured.
        :returns: the commit's id, or None when nothing in them differs from what is committed.
        :raises GitError: when git refuses; it then has none of them staged.
        """
        changed = self.uncommitted(paths)
        if not changed:
            return None
        listed = _listed(changed)
        try:
            if known := self._known(changed):
                self._change("add", "--all", *_FROM_STDIN, stdin=_listed(known))
            # a file that was staged, never committed and now is gone leaves nothing to commit
            left = self.uncommitted(changed)
            if not left:
                return None
            only = ("commit", "--quiet", "--only", f"--message={message}", *_FROM_STDIN)
            self._change(*self._author(by), *only, stdin=_listed(left))
        except GitError:
            self._run("reset", "--quiet", *_FROM_STDIN, stdin=listed)
            raise
        try:
            return self._run("rev-parse", "HEAD").strip()
        except GitError:  # committed all the same: nothing may be put back now
            return "HEAD"

    def read(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """What a reading command of git says; objects are read as they are, whatever ``git replace`` shows instead.

        :raises GitError: when git refuses.
        """
        return self._bytes("--no-replace-objects", *arguments, stdin=stdin)

    def _known(self, paths: Iterable[str]) -> list[str]:
        """Those of ``paths`` that ``git add`` takes: not what is gone and staged as gone, by a run that was ended."""
        index = set(self._run("ls-files", "-z", "--cached", "--", ".").split("\0"))
        return [path for path in paths if path in index or (self.root / path).exists()]

    def _change(self, *arguments: str, stdin: str) -> None:
        """Run a command that changes the index, when another git, perhaps one a killed run left behind, is done."""
        deadline = time.monotonic() + _WAIT
        while True:
            try:
                self._run(*arguments, stdin=stdin)
            except GitError as error:
                if "index.lock" not in error.message or time.monotonic() >= deadline:
                    raise
                time.sleep(_POLL)
            else:
                return

    def _author(self, by: str) -> tuple[str, ...]:
        if self._run("config", "--default", "", "--get", "user.name").strip():
            return ()
        return ("-c", f"user.name={by or 'onedoor'}", "-c", "user.email=")

    def _run(self, *arguments: str, stdin: str = "") -> str:
        return self._bytes(*arguments, stdin=stdin.encode()).decode()

    def _bytes(self, *arguments: str, stdin: bytes = b"") -> bytes:
        environment = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
        command = ("git", "--literal-pathspecs", "-C", str(self.root), *arguments)
        try:
            done = subprocess.run(  # noqa: S603 - no shell, fixed command, paths as data on standard input
                command, input=stdin, capture_output=True, env=environment, check=False
            )
        except FileNotFoundError:
            raise GitError(_("the program git is not installed.")) from None
        except OSError as error:
            raise GitError(error.strerror or str(error)) from error
        if done.returncode:
            raise GitError(done.stderr.decode(errors="replace") or done.stdout.decode(errors="replace"))
        return done.stdout


def _listed(paths: Iterable[str]) -> str:
    return "".join(f"{path}\0" for path in paths)
