"""``importers/NAME.toml``: how one party's export is recognised and which of its columns mean what."""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onedoor_ledger.rulebook.errors import BadValueError, MissingKeyError
from onedoor_ledger.rulebook.model import Participant, Profile
from onedoor_ledger.rulebook.reading import RuleFile, Table
from onedoor_ledger.texts import _

_FORMATS = ("csv", "xlsx", "jsonstat", "kolada")
BANK, STATISTICS = "bank", "statistics"
EVERYBODY = "*"
"""As ``sender`` of a profile that ships: any participant, whose id begins the file's name."""
_UNITS = ("kr", "tkr")
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "requisitions": ("number", "measure", "period", "asked"),
    "spending": ("month", "kind", "amount"),
    "door": ("period", "site", "amount"),
    "transitions": ("measure", "period", "from", "to", "persons"),
    "bank": ("date",),
    "statistics": ("statistic", "region", "value"),
}
"""What each kind of export must say, in a column or as a fixed value for all rows."""
OPTIONAL: Mapping[str, tuple[str, ...]] = {
    "requisitions": (
        "party",
        "type",
        "cost_type",
        "accepted",
        "reason",
        "received",
        "advance",
        "status",
        "final",
        "hours",
        "evidence",
        "attest",
    ),
    "spending": ("party", "households", "persons", "measure", "municipality", "sex", "group"),
    "door": ("party", "item", "vat", "reimbursed"),
    "transitions": ("party", "municipality", "sex", "site"),
    "bank": (
        "amount",
        "in",
        "out",
        "direction",
        "text",
        "reference",
        "counterparty",
        "payer",
        "payee",
        "balance",
        "currency",
        "account",
    ),
    "statistics": ("year", "month", "status", "title", "unit", "source", "lag"),
}
KEPT = ("cost_type", "hours", "evidence", "attest", "final", "status")
"""What of a requisition may stand on its voucher as it is."""


def profile(file: RuleFile, *, shipped: bool = False) -> Profile:
    """The profile; its name is the file's."""
    root = file.root
    header = root.texts("header")
    kind = root.word("kind", tuple(REQUIRED))
    layout = root.word("format", _FORMATS)
    found = Profile(
        name=file.name.rsplit("/", 1)[-1].removesuffix(".toml"),
        kind=kind,
        format=layout,
        sender=root.text_or("sender", "") or "" if kind in (BANK, STATISTICS) else root.text("sender"),
        filename=root.text_or("filename", "*") or "*" if header else root.text("filename"),
        title=root.text("title"),
        sheet=root.text_or("sheet") if layout == "xlsx" else None,
        encoding=_encoding(root) if layout == "csv" else None,
        delimiter=_delimiter(root) if layout == "csv" else None,
        decimal=root.word("decimal", (",", ".")),
        dates=root.text("dates"),
        columns=_texts(root.table("columns")),
        values=_values(root.table("values")),
        skip=_skip(root.table("skip")),
        fixed=_texts(root.table("fixed")),
        header=header,
        pending=_skip(root.table("pending")),
        three_decimals=root.yes("three_decimals", default=False),
        keep=_keep(root, kind),
        shipped=shipped,
        only=_skip(root.table("only")),
        unit=root.word("unit", _UNITS) if "unit" in root else "kr",
    )
    if kind in REQUIRED:
        _check_meanings(root, found)
    return found


def for_everybody(found: Profile, members: Sequence[Participant]) -> tuple[Profile, ...]:
    """The profile, or one per participant when any may send such a file, its name beginning with the sender's id.

    One of statistics names the participants in its rows, and is one.
    """
    if found.sender != EVERYBODY or found.kind == STATISTICS:
        return (found,)
    return tuple(replace(found, sender=m.id, filename=f"{m.id}-{found.filename}") for m in members)


def _keep(root: Table, kind: str) -> tuple[str, ...]:
    kept = root.texts("keep")
    known = KEPT if kind == "requisitions" else ()
    for meaning in kept:
        if meaning not in known:
            remedy = _("An export of this kind has: {meanings}.").format(meanings=", ".join(known) or "–")
            root.fault(BadValueError(root.place("keep"), meaning, remedy))
    return kept


def _encoding(root: Table) -> str | None:
    name = root.text_or("encoding")
    try:
        return codecs.lookup(name).name if name else None
    except LookupError:
        root.fault(BadValueError(root.place("encoding"), name or "", _('Write "utf-8" or "cp1252".')))
        return None


def _delimiter(root: Table) -> str | None:
    delimiter = root.raw("delimiter")
    if delimiter is None or (isinstance(delimiter, str) and len(delimiter) == 1):
        return delimiter
    root.fault(BadValueError(root.place("delimiter"), str(delimiter), _('Write one sign, such as ";".')))
    return None


def _texts(table: Table) -> Mapping[str, str]:
    return {key: table.text(key) for key in table}


def _values(table: Table) -> Mapping[str, Mapping[str, str]]:
    return {meaning: _texts(table.table(meaning)) for meaning in table}


def _skip(table: Table) -> Mapping[str, tuple[str, ...]]:
    return {header: tuple(text.lower() for text in table.texts(header)) for header in table}


def _check_meanings(root: Table, profile: Profile) -> None:
    known = (*REQUIRED[profile.kind], *OPTIONAL[profile.kind])
    remedy = _("An export of this kind has: {meanings}.").format(meanings=", ".join(known))
    for table, meanings in (("columns", profile.columns), ("fixed", profile.fixed), ("values", profile.values)):
        for meaning in meanings:
            if meaning not in known:
                root.fault(BadValueError(root.place(table, meaning), meaning, remedy))
    if profile.kind == BANK and not {"amount", "in", "out"} & set(profile.columns):
        root.fault(MissingKeyError(root.place("columns"), "amount"))
    for header in (*profile.columns.values(), *profile.pending):
        if profile.header and header not in profile.header:
            root.fault(BadValueError(root.place("header"), header, _("Write it in the header too.")))
    for meaning in REQUIRED[profile.kind]:
        if meaning not in profile.columns and meaning not in profile.fixed:
            root.fault(MissingKeyError(root.place("columns"), meaning))
