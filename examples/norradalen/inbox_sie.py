"""September's SIE 4I files, CP437: one from the payroll system, one from the invoice system."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from examples.norradalen import accounts as a
from examples.norradalen import days, plan
from examples.norradalen.invoices import Invoice
from examples.norradalen.journal import Journal
from examples.norradalen.suppliers import GRANASA
from onedoor_ledger.money import ledger_text
from onedoor_ledger.voucher import Voucher

Row = tuple[str, str, int]
"""Konto, object list, öre."""
PAYROLL_BANK = "1941"
"""The payroll system credits the bank; the engine makes that a debt the bank file clears."""
KONTO = {
    a.WAGES: "5021", a.EMPLOYER_COST: "5611", a.PENSION: "5711", a.PENSION_TAX: "5751", a.WITHHELD_TAX: "2711",
    a.EMPLOYER_FEE: "2731", a.NET_WAGES: PAYROLL_BANK, a.PENSION_DEBT: "2931", a.FEES_DEBT: "2941",
    a.BOARD_FEES: "5011", a.BOARD_LOST_EARNINGS: "5014", a.BOARD_EMPLOYER: "5611", a.VAT: "1681",
    a.SUPPLIERS: "2411", a.S02_SERVICES: "7431", a.S02_CONFERENCE: "7121", a.ACCOUNTING: "7421", a.IT: "6811",
    a.OFFICE: "6511", a.CONSUMABLES: "6411", a.TRAVEL: "7051", a.INFORMATION: "7211", a.AUDIT: "7411",
    a.BOARD_MEETINGS: "7111",
}  # fmt: skip
NAMES = {
    "1681": "Ersättningsbar moms", "1941": "Bank", "2411": "Leverantörsskulder", "2711": "Källskatt",
    "2731": "Arbetsgivaravgifter", "2931": "Upplupen pension", "2941": "Upplupna avgifter", "5011": "Arvoden",
    "5021": "Månadslön", "5611": "Arbetsgivaravgift", "5711": "Pensionspremier", "5751": "Särskild löneskatt",
    "6411": "Förbrukning", "6511": "Kontor", "6811": "Tele och IT", "7051": "Resor", "7211": "Information",
    "7421": "Ekonomitjänst", "7431": "Köpta tjänster kompetens",
}  # fmt: skip
LINE_OBJECTS = (("Kostnader:Styrelse:", "STY"), ("Kostnader:Kansli:", "KAN"), ("Kostnader:Insatser:S02", "S02"))


def payroll(journal: Journal) -> bytes:
    """The payroll system's vouchers of September: wages and the fee to the one who has turned 67 (event 8)."""
    vouchers = [event.voucher for event in journal.waiting() if _is_payroll(event.voucher)]
    blocks = []
    for number, voucher in enumerate(vouchers, start=1):
        text = voucher.narration.replace(" enligt lönesystemet", "")
        rows = [(KONTO[line.account], _line_object(line.account), line.amount) for line in voucher.lines]
        blocks.append(_ver("L", str(number), voucher.date, text, rows))
    objects = {("1", "KAN"): "Kansli", ("1", "STY"): "Styrelse"}
    return _file("Lönsam 4", "Granåsa lönecenter", objects, blocks)


def invoices(sent: Iterable[Invoice]) -> bytes:
    """The invoice system's vouchers of September, with supplier and counterpart as dimensions."""
    own = sorted((i for i in sent if i.date > days.LAST_BOOKED), key=lambda i: (i.date, i.number))
    suppliers = {name: str(101 + n) for n, name in enumerate(sorted({i.supplier.name for i in own}))}
    blocks = []
    for number, invoice in enumerate(own, start=2091):
        name = invoice.supplier.name
        dimension = f"9 {suppliers[name]}" + (" 20 GRANASA" if invoice.supplier is GRANASA else "")
        rows: list[Row] = [("2411", dimension, -invoice.gross)]
        if invoice.vat:
            rows.append(("1681", "", invoice.vat))
        for account, net in invoice.costs:
            counterpart = " 20 GRANASA" if invoice.supplier is GRANASA else ""
            rows.append((KONTO[account], _line_object(account) + counterpart, net))
        text = f"Faktura {invoice.number} {name}, {invoice.text.lower()}"
        blocks.append(_ver("F", str(number), invoice.date, text, rows))
    objects = {("9", number): name for name, number in suppliers.items()}
    objects |= {
        ("1", "KAN"): "Kansli",
        ("1", "S02"): "Kompetens och gemensam kartläggning",
        ("20", "GRANASA"): "Granåsa kommun",
    }
    return _file("Fakturalund 7.2", "Granåsa ekonomiservice", objects, blocks)


def _is_payroll(voucher: Voucher) -> bool:
    accounts = {line.account for line in voucher.lines}
    return a.NET_WAGES in accounts and a.BANK not in accounts


def _line_object(account: str) -> str:
    return next((f"1 {code}" for prefix, code in LINE_OBJECTS if account.startswith(prefix)), "")


def _ver(series: str, number: str, day: dt.date, text: str, rows: Sequence[Row]) -> tuple[str, Sequence[Row]]:
    head = f'#VER {series} {number} {day:%Y%m%d} "{text}" {days.next_bank_day(day):%Y%m%d}'
    lines = [f"   #TRANS {konto} {{{objects}}} {ledger_text(amount)}" for konto, objects, amount in rows]
    return "\r\n".join([head, "{", *lines, "}"]), rows


def _file(
    program: str, sign: str, objects: Mapping[tuple[str, str], str], blocks: Sequence[tuple[str, Sequence[Row]]]
) -> bytes:
    kontos = sorted({row[0] for _, rows in blocks for row in rows})
    dimensions = {"1": "Insats eller budgetrad", "9": "Leverantör", "20": "Motpart"}
    used = {dimension for dimension, _ in objects}
    head = [
        "#FLAGGA 0",
        f'#PROGRAM "{program}" "2026.3"',
        "#FORMAT PC8",
        f'#GEN 20261002 "{sign}"',
        "#SIETYP 4",
        f"#ORGNR {plan.ORGNR}",
        f'#FNAMN "{plan.ASSOCIATION}"',
        *(f'#KONTO {konto} "{NAMES[konto]}"' for konto in kontos),
        *(f'#DIM {number} "{name}"' for number, name in dimensions.items() if number in used),
        *(f'#OBJEKT {number} "{object_}" "{name}"' for (number, object_), name in sorted(objects.items())),
    ]
    return ("\r\n".join([*head, *(block for block, _ in blocks)]) + "\r\n").encode("cp437")
