"""A voucher as the ledger writes it: the one canonical text, safe against whatever a file's cells held.

Contract: contracts.md section 1. The same voucher always gives the same bytes; ``bean-format -c 80`` leaves them
as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from onedoor_ledger.money import ledger_text
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import META_ORDER, Book, Line, Voucher, clean, clean_meta
from onedoor_ledger.vouchers.errors import VoucherTextError
from onedoor_ledger.vouchers.layout import CURRENCY_COLUMN
from onedoor_ledger.workspace import month_file

_KEY = re.compile(r"[a-z][a-zA-Z0-9_-]+")
_RESERVED = frozenset({"filename", "lineno"})
_DOCUMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_RANK = {key: rank for rank, key in enumerate(META_ORDER)}


def quoted(text: str) -> str:
    """``text`` cleaned, as a string of the ledger with its quotes."""
    escaped = clean(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def render(voucher: Voucher) -> str:
    """The text of a registered voucher, with a final newline, and of its ``document`` directive when it has one.

    :raises VoucherTextError: when an account, key, flag or document name cannot stand in a ledger.
    :raises ValueError: when the voucher is not registered.
    """
    return render_batch((voucher,))[0]


def render_batch(vouchers: Sequence[Voucher]) -> tuple[str, ...]:
    """The texts of vouchers that are booked together, in their order.

    Fava finds a voucher's document by a ``document`` directive on one of its accounts. Vouchers of one document in
    the same month file share the directive of the first, where they share its account: the bank's statement is
    listed once and not once a row.
    """
    common = _common_accounts(vouchers)
    placed: dict[tuple[Book, str, str], set[str]] = {}
    texts = []
    for voucher in vouchers:
        text = _transaction(voucher)
        if name := _document(voucher):
            accounts = placed.setdefault((voucher.book, month_file(voucher.date), name), set())
            own = [clean(line.account) for line in voucher.lines]
            if own and accounts.isdisjoint(own):
                account = next((a for a in own if a in common[voucher.book, name]), own[0])
                accounts.add(account)
                text += f'{voucher.date} document {account} "../../documents/{name}"\n'
        texts.append(text)
    return tuple(texts)


def ordered(meta: Mapping[str, str]) -> list[tuple[str, str]]:
    """Metadata in the order it is written: :data:`META_ORDER` first, then by key; empty values are left out."""
    return sorted(clean_meta(meta).items(), key=lambda item: (_RANK.get(item[0], len(_RANK)), item[0]))


def amount_text(book: Book, amount: int) -> str:
    """A line's amount as the ledger writes it: two decimals for money, none for persons."""
    return str(amount) if book is Book.PEOPLE else ledger_text(amount)


def _transaction(voucher: Voucher) -> str:
    if voucher.flag not in {"*", "!"}:
        raise VoucherTextError(voucher, _("the flag"), voucher.flag)
    payee = f"{quoted(voucher.payee)} " if voucher.payee and clean(voucher.payee) else ""
    lines = [f"{voucher.date} {voucher.flag} {payee}{quoted(voucher.narration)}"]
    lines += _meta(voucher, voucher.full_meta, "  ")
    for line in voucher.lines:
        lines.append(_posting(voucher, line))
        lines += _meta(voucher, voucher.line_meta(line), "    ")
    return "\n".join(lines) + "\n"


def _posting(voucher: Voucher, line: Line) -> str:
    account = clean(line.account)
    if not is_account(account):
        raise VoucherTextError(voucher, _("the account"), line.account)
    amount = amount_text(voucher.book, line.amount)
    gap = " " * max(2, CURRENCY_COLUMN - 4 - len(account) - len(amount))
    return f"  {account}{gap}{amount} {voucher.book.unit}"


def _meta(voucher: Voucher, meta: Mapping[str, str], indent: str) -> Iterable[str]:
    for key, value in ordered(meta):
        if _KEY.fullmatch(key) is None or key in _RESERVED:
            raise VoucherTextError(voucher, _("the key"), key)
        yield f"{indent}{key}: {quoted(value)}"


def is_account(name: str) -> bool:
    """Whether ``name`` can be an account: a root and components, each a capital or digit, letters, digits, hyphens."""
    root, *components = name.split(":")
    return bool(components) and root[:1].isupper() and all(map(_is_component, (root, *components)))


def _is_component(part: str) -> bool:
    first = part[:1]
    return (first.isupper() or first.isdecimal()) and all(c.isalpha() or c.isdecimal() or c == "-" for c in part)


def _document(voucher: Voucher) -> str:
    name = clean(voucher.meta.get("document", ""))
    if name and _DOCUMENT.fullmatch(name) is None:
        raise VoucherTextError(voucher, _("the document name"), name)
    return name


def _common_accounts(vouchers: Sequence[Voucher]) -> dict[tuple[Book, str], set[str]]:
    common: dict[tuple[Book, str], set[str]] = {}
    for voucher in vouchers:
        if name := _document(voucher):
            accounts = {clean(line.account) for line in voucher.lines}
            key = (voucher.book, name)
            common[key] = common[key] & accounts if key in common else accounts
    return common
