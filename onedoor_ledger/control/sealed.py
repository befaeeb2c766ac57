"""Locked months are as they were locked: each seal against the entries, and each link against the one before.

What a seal holds is compared text by text with the entries as read, so that what was changed is named with what it
was; layout, comments and which file something stands in are not compared. No pandas here: the plugin calls this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onedoor_ledger.control import seal_differences
from onedoor_ledger.control.violation import BookError
from onedoor_ledger.period import PeriodError
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers import seal_text
from onedoor_ledger.vouchers.sealing import account_lines, by_month, digest, reopening_head, rest_of
from onedoor_ledger.vouchers.seals import Link, first_previous, held_in, links, locked, month_after


@dataclass(frozen=True, slots=True)
class Content:
    """A seal's file: its header's fields, and the lines after it."""

    path: Path
    header: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def vouchers(self) -> tuple[str, ...]:
        """The vouchers' lines."""
        return tuple(line for line in self.lines if not line.startswith((_ACCOUNT, _RULE)))

    @property
    def accounts(self) -> tuple[str, ...]:
        """The accounts' lines."""
        return tuple(line for line in self.lines if line.startswith(_ACCOUNT))

    @property
    def rules(self) -> Mapping[str, str]:
        """What each version of a sharing rule that the month rests on decided."""
        own = (seal_text.fields_of(line) for line in self.lines if line.startswith(_RULE))
        return {fields[1]: fields[2] for fields in own}


_ACCOUNT, _RULE = f"{seal_text.ACCOUNT}\t", f"{seal_text.RULE}\t"


def broken_seals(entries: Sequence[Any], book: Book, options: Mapping[str, Any]) -> list[BookError]:
    """Everything that is not as a seal says: links of the chain, vouchers and accounts of locked months."""
    chain = links(entries)
    if not chain:
        return []
    folder = Path(str(options.get("filename", ""))).parent
    contents: dict[int, Content] = {}
    found = list(_broken_chain(chain, book, folder, contents))
    held = {month: contents[seal.number] for month, seal in held_in(chain).items() if seal.number in contents}
    vouchers = by_month(entries, held)
    opens = {entry.account: entry for entry in entries if type(entry).__name__ == "Open"}
    lines = account_lines(opens.values())
    changed = {}
    for month, content in held.items():
        own = vouchers[month]
        now = tuple(seal_text.voucher_line(entry) for entry in own)
        if now != content.vouchers:
            changed[month] = (content, list(zip(own, now, strict=True)))
        accounts = content.accounts
        if accounts and accounts != tuple(rest_of(own, lines, {})):
            found += seal_differences.accounts(accounts, opens, content.path)
    if changed:
        found += seal_differences.vouchers(
            {month: (content.path, content.vouchers, own) for month, (content, own) in changed.items()}, entries
        )
    return found


def held_by(entries: Sequence[Any], folder: Path) -> dict[str, Content]:
    """What the seal of each locked month holds; months whose file is missing or not the seal's are left out."""
    held = {}
    for month, seal in locked(entries).items():
        content = read(folder / seal.file, seal)
        if content is not None:
            held[month] = content
    return held


def read(path: Path, seal: Link) -> Content | None:
    """The file of ``seal``; None when it is missing, or not the file the seal is the digest of."""
    try:
        whole = path.read_bytes()
    except OSError:
        return None
    if digest(whole) != seal.head:
        return None
    header, *lines = whole.decode("utf-8").replace("\r\n", "\n").rstrip("\n").split("\n")
    return Content(path, tuple(seal_text.fields_of(header)), tuple(lines))


def _broken_chain(chain: Sequence[Link], book: Book, folder: Path, contents: dict[int, Content]) -> Iterator[BookError]:
    """Links that do not follow on the one before, and seals whose file is not theirs; fills ``contents``."""
    previous, state = first_previous(book), list[str]()
    for place, link in enumerate(chain, start=1):
        if link.number != place:
            yield _at(link, "seal-chain", _("Link {n} of the chain of seals is missing or doubled.").format(n=place))
        if link.reopens:
            yield from _reopening(link, book, previous, state)
            state = [month for month in state if month < link.month]
        else:
            yield from _order(link, state)
            content = read(folder / link.file, link)
            if content is None:
                yield _unproved(link, folder)
            else:
                contents[link.number] = content
                yield from _header(link, content, book, previous)
            state.append(link.month)
        previous = link.head


def _header(link: Link, content: Content, book: Book, previous: str) -> Iterator[BookError]:
    said = (link.said("locked"), link.said("by"))
    expected = (seal_text.FORM, book.value, link.month, str(link.number), previous, *said)
    if content.header != expected:
        yield _at(
            link, "seal-chain", _("The seal of {month} does not follow on the link before it.").format(month=link.month)
        )


def _reopening(link: Link, book: Book, previous: str, state: Sequence[str]) -> Iterator[BookError]:
    said = (link.entry.date.isoformat(), link.said("by"), link.said("second"), link.said("reason"))
    if link.head != reopening_head(book, link.month, link.number, previous, said) or link.month not in state:
        yield _at(link, "seal-chain", _("The reopening of {month} is not as it was written.").format(month=link.month))


def _order(link: Link, state: Sequence[str]) -> Iterator[BookError]:
    try:
        month_after(link.month)
    except PeriodError:
        yield _at(link, "seal-month", _("“{month}” is no month.").format(month=link.month))
        return
    if state and month_after(state[-1]) != link.month:
        message = _("{month} is locked after {before}: a month between them is not.")
        yield _at(link, "seal-gap", message.format(month=link.month, before=state[-1]))


def _unproved(link: Link, folder: Path) -> BookError:
    path = folder / link.file
    if not path.is_file():
        message = _("{month} is locked, but the seal's file {file} is missing, so nothing proves it.")
    else:
        message = _("{month} is locked, but the seal's file {file} is not the one that was written.")
    return _at(link, "seal-unproved", message.format(month=link.month, file=link.file))


def _at(link: Link, rule: str, message: str) -> BookError:
    return BookError(dict(link.meta), message, link.entry, rule, restore())


def restore() -> str:
    """What to do about a seal that is not as it was."""
    return _("Seals are written by the program and never change: restore the file from git, and see who changed it.")
