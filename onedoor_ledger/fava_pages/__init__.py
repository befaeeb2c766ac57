"""Our pages in Fava: a thin door.

The ledgers name this module (``custom "fava-extension" "onedoor_ledger.fava_pages"``); Fava makes one instance per
book of each class it finds here, and lists them by the names they have here.
"""

from onedoor_ledger.fava_pages.extension import Importera as Page2
from onedoor_ledger.fava_pages.extension import Oversikt as Page1
from onedoor_ledger.fava_pages.proof_pages import Kontroller as Page82
from onedoor_ledger.fava_pages.proof_pages import LasningOchAndringar as Page83
from onedoor_ledger.fava_pages.proof_pages import MalOchKalender as Page81
from onedoor_ledger.fava_pages.sheet_pages import BudgetOchUtfall as Page31
from onedoor_ledger.fava_pages.sheet_pages import Floden as Page37
from onedoor_ledger.fava_pages.sheet_pages import Incitament as Page36
from onedoor_ledger.fava_pages.sheet_pages import Kostnadsfordelning as Page35
from onedoor_ledger.fava_pages.sheet_pages import Medlemsbidrag as Page33
from onedoor_ledger.fava_pages.sheet_pages import Parter as Page34
from onedoor_ledger.fava_pages.sheet_pages import Rapporter as Page91
from onedoor_ledger.fava_pages.sheet_pages import Rekvisitioner as Page32

__all__ = [
    "Page1",
    "Page2",
    "Page31",
    "Page32",
    "Page33",
    "Page34",
    "Page35",
    "Page36",
    "Page37",
    "Page81",
    "Page82",
    "Page83",
    "Page91",
]
