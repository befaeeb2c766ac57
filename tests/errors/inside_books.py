"""Messages of the writer that no command can be made to say by files alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from onedoor_ledger.books.load import load
from onedoor_ledger.voucher import Archived, Book, Line, Voucher
from onedoor_ledger.vouchers import lock, write
from onedoor_ledger.vouchers.archive import document_name
from onedoor_ledger.vouchers.errors import BusyError
from onedoor_ledger.vouchers.register import register
from onedoor_ledger.workspace import Workspace

TODAY, BY = dt.date(2026, 10, 14), "Ekonom"


def _voucher(workspace: Workspace, amount: int = 100) -> Voucher:
    first, second = sorted(load(workspace).charts[Book.ASSOCIATION])[:2]
    return Voucher(Book.ASSOCIATION, TODAY, "Kaffe till mötet", (Line(first, amount), Line(second, -amount)))


def _register(workspace: Workspace, voucher: Voucher, today: dt.date = TODAY) -> tuple[Voucher, ...]:
    """Registered alone; of several messages the first."""
    return register([voucher], load(workspace), today, BY)


def voucher_unbalanced(workspace: Workspace) -> None:
    voucher = _voucher(workspace)
    _register(workspace, replace(voucher, lines=(voucher.lines[0], replace(voucher.lines[1], amount=-99))))


def voucher_empty(workspace: Workspace) -> None:
    _register(workspace, replace(_voucher(workspace), lines=()))


def voucher_unwritable(workspace: Workspace) -> None:
    [voucher] = _register(workspace, _voucher(workspace))
    write.book(workspace, [replace(voucher, meta={"Fel nyckel": "x"})], message="", commit=False)


def account_unknown(workspace: Workspace) -> None:
    voucher = _voucher(workspace)
    _register(workspace, replace(voucher, lines=(Line("Kostnader:Kaffe", 100), voucher.lines[1])))


def account_closed(workspace: Workspace) -> None:
    voucher = _voucher(workspace)
    chart = workspace.ledger / "association" / "chart.beancount"
    before = chart.read_bytes()
    chart.write_bytes(before + f"2026-07-01 close {voucher.lines[0].account}\n".encode())
    try:
        _register(workspace, voucher)
    finally:
        chart.write_bytes(before)


def month_not_open(workspace: Workspace) -> None:
    _register(workspace, replace(_voucher(workspace), date=dt.date(2062, 10, 14)))


def clock_behind(workspace: Workspace) -> None:
    from onedoor_ledger.books.preview import plus

    books = plus(load(workspace), _register(workspace, _voucher(workspace)))
    register([_voucher(workspace)], books, dt.date(2026, 1, 14), BY)


def numbers_moved(workspace: Workspace) -> None:
    [voucher] = _register(workspace, _voucher(workspace))
    write.book(workspace, [replace(voucher, number=7)], message="", commit=False)


def workspace_busy(workspace: Workspace) -> None:
    from threading import Thread

    caught: list[Exception] = []

    def other() -> None:
        try:
            with lock.hold(workspace, wait=0):
                pass
        except BusyError as error:
            caught.append(error)

    with lock.hold(workspace):
        thread = Thread(target=other)
        thread.start()
        thread.join()
    raise caught[0]


def document_differs(workspace: Workspace) -> None:
    document = Archived("rekvisition.csv", b"Insats;Belopp\n", TODAY)
    path = workspace.documents / document_name(document)
    path.write_bytes(b"Insats;Annat belopp\n")
    try:
        write.book(workspace, [], [document], message="", commit=False)
    finally:
        path.unlink()


def book_missing(workspace: Workspace) -> None:
    main = workspace.main_file(Book.PEOPLE)
    before = main.read_bytes()
    main.unlink()
    try:
        load(workspace)
    finally:
        main.write_bytes(before)
