"""Making seals: the text of a month as it is locked, its digest, and the directive that says so."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from onedoor_ledger.period import month_of, parse_period
from onedoor_ledger.voucher import Book, clean
from onedoor_ledger.vouchers import seal_text
from onedoor_ledger.vouchers.seals import REOPEN, SEAL, file_name, first_previous, links
from onedoor_ledger.vouchers.text import quoted

if TYPE_CHECKING:
    from beancount.core.data import Transaction


@dataclass(frozen=True, slots=True)
class Sealed:
    """A new link of a book's chain: the directive to append, and for a seal the file it is the digest of."""

    book: Book
    month: str
    link: int
    head: str
    directive: str
    file: str = ""
    content: bytes = b""
    vouchers: tuple[str, ...] = ()
    """The numbers that are locked, in order."""


@dataclass(frozen=True, slots=True)
class End:
    """Where a chain ends: the number of its last link and that link's digest."""

    number: int
    head: str


def end_of(book: Book, entries: Iterable[Any]) -> End:
    """The end of the chain in a book's directives."""
    chain = links(entries)
    return End(chain[-1].number, chain[-1].head) if chain else End(0, first_previous(book))


def digest(content: bytes) -> str:
    """``sha256:…`` of a seal's file; its line ends count as LF, whatever a checkout made of them."""
    lines = content.replace(b"\r\n", b"\n") if b"\r" in content else content
    return f"sha256:{hashlib.sha256(lines).hexdigest()}"


def seal(
    book: Book,
    entries: Sequence[Any],
    months: Sequence[str],
    rules: Mapping[str, str],
    *,
    today: dt.date,
    by: str,
) -> tuple[Sealed, ...]:
    """Seals of ``months``, in their order, after the last link of the chain in ``entries``.

    :param entries: the book's directives as read.
    :param rules: what each version of a sharing rule decides.
    """
    by = clean(by)
    vouchers = by_month(entries, months)
    accounts = account_lines(entries)
    end = end_of(book, entries)
    made = []
    for month in months:
        own = vouchers[month]
        header = seal_text.header_line(book.value, month, end.number + 1, end.head, today.isoformat(), by)
        lines = [header, *rest_of(own, accounts, rules), *(seal_text.voucher_line(entry) for entry in own)]
        sealed = _sealed(book, month, end.number + 1, seal_text.body(lines), own, today, by)
        made.append(sealed)
        end = End(sealed.link, sealed.head)
    return tuple(made)


def reopen(
    book: Book, entries: Iterable[Any], month: str, *, reason: str, by: str, second: str, today: dt.date
) -> Sealed:
    """The link that opens ``month`` and all later ones again."""
    end = end_of(book, entries)
    number, by, second, reason = end.number + 1, clean(by), clean(second), clean(reason)
    head = reopening_head(book, month, number, end.head, (today.isoformat(), by, second, reason))
    said = {"link": str(number), "by": by, "second": second, "reason": reason}
    return Sealed(book, month, number, head, _directive(today, REOPEN, month, head, said))


def reopening_head(book: Book, month: str, number: int, previous: str, said: tuple[str, str, str, str]) -> str:
    """The digest of a reopening: what is said is its day, who, the second person, and why."""
    line = seal_text.header_line(book.value, seal_text.REOPENED, month, number, previous, *said)
    return digest(seal_text.body([line]))


def by_month(entries: Iterable[Any], months: Iterable[str]) -> dict[str, list[Transaction]]:
    """The transactions of each of ``months``, in the order of their numbers."""
    found: dict[str, list[Transaction]] = {month: [] for month in months}
    if not found:
        return found
    from beancount.core.data import Transaction

    for day, same in groupby(entries, attrgetter("date")):  # in date order, so that each day's month is asked once
        own = found.get(day.isoformat()[:7])
        if own is not None:
            own += [entry for entry in same if type(entry) is Transaction]
    for own in found.values():
        own.sort(key=_number)
    return found


def account_lines(entries: Iterable[Any]) -> dict[str, str]:
    """The line of each account that ``entries`` open."""
    from beancount.core.data import Open

    return {entry.account: seal_text.account_line(entry) for entry in entries if type(entry) is Open}


def rest_of(vouchers: Sequence[Transaction], accounts: Mapping[str, str], rules: Mapping[str, str]) -> list[str]:
    """The lines of the accounts and of the rule versions that ``vouchers`` use, by name."""
    used = {posting[0] for entry in vouchers for posting in entry.postings}
    lines = [accounts[name] for name in sorted(used) if name in accounts]
    if not rules:
        return lines
    versions = {entry.meta["version"] for entry in vouchers if "version" in entry.meta}
    return lines + [seal_text.rule_line(version, rules[version]) for version in sorted(versions) if version in rules]


def _sealed(
    book: Book, month: str, number: int, content: bytes, own: Sequence[Transaction], today: dt.date, by: str
) -> Sealed:
    head = digest(content)
    said = {
        "link": str(number),
        "form": seal_text.FORM,
        "vouchers": str(len(own)),
        "locked": today.isoformat(),
        "by": by,
    }
    return Sealed(
        book=book,
        month=month,
        link=number,
        head=head,
        directive=_directive(month_of(parse_period(month).start).end, SEAL, month, head, said),
        file=file_name(number, month),
        content=content,
        vouchers=tuple(str(entry.meta.get("voucher", "")) for entry in own),
    )


def _directive(day: dt.date, kind: str, month: str, head: str, said: Mapping[str, str]) -> str:
    lines = [f'{day} custom "{kind}" "{month}" "{head}"']
    lines += [f"  {key}: {quoted(value)}" for key, value in said.items()]
    return "\n".join(lines) + "\n"


def _number(entry: Transaction) -> tuple[int, str]:
    said = str(entry.meta.get("voucher") or "")
    try:
        return int(said[1:]), said
    except ValueError:
        return 0, said
