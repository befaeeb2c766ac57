"""The command line: a thin door (architecture.md, "The command line"; contracts.md section 6).

Commands are imported when they are run; what they do stands in :mod:`onedoor_ledger.routines`.
"""

from __future__ import annotations


def main() -> None:
    """Run ``onedoor``: the entry point of the installed command."""
    from onedoor_ledger.cli.process import prepare
    from onedoor_ledger.cli.root import onedoor

    prepare()
    onedoor(prog_name="onedoor")
