"""What locked months rest on outside their own book: sharing rules, the other two books, and what was put on paper."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import error
from onedoor_ledger.control.sealed import held_by, restore
from onedoor_ledger.errors import Finding, Place
from onedoor_ledger.rulebook.model import Rulebook, SharingRule
from onedoor_ledger.texts import N_, _
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.seals import joints, links, locked_months
from onedoor_ledger.workspace import Workspace

_PARTS = (
    "id",
    "from",
    "scope",
    "bearer",
    "book",
    "site",
    "accounts",
    "key",
    "weights",
    N_("groups"),
    "vat",
)
"""What a rule's decision lists, by its keys in ``rules/keys.toml``; named pairs follow."""
_PROTOCOL = re.compile(r"^\s*(\d{4}-\d{2})\s+(sha256:[0-9a-f]{64})\s*$", re.MULTILINE)
_SEALS = Place("ledger/association/seals.beancount")


def same_rules(workspace: Workspace, rules: Rulebook, books: Books) -> Iterator[Finding]:
    """Versions of sharing rules that locked months rest on and that are gone or decide otherwise."""
    now = {rule.version: rule for rule in rules.sharing}
    held = held_by(books.entries.get(Book.PARTIES, ()), workspace.main_file(Book.PARTIES).parent)
    told: dict[str, list[str]] = {}
    was: dict[str, str] = {}
    for month, content in held.items():
        for version, decided in content.rules.items():
            was.setdefault(version, decided)
            if version not in now or now[version].decided_as(decided) != decided:
                told.setdefault(version, []).append(month)
    for version, months in told.items():
        yield _other(version, months, was[version], now.get(version))


def together(books: Books) -> Iterator[Finding]:
    """Months that are locked in some of the books and not in the others."""
    chains = {book: [(link.number, link.month, link.reopens) for link in links(books.entries.get(book, ()))]
              for book in Book}  # fmt: skip
    if len({tuple(chain) for chain in chains.values()}) > 1:
        months = {book: max(locked_months(books.entries.get(book, ())), default="–") for book in Book}
        yield error(
            "seal-books",
            _("The books are not locked alike: {books}.").format(
                books=", ".join(f"{book.value} {month}" for book, month in months.items())
            ),
            _SEALS,
            restore(),
        )


def protocols(workspace: Workspace, books: Books) -> Iterator[Finding]:
    """Digests in the closing protocols under ``reports/`` that the chain of seals does not hold."""
    known = {(joint.month, joint.head) for joint in joints(books.entries)}
    for path in sorted(workspace.reports.glob("*/stangning-*.txt")):
        for found in _PROTOCOL.finditer(path.read_text("utf-8", errors="replace")):
            if (found[1], found[2]) not in known:
                yield error(
                    "seal-protocol",
                    _("The protocol gives {month} the seal {digest}, which the books do not have.").format(
                        month=found[1], digest=f"{found[2][:19]}…"
                    ),
                    Place(workspace.relative(path)),
                    _("Seals have been removed or written anew since: compare the books with git and with what the "
                      "auditor was sent."),
                )  # fmt: skip


def differences(was: str, now: str) -> list[str]:
    """What two versions of a rule decide differently, by the keys of the rules file."""
    before, after = _named(was), _named(now)
    keys = dict.fromkeys([*before, *after])
    return [
        _("{what} was “{was}”, is “{now}”").format(what=_(key), was=before.get(key, ""), now=after.get(key, ""))
        for key in keys
        if before.get(key) != after.get(key)
    ]


def _named(decided: str) -> dict[str, str]:
    parts = json.loads(decided)
    listed = dict(zip(_PARTS, parts, strict=False))
    listed |= {str(pair[0]): pair[1] for pair in parts[len(_PARTS) :]}
    return {key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            for key, value in listed.items()}  # fmt: skip


def _other(version: str, months: list[str], was: str, rule: SharingRule | None) -> Finding:
    span = months[0] if len(months) == 1 else f"{months[0]}–{months[-1]}"
    if rule is None:
        message = _("The sharing rule {version} is gone, but shares booked in {months}, which is locked, rest on it.")
        what = ""
    else:
        message = _(
            "The sharing rule {version} is not as it was when shares were booked by it in {months}, which is locked: "
            "{what}."
        )
        what = "; ".join(differences(was, rule.decided_as(was)))
    return error(
        "sealed-rule",
        message.format(version=version, months=span, what=what),
        rule.place if rule else Place("rules/keys.toml"),
        _("A rule that has been used is not changed: restore it, and write the new one as a dated row of its own."),
    )
