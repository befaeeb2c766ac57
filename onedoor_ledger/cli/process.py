"""What is set once for the whole process: UTF-8 streams, and a last word instead of a traceback."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from types import TracebackType

from onedoor_ledger.texts import _

DEBUG = "ONEDOOR_DEBUG"
"""Set to see Python's traceback when the program itself is at fault."""


def prepare() -> None:
    """UTF-8 out whatever the console's code page, and no traceback for a reader who cannot use one."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if not os.environ.get(DEBUG):
        sys.excepthook = _last_word


def _last_word(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """Say that the program is at fault and where; never the error's own text, which may quote a row of somebody's."""
    where = "?"
    while trace is not None:
        where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    sentence = _("The program itself failed ({kind} in {where}). Nothing half done is left in the books.")
    advice = _("Run again with {variable}=1 set and send what it prints to whoever keeps the program.")
    print(sentence.format(kind=kind.__name__, where=where), file=sys.stderr)
    print(f"  {advice.format(variable=DEBUG)}", file=sys.stderr)
