"""Bounds no honest export reaches: a hostile file costs a message, not the computer."""

from __future__ import annotations

from onedoor_ledger.formats.errors import FileTooLargeError

MAX_BYTES = 64_000_000
"""Size of a file as received. A year of a large förbund's bank statements is under 5 MB."""
MAX_UNPACKED = 128_000_000
"""Size of everything in a workbook once unpacked."""
MAX_RATIO = 250
"""How many times smaller a workbook may be packed than unpacked (real ones: 5-40)."""
RATIO_FROM = 16_000_000
"""Workbooks that unpack to less than this are not judged by ratio."""
MAX_MEMBERS = 5_000
"""Files inside a workbook."""
MAX_CELLS = 5_000_000
"""Rows times columns of a sheet."""


def check_size(content: bytes, name: str) -> None:
    """Refuse a file that is too large.

    Raises:
        FileTooLargeError: over :data:`MAX_BYTES`.
    """
    if len(content) > MAX_BYTES:
        raise FileTooLargeError(name, MAX_BYTES)
