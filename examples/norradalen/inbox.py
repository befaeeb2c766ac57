"""What lies in ``inbox/`` on 14 October 2026: September's files and the quarter's requisitions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from examples.norradalen import inbox_bank, inbox_sie, inbox_tables, inbox_tax
from examples.norradalen.association import Association
from examples.norradalen.inbox_tables import as_csv, as_xlsx
from examples.norradalen.parties import Reported


def files(association: Association, reported: list[Reported]) -> Mapping[str, bytes]:
    """Every file by name."""
    known, journal = association.requisitions, association.journal
    granasa, region, kvarnsund = (
        inbox_tables.requisitions(known, party) for party in ("granasa", "norrvidd", "kvarnsund")
    )
    return {
        "camt053-2026-09.xml": inbox_bank.statement(journal),
        "lon-2026-09.si": inbox_sie.payroll(journal),
        "leverantorer-2026-09.si": inbox_sie.invoices(association.invoices),
        "skattekonto-2026-09.skv": inbox_tax.statement(journal, association.tax_rows),
        "granasa-rekvisitioner-2026-q3.xlsx": as_xlsx(granasa, "Rekvisition", "Rekvisitioner Granåsa"),
        "region-rekvisitioner-2026-q3.xlsx": as_xlsx(region, "Rekvisition", "Rekvisitioner Region Norrvidd"),
        "kvarnsund-rekvisitioner-2026-q3.csv": as_csv(kvarnsund, "cp1252"),
        "granasa-malgrupp-2026-09.csv": as_csv(inbox_tables.spending(reported, "granasa", "2026-09"), "utf-8-sig"),
        "fk-malgrupp-2026-09.xlsx": as_xlsx(inbox_tables.spending(reported, "fk", "202609"), "Utbetalt", "Målgrupp FK"),
        "af-malgrupp-2026-09.csv": as_csv(inbox_tables.spending(reported, "af", "2026-09"), "utf-8"),
        "region-malgrupp-2026-09.xlsx": as_xlsx(
            inbox_tables.spending(reported, "norrvidd", "2026-09"), "Målgrupp", "Målgrupp Region Norrvidd"
        ),
        "granasa-ingangen-2026-q3.xlsx": as_xlsx(inbox_tables.door(), "Ingången", "En gemensam ingång"),
        "overgangar-2026-q3.csv": as_csv(inbox_tables.transitions(), "utf-8-sig"),
    }


def write(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write the inbox anew."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.iterdir()):
        if path.is_file():
            path.unlink()
    for name, content in contents.items():
        (folder / name).write_bytes(content)
