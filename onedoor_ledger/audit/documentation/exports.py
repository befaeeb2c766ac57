"""How the files of others are read: each profile in words, and the formats that need none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onedoor_ledger.reporting.model import Block, Column, Row, Section, Sheet, Table
from onedoor_ledger.rulebook.model import Profile, Rulebook
from onedoor_ledger.texts import N_, _

KINDS: Mapping[str, str] = {
    "bank": N_("account statement"),
    "requisitions": N_("requisitions"),
    "spending": N_("what a party spends on the target group"),
    "door": N_("costs of the shared front door"),
    "transitions": N_("how many moved between states"),
    "statistics": N_("statistics that become rows of rules/"),
}
FORMATS: tuple[tuple[str, str], ...] = (
    (
        "camt.053, camt.054",
        N_("The bank's account statement and advice, ISO 20022: the bank against the debt it pays."),
    ),
    ("SIE 4I, 4E", N_("Vouchers from payroll and supplier systems, and moving in from another accounting system.")),
    (".skv", N_("The tax account: payments, tax and fees as Skatteverket has booked them.")),
    ("Peppol BIS 3 / UBL", N_("Electronic invoices from suppliers and parties.")),
    ("JSON-stat, Kolada", N_("Published statistics, read as the profile says.")),
)
MEANINGS: Mapping[str, str] = {
    "accepted": N_("amount accepted"),
    "account": N_("bank account"),
    "advance": N_("the advance it settles"),
    "amount": N_("amount"),
    "asked": N_("amount asked for"),
    "attest": N_("approved by"),
    "balance": N_("balance"),
    "cost_type": N_("kind of cost"),
    "counterparty": N_("counterparty"),
    "currency": N_("currency"),
    "date": N_("date"),
    "direction": N_("in or out"),
    "evidence": N_("evidence"),
    "final": N_("final or part"),
    "from": N_("state before"),
    "group": N_("group"),
    "hours": N_("hours"),
    "households": N_("number of households"),
    "in": N_("amount in"),
    "item": N_("item"),
    "kind": N_("kind"),
    "lag": N_("how late it is published"),
    "measure": N_("measure"),
    "month": N_("month"),
    "municipality": N_("municipality"),
    "number": N_("number of the requisition"),
    "out": N_("amount out"),
    "party": N_("party"),
    "payee": N_("payee"),
    "payer": N_("payer"),
    "period": N_("period it concerns"),
    "persons": N_("number of persons"),
    "reason": N_("reason for a difference"),
    "received": N_("day received"),
    "reference": N_("reference"),
    "region": N_("place"),
    "reimbursed": N_("the part the förbund pays"),
    "sex": N_("sex"),
    "site": N_("front door"),
    "source": N_("source"),
    "statistic": N_("statistic"),
    "status": N_("status"),
    "text": N_("text"),
    "title": N_("title"),
    "to": N_("state after"),
    "type": N_("requisition, advance or repayment"),
    "unit": N_("unit"),
    "value": N_("value"),
    "vat": N_("VAT"),
    "year": N_("year"),
}
"""What a profile may say a column means (:mod:`onedoor_ledger.rulebook.profiles`)."""


def sheet(rules: Rulebook) -> Sheet:
    """Formats first, then a section per profile of the förbund's own, then those that ship with the program."""
    own = [profile for profile in rules.profiles if not profile.shipped]
    shipped = list({profile.name: profile for profile in rules.profiles if profile.shipped}.values())
    return Sheet(
        id="importers",
        title=_("How files are read"),
        subtitle=_("What each file must be called and hold, and what its columns mean."),
        sections=(
            Section(_("Formats that are known as they are"), (_formats(), *_order())),
            *(Section(f"{profile.title} ({profile.name})", tuple(_profile(profile))) for profile in own),
            Section(_("Profiles that come with the program"), (_shipped(shipped),)),
        ),
    )


def _formats() -> Table:
    columns = (Column("format", _("Format")), Column("what", _("What")))
    rows = tuple(Row({"format": name, "what": _(what)}) for name, what in FORMATS)
    return Table("formats", _("Formats"), columns, rows)


def _order() -> Iterator[str]:
    yield _(
        "All files of one import are one batch: debts first, then payments. A row is known by its own reference, else "
        "by its content; what is booked already is not booked again. A file that cannot be read stops the whole batch."
    )
    yield _("A file with data on individuals is refused unread; the party folds it to counts and sums at home.")


def _profile(profile: Profile) -> Iterator[Block]:
    yield _("Kind: {kind}. Sender: {sender}. File name: {filename}. Format: {format}.").format(
        kind=_(KINDS[profile.kind]), sender=profile.sender or "–", filename=profile.filename, format=_format(profile)
    )
    columns = (Column("header", _("Heading in the file")), Column("meaning", _("Means")), Column("words", _("Words")))
    rows = [
        Row({"header": header, "meaning": _(MEANINGS[meaning]), "words": _words(profile, meaning)})
        for meaning, header in profile.columns.items()
    ]
    rows += [
        Row({"header": _("(all rows)"), "meaning": _(MEANINGS[meaning]), "words": value})
        for meaning, value in profile.fixed.items()
    ]
    yield Table(f"profile_{profile.name.replace('-', '_')}", _("Columns"), columns, tuple(rows))
    for told, by_header in (
        (_("Rows that are sums, and not booked: {rows}."), profile.skip),
        (_("Rows that are not booked yet at the bank: {rows}."), profile.pending),
        (_("Only these rows are read: {rows}."), profile.only),
    ):
        if by_header:
            yield told.format(rows="; ".join(f"{header}: {', '.join(words)}" for header, words in by_header.items()))
    if profile.keep:
        yield _("Kept on the voucher: {what}.").format(what=", ".join(_(MEANINGS[each]) for each in profile.keep))


def _format(profile: Profile) -> str:
    parts = [profile.format.upper()]
    if profile.sheet:
        parts.append(_("sheet {name}").format(name=profile.sheet))
    if profile.encoding:
        parts.append(profile.encoding)
    if profile.delimiter:
        parts.append(_("between columns {sign}").format(sign="tab" if profile.delimiter == "\t" else profile.delimiter))
    parts.append(_("decimal sign {sign}").format(sign=profile.decimal))
    if profile.unit != "kr":
        parts.append(_("amounts in {unit}").format(unit=profile.unit))
    return ", ".join(parts)


def _words(profile: Profile, meaning: str) -> str:
    return "; ".join(f"{word} = {ours}" for word, ours in profile.values.get(meaning, {}).items())


def _shipped(profiles: list[Profile]) -> Table:
    columns = (
        Column("name", _("Profile")),
        Column("title", _("What")),
        Column("kind", _("Kind")),
        Column("columns", _("Columns")),
    )
    rows = tuple(
        Row(
            {
                "name": profile.name,
                "title": profile.title,
                "kind": _(KINDS[profile.kind]),
                "columns": "; ".join(f"{header} = {_(MEANINGS[m])}" for m, header in profile.columns.items()),
            }
        )
        for profile in profiles
    )
    return Table("profiles_shipped", _("Profiles that come with the program"), columns, rows)
