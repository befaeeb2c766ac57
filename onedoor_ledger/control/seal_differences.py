"""What is not as it was locked, in words: amounts, days, words, vouchers slipped in, removed or renumbered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onedoor_ledger.control.violation import BookError, named
from onedoor_ledger.texts import N_, _
from onedoor_ledger.vouchers import seal_text
from onedoor_ledger.vouchers.seal_text import fields_of

if TYPE_CHECKING:
    from beancount.core.data import Open, Transaction

Now = tuple["Transaction", str]
"""A voucher as it is, and its canonical line."""
_HEAD = (N_("number"), N_("day"), N_("flag"), N_("counterparty"), N_("text"))
_TOLD = 4
"""Differences told per voucher."""


@dataclass(frozen=True, slots=True)
class _Was:
    """A voucher as it was locked."""

    month: str
    path: Path
    row: int
    line: str

    @property
    def number(self) -> str:
        return self.line.partition("\t")[0]

    @property
    def source(self) -> dict[str, Any]:
        return {"filename": str(self.path), "lineno": self.row}

    @property
    def without_number(self) -> str:
        return _without_number(self.line)

    def told(self) -> str:
        """Day, text and amount, to recognise it by."""
        head, postings = _split(fields_of(self.line))
        return f"{head[1]} “{head[4]}” {postings[0][1] if postings else ''}".rstrip()


def vouchers(
    months: Mapping[str, tuple[Path, Sequence[str], Sequence[Now]]], entries: Sequence[Any]
) -> Iterator[BookError]:
    """What differs between what months were locked with and what they hold.

    :param months: by month: the seal's file, its vouchers' lines, and the vouchers as they are.
    :param entries: all directives of the book: a voucher may have been moved to another month.
    """
    gone: list[_Was] = []
    came: list[tuple[str, Now]] = []
    edits: list[tuple[_Was, Now]] = []
    for month, (path, lines, own) in months.items():
        first = len(path.read_text("utf-8").splitlines()) - len(lines) + 1
        was = [_Was(month, path, row, line) for row, line in enumerate(lines, start=first)]
        _paired(was, list(own), gone, came, edits)
    yield from _renumbered(gone, came)
    yield from _moved(gone, came, entries)
    for lost in gone:
        yield _error(
            lost.source, None, "sealed-removed",
            _("{voucher} is gone from {month}, which is locked. It was: {what}.").format(
                voucher=lost.number, month=lost.month, what=lost.told()
            ),
        )  # fmt: skip
    for month, (entry, _line) in came:
        yield _error(
            entry.meta, entry, "sealed-added",
            _("{voucher} is not among what was locked in {month}: it has been slipped in.").format(
                voucher=named(entry), month=month
            ),
        )  # fmt: skip
    yield from _edited(edits)


def accounts(lines: Sequence[str], opens: Mapping[str, Open], path: Path) -> Iterator[BookError]:
    """Accounts that do not give their postings what they gave when the month was locked."""
    for line in lines:
        _kind, name, *was = fields_of(line)
        entry = opens.get(name)
        if entry is None or seal_text.account_line(entry) == line:
            continue  # one that is gone shows in every voucher that used it
        is_ = fields_of(seal_text.account_line(entry))[2:]
        what = "; ".join(_meta_differences(dict(map(_pair, was)), dict(map(_pair, is_))))
        yield _error(
            entry.meta, entry, "sealed-account",
            _("The account {account} is not as it was when {month} was locked: {what}.").format(
                account=name, month=path.stem.partition("-")[2], what=what
            ),
        )  # fmt: skip


def _paired(
    was: Sequence[_Was],
    own: list[Now],
    gone: list[_Was],
    came: list[tuple[str, Now]],
    edits: list[tuple[_Was, Now]],
) -> None:
    """Pair what was locked with what is there, the same line first, then the same number."""
    left = list(own)
    for same in (_same_line, _same_number):
        rest = []
        for old in was:
            now = next((now for now in left if same(now, old)), None)
            if now is None:
                rest.append(old)
                continue
            left.remove(now)
            if now[1] != old.line:
                edits.append((old, now))
        was = rest
    gone += was
    came += [(f"{now[0].date:%Y-%m}", now) for now in left]


def _same_line(now: Now, old: _Was) -> bool:
    return now[1] == old.line


def _same_number(now: Now, old: _Was) -> bool:
    return now[1].partition("\t")[0] == old.number


def _renumbered(gone: list[_Was], came: list[tuple[str, Now]]) -> Iterator[BookError]:
    for old in list(gone):
        same = next((pair for pair in came if _without_number(pair[1][1]) == old.without_number), None)
        if same is not None:
            gone.remove(old)
            came.remove(same)
            entry = same[1][0]
            yield _error(
                entry.meta, entry, "sealed-renumbered",
                _("{voucher} in {month}, which is locked, has been renumbered: it was {was}.").format(
                    voucher=named(entry), month=old.month, was=old.number
                ),
            )  # fmt: skip


def _moved(gone: list[_Was], came: list[tuple[str, Now]], entries: Sequence[Any]) -> Iterator[BookError]:
    """Vouchers whose day now lies in another month."""
    elsewhere: dict[str, Transaction] = {}
    years = {old.month[:4] for old in gone}
    if gone:
        for entry in entries:
            if type(entry).__name__ == "Transaction" and entry.meta.get("voucher"):
                elsewhere[f"{entry.date.year}-{entry.meta['voucher']}"] = entry
    for old in list(gone):
        entry = next((e for y in sorted(years) if (e := elsewhere.get(f"{y}-{old.number}")) is not None), None)
        if entry is None:
            continue
        what = "; ".join(differences(old.line, seal_text.voucher_line(entry)))
        gone.remove(old)
        came[:] = [pair for pair in came if pair[1][0] is not entry]
        yield _changed(old, entry, what)


def _edited(edits: Sequence[tuple[_Was, Now]]) -> Iterator[BookError]:
    """Vouchers that are not as they were; one account renamed in many of them is told once."""
    renamed: dict[tuple[str, str], list[tuple[_Was, Transaction]]] = {}
    for old, (entry, line) in edits:
        pair = _renaming(old.line, line)
        if pair is not None:
            renamed.setdefault(pair, []).append((old, entry))
        else:
            yield _changed(old, entry, "; ".join(differences(old.line, line)))
    for (before, after), found in renamed.items():
        old, entry = found[0]
        if len(found) == 1:
            yield _changed(old, entry, _difference(_("account"), before, after))
            continue
        months = ", ".join(dict.fromkeys(was.month for was, _entry in found))
        yield _error(
            entry.meta, entry, "sealed-account",
            _("An account is renamed in {n} vouchers of locked months ({months}): it was {was}, is {now}.").format(
                n=len(found), months=months, was=before, now=after
            ),
        )  # fmt: skip


def _renaming(before: str, after: str) -> tuple[str, str] | None:
    """The account that has another name, when nothing else differs."""
    pairs = {(a, b) for a, b in zip_longest(fields_of(before), fields_of(after), fillvalue="") if a != b}
    if len(pairs) == 1:
        [(was, now)] = pairs
        if was.startswith(">") and now.startswith(">"):
            return was[1:], now[1:]
    return None


def differences(before: str, after: str) -> Iterator[str]:
    """Each part that differs, with what it was and what it is."""
    was, was_postings = _split(fields_of(before))
    now, now_postings = _split(fields_of(after))
    found = [_difference(_(name), a, b) for name, a, b in zip(_HEAD, was, now, strict=False) if a != b]
    found += _meta_differences(dict(map(_pair, was[5:])), dict(map(_pair, now[5:])))
    found += _posting_differences(was_postings, now_postings)
    yield from found[:_TOLD]
    if len(found) > _TOLD:
        yield "…"


def _posting_differences(was: Sequence[Sequence[str]], now: Sequence[Sequence[str]]) -> list[str]:
    if len(was) != len(now):
        lost = Counter(" ".join(p[:2]) for p in was) - Counter(" ".join(p[:2]) for p in now)
        new = Counter(" ".join(p[:2]) for p in now) - Counter(" ".join(p[:2]) for p in was)
        return [_difference(_("lines"), ", ".join(lost) or "–", ", ".join(new) or "–")]
    found = []
    for a, b in zip(was, now, strict=True):
        if a[0] != b[0]:
            found.append(_difference(_("account"), a[0], b[0]))
        if a[1] != b[1]:
            found.append(_difference(_("amount on {account}").format(account=b[0]), a[1], b[1]))
        found += _meta_differences(dict(map(_pair, a[2:])), dict(map(_pair, b[2:])))
    return found


def _meta_differences(was: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    keys = dict.fromkeys([*was, *now])
    return [_difference(key, was.get(key, ""), now.get(key, "")) for key in keys if was.get(key) != now.get(key)]


def _difference(what: str, was: str, now: str) -> str:
    return _("{what} was “{was}”, is “{now}”").format(what=what, was=was, now=now)


def _split(fields: Sequence[str]) -> tuple[list[str], list[list[str]]]:
    """What comes before the postings, and each posting's account, amount and metadata."""
    head: list[str] = list(fields[:5])
    postings: list[list[str]] = []
    for field in fields[5:]:
        if field.startswith(">"):
            postings.append([field[1:]])
        elif postings and not field.startswith(("#", "^")):
            postings[-1].append(field)
        else:
            head.append(field)
    return head, [posting if len(posting) > 1 else [*posting, ""] for posting in postings]


def _pair(field: str) -> tuple[str, str]:
    key, equals, value = field.partition("=")
    return (key, value) if equals else (field[:1], field[1:])


def _without_number(line: str) -> str:
    return line.partition("\t")[2]


def _changed(old: _Was, entry: Transaction, what: str) -> BookError:
    message = _("{voucher} in {month}, which is locked, is not as it was: {what}.").format(
        voucher=old.number, month=old.month, what=what
    )
    return _error(entry.meta, entry, "sealed-changed", message)


def _error(source: Any, entry: Any, rule: str, message: str) -> BookError:  # noqa: ANN401 - beancount's own
    remedy = _(
        "A locked month never changes: restore it from git (the seal's file holds what it was), and correct with a "
        "voucher of its own."
    )
    return BookError(source, message, entry, rule, remedy)
