"""``python -m onedoor_ledger`` is ``onedoor``."""

from onedoor_ledger.cli import main

main()
