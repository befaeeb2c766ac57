"""The plugin as bean-check meets it: nothing to say of a good book, an error that can be read of a bad one."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from beancount.parser import printer

from onedoor_ledger import plugin
from onedoor_ledger.control.violation import BookError
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers import write
from onedoor_ledger.workspace import Workspace
from tests.books.small import document, documented, entered, payment, registered, requisition, small
from tests.control.books_in_docstrings import loaded


def bean_check(path: Path) -> subprocess.CompletedProcess[str]:
    command = (str(Path(sys.executable).with_name("bean-check")), "--no-cache", str(path))
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = small(tmp_path, git=False)
    vouchers = registered(workspace, documented(requisition(), document()), payment(), entered())
    write.book(workspace, vouchers, [document()], message="", commit=False)
    return workspace


@pytest.mark.parametrize("book", Book)
def test_bean_check_has_nothing_to_say_of_a_good_book(workspace: Workspace, book: Book) -> None:
    done = bean_check(workspace.main_file(book))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_bean_check_says_what_is_wrong(workspace: Workspace) -> None:
    path = workspace.ledger / "association" / "2026" / "09.beancount"
    path.write_bytes(path.read_bytes().replace(b'"V1"', b'"V2"'))
    done = bean_check(workspace.main_file(Book.ASSOCIATION))
    assert done.returncode == 1
    assert "V2 år 2026 används två gånger" in done.stderr
    assert "V1 år 2026 saknas före V2" in done.stderr


def test_entries_are_never_changed() -> None:
    entries, errors = loaded(Book.ASSOCIATION, '2024-01-01 open Tillgångar:Bank\n  konto: "1941"\n')
    assert plugin.check_book(entries, {}, "association")[0] is entries
    assert errors == []


def test_an_error_can_be_pickled_and_printed() -> None:
    _entries, errors = loaded(Book.ASSOCIATION, '2024-02-01 * "Tom"\n')
    assert {type(error) for error in errors} == {BookError}
    assert pickle.loads(pickle.dumps(errors)) == errors
    shown = str(printer.format_error(errors[-2]))  # type: ignore[no-untyped-call]
    assert "2024-02-01 ”Tom” saknar nummer" in shown


def test_a_book_that_is_none_of_the_three() -> None:
    _entries, [error] = plugin.check_book([], {}, "budget")
    assert error.message.startswith("”budget” är ingen av de tre böckerna. Skriv i huvudfilen: plugin")
    assert error.rule == "plugin-book"


def test_no_pandas_in_it() -> None:
    code = "import sys, onedoor_ledger.plugin; sys.exit('pandas' in sys.modules)"
    assert subprocess.run((sys.executable, "-c", code), check=False).returncode == 0
