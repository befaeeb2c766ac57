"""Booked vouchers against what git has: nothing booked is edited or removed (BFL 5:5, 5:9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onedoor_ledger.control.postings import error, warning
from onedoor_ledger.errors import Finding, Place
from onedoor_ledger.texts import _
from onedoor_ledger.vouchers.git import Repository
from onedoor_ledger.workspace import Workspace

_STARTS = re.compile(r"\d{4}-\d{2}-\d{2} [*!] ")
_NUMBER = re.compile(r'  voucher: "([VPD]\d+)"')


def edited(workspace: Workspace) -> Iterator[Finding]:
    """Vouchers that differ from what is committed, and ledger files with edits that are not."""
    repository = Repository.around(workspace.root)
    if repository is None:
        return
    paths = sorted(workspace.relative(path) for path in workspace.ledger.rglob("*.beancount"))
    for path in repository.uncommitted(paths):
        before = repository.committed(path)
        if before is None:
            continue
        yield from _file(path, before, (workspace.root / path).read_text("utf-8", errors="replace"))


def _file(path: str, before: str, now: str) -> Iterator[Finding]:
    kept = _vouchers(now)
    changed = False
    for number, (text, row) in _vouchers(before).items():
        if number not in kept:
            changed = True
            yield error(
                "voucher-removed", _("{voucher} is booked but no longer there.").format(voucher=number),
                Place(path, row), _restore(),
            )  # fmt: skip
        elif kept[number][0] != text:
            changed = True
            yield error(
                "voucher-edited", _("{voucher} is not as it was booked.").format(voucher=number),
                Place(path, kept[number][1]), _restore(),
            )  # fmt: skip
    if not changed:
        yield warning(
            "ledger-uncommitted",
            _("The file holds edits that are not committed."),
            Place(path),
            _("Commit them (git commit), or let the program book them: only then do they have a date and an author."),
        )


def _vouchers(text: str) -> dict[str, tuple[str, int]]:
    """The text of each voucher in a file and the row it starts on, by number."""
    found: dict[str, tuple[str, int]] = {}
    block: list[str] = []
    for row, line in enumerate([*text.splitlines(), ""], start=1):
        if block and line[:1] not in {" ", "\t"}:
            whole = "\n".join(block)
            if (number := _NUMBER.search(whole)) is not None:
                found[number[1]] = (whole, row - len(block))
            block = []
        if block or _STARTS.match(line):
            block.append(line)
    return found


def _restore() -> str:
    return _("Nothing booked is edited: restore the file from git, and correct with a voucher of its own.")
