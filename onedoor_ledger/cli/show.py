"""How the terminal shows what the routines return: files, vouchers, findings, what was written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.texts import N_, _, ngettext, number
from onedoor_ledger.voucher import Book, Voucher

if TYPE_CHECKING:
    from onedoor_ledger.intake.model import Batch, Told
    from onedoor_ledger.vouchers.write import Written

SEVERITIES = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.NOTE: N_("note"),
}


def columns(head: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> None:
    """A table of plain text, as wide as its widest cells; columns in ``right`` are numbers."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    for row in (head, tuple("─" * width for width in widths), *rows):
        cells = (c.rjust(w) if i in right else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True)))
        click.echo("  ".join(cells).rstrip())


def files(batch: Batch) -> None:
    """Each file: recognised as what, how many rows, how many of them are new."""
    if not batch.files:
        click.echo(_("The inbox is empty: nothing to import."))
        return
    head = (_("File"), _("Recognised as"), _("Rows"), _("To book"), _("Known"))
    rows = [(f.file, f.kind, str(f.rows), str(f.booked), str(f.known)) for f in batch.files]
    columns(head, rows, right=frozenset({2, 3, 4}))


def vouchers(pending: Sequence[Voucher]) -> None:
    """The vouchers as the ledger's own text, under the file each stands in: the very bytes a write appends."""
    from onedoor_ledger.vouchers.text import render_batch

    for book in Book:
        own = [voucher for voucher in pending if voucher.book is book]
        for place, run in groupby(zip(own, render_batch(own), strict=True), lambda pair: month_file(pair[0])):
            click.echo(f"\n; {place}\n")
            click.echo("\n".join(text for _voucher, text in run), nl=False)


def statistics(told: Sequence[Told]) -> None:
    """The values that become rows of rules/, and for what."""
    if told:
        click.echo("\n" + _("Rows of rules/:"))
        head = (_("Statistic"), _("Participant"), _("Period"), _("Value"))
        columns(head, [(t.statistic, t.participant, t.period, number(t.value)) for t in told], right=frozenset({3}))


def month_file(voucher: Voucher) -> str:
    """The file a voucher is written to, from the workspace's root."""
    return f"ledger/{voucher.book.value}/{voucher.date.year}/{voucher.date.month:02d}.beancount"


def findings(found: Iterable[Finding]) -> None:
    """Findings, the gravest first, each file's together: where, what, by which rule, what to do."""
    ranked = sorted(found, key=lambda f: (list(Severity).index(f.severity), _file(f)))
    for (severity, file), group in groupby(ranked, lambda f: (f.severity, _file(f))):
        click.echo(f"\n{_(SEVERITIES[severity]).capitalize()}{f' – {file}' if file else ''}")
        for finding in group:
            click.echo(f"  {_where(finding)}{finding.message}  [{finding.rule}]")
            if finding.remedy:
                click.echo(f"      → {finding.remedy}")


def tally(found: Sequence[Finding]) -> str:
    """How many findings of each gravity, in one line."""
    if not found:
        return _("All controls hold; nothing to remark on.")
    counts = {severity: sum(f.severity is severity for f in found) for severity in Severity}
    errors = ngettext("{n} error", "{n} errors", counts[Severity.ERROR]).format(n=counts[Severity.ERROR])
    warnings = ngettext("{n} warning", "{n} warnings", counts[Severity.WARNING]).format(n=counts[Severity.WARNING])
    notes = ngettext("{n} note", "{n} notes", counts[Severity.NOTE]).format(n=counts[Severity.NOTE])
    return f"{errors}, {warnings}, {notes}."


def written(result: Written, numbers: str) -> None:
    """What a write did: numbers, files, commit. Documents and what left the inbox are counted, not listed."""
    if not numbers and not result.commit:
        click.echo(_("Nothing new to write."))
        return
    if numbers:
        click.echo(_("Booked {numbers}.").format(numbers=numbers))
    kept = sum(path.startswith("ledger/documents/") for path in result.files)
    left = sum(path.startswith("inbox/") for path in result.files)
    seals = sum(path.endswith(".seal") for path in result.files)
    for path in result.files:
        if not path.startswith(("ledger/documents/", "inbox/")) and not path.endswith(".seal"):
            click.echo(f"  {path}")
    if seals:
        sentence = ngettext("  one seal in ledger/BOOK/seals/", "  {n} seals in ledger/BOOK/seals/", seals)
        click.echo(sentence.format(n=seals))
    if kept:
        sentence = ngettext("  one document in ledger/documents/", "  {n} documents in ledger/documents/", kept)
        click.echo(sentence.format(n=kept))
    if left:
        sentence = ngettext("  one file has left inbox/", "  {n} files have left inbox/", left)
        click.echo(sentence.format(n=left))
    if result.commit:
        click.echo(_("Commit {commit}.").format(commit=result.commit[:10]))


def preview_note(count: int) -> None:
    """Say that nothing is booked yet."""
    sentence = ngettext(
        "Preview: one voucher would be booked. Add --write to book it.",
        "Preview: {n} vouchers would be booked. Add --write to book them.",
        count,
    )
    click.echo("\n" + sentence.format(n=count))


def _file(finding: Finding) -> str:
    return finding.place.file if finding.place else ""


def _where(finding: Finding) -> str:
    if finding.place is None:
        return ""
    parts = [str(finding.place.row)] if finding.place.row is not None else []
    parts += [finding.place.key] if finding.place.key else []
    return f"{' '.join(parts)}: " if parts else ""
