"""Our pages in Fava: a thin door.

The ledgers name this module (``custom "fava-extension" "onedoor_ledger.fava_pages"``); Fava makes one instance per
book of the class it finds here.
"""

from onedoor_ledger.fava_pages.extension import Oversikt

__all__ = ["Oversikt"]
