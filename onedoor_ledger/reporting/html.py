"""The report as one HTML file to keep: no scripts, nothing fetched, readable in any browser and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from onedoor_ledger.reporting.cells import NUMERIC, cell_text
from onedoor_ledger.reporting.flow_picture import svg
from onedoor_ledger.reporting.model import Block, Chart, Flow, KeyFigure, Report, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import long_date
from onedoor_ledger.texts import _

STYLE = """
body { font: 16px/1.5 Georgia, "Times New Roman", serif; color: #1a1a1a; background: #fff; margin: 0 auto;
  max-width: 72rem; padding: 2rem 1.25rem 4rem; }
h1, h2, h3, nav, table { font-family: "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0.2rem 0 0.4rem; }
h2 { font-size: 1.4rem; margin: 3rem 0 0.4rem; padding-top: 0.6rem; border-top: 2px solid #1a1a1a; }
h3 { font-size: 1.05rem; margin: 2rem 0 0.5rem; }
p { max-width: 46rem; margin: 0.5rem 0; }
.lead, .foot, .note { color: #4a4a4a; }
.notes { border-left: 4px solid #8a5a00; padding-left: 0.8rem; font-weight: bold; }
nav ul { columns: 2 18rem; list-style: none; padding: 0; }
a { color: #1a4a7a; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.85rem; margin: 0.8rem 0; }
caption { text-align: left; font-weight: bold; padding: 0.4rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.6rem 0.3rem 0; border-bottom: 1px solid #d5d5d5;
  overflow-wrap: break-word; }
thead th { border-bottom: 2px solid #1a1a1a; }
th.n, td.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
tr.total td, tr.subtotal td { font-weight: bold; border-top: 1px solid #1a1a1a; }
tr.muted td { color: #5a5a5a; }
figure { margin: 1rem 0; }
figcaption { font-weight: bold; margin-bottom: 0.6rem; }
code { font-size: 0.92em; overflow-wrap: anywhere; }
@media print {
  body { font-size: 10pt; max-width: none; padding: 0; }
  h2 { break-before: page; border-top: 0; }
  header + main > section:first-child h2 { break-before: auto; }
  figure { break-inside: avoid; }
  h2, h3, caption { break-after: avoid; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  tr.total { break-before: avoid; }
  nav { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
  .wide { overflow: visible; }
  @page { size: A4 landscape; margin: 15mm; }
}
""".strip()


def render(report: Report) -> str:
    """The whole report as one HTML document; the same bytes for the same report."""
    title = f"{report.title} – {report.association}" if report.association else report.title
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{escape(report.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title>",
            f"<style>\n{STYLE}\n</style>",
            "</head>",
            "<body>",
            *_body(report),
            "</body>",
            "</html>",
            "",
        ]
    )


def _body(report: Report) -> Iterator[str]:
    yield "<header>"
    yield f'<p class="lead">{escape(report.association)}</p>'
    yield f"<h1>{escape(report.title)}</h1>"
    made = _("Made on {date}.").format(date=long_date(report.today))
    yield f'<p class="lead">{escape(made)}</p>'
    yield from (f'<p class="notes">{escape(note)}</p>' for note in report.notes)
    yield "</header>"
    if len(report.sheets) > 1:
        label = _("Contents")
        yield f'<nav aria-label="{escape(label)}"><ul>'
        yield from (f'<li><a href="#{escape(sheet.id)}">{escape(sheet.title)}</a></li>' for sheet in report.sheets)
        yield "</ul></nav>"
    yield "<main>"
    for sheet in report.sheets:
        yield from _sheet(sheet)
    yield "</main>"


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f'<section id="{escape(sheet.id)}">'
    yield f"<h2>{escape(sheet.title)}</h2>"
    if sheet.subtitle:
        yield f'<p class="lead">{escape(sheet.subtitle)}</p>'
    for section in sheet.sections:
        yield from _section(section)
    if sheet.foot:
        yield f'<p class="foot">{escape(sheet.foot)}</p>'
    yield "</section>"


def _section(section: Section) -> Iterator[str]:
    yield f"<h3>{escape(section.title)}</h3>"
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, str):
        yield f"<p>{escape(block)}</p>"
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Flow):
        yield f"<figure><figcaption>{escape(block.title)}</figcaption>"
        yield svg(block)
        yield "</figure>"
    elif isinstance(block, Chart):
        shown = _("[Chart] {description}").format(description=block.description)
        yield f"<p>{escape(shown)}</p>"
    else:
        yield from _key_figures(block)


def _key_figures(figures: Sequence[KeyFigure]) -> Iterator[str]:
    yield "<ul>"
    for figure in figures:
        beside = "; ".join(f"{name} {cell_text(other, 'tkr')}" for name, other in figure.beside)
        text = f"{figure.label}: {cell_text(figure.value, 'tkr')} ({beside})"
        yield f"<li>{escape(text)}</li>"
    yield "</ul>"


def _table(table: Table) -> Iterator[str]:
    yield '<div class="wide"><table>'
    yield f"<caption>{escape(table.caption)}</caption>"
    heads = "".join(f'<th scope="col"{_class(column.format)}>{escape(column.title)}</th>' for column in table.columns)
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    yield from (_row(table, row) for row in table.rows)
    yield "</tbody></table></div>"
    if table.note:
        yield f'<p class="note">{escape(table.note)}</p>'


def _row(table: Table, row: Row) -> str:
    cells = "".join(
        f"<td{_class(column.format)}>{escape(cell_text(row.cells.get(column.key), column.format))}</td>"
        for column in table.columns
    )
    style = "" if row.style == "normal" else f' class="{escape(row.style)}"'
    return f"<tr{style}>{cells}</tr>"


def _class(format: str) -> str:
    return ' class="n"' if format in NUMERIC else ""
