"""What the columns of an unknown table may mean, told from their titles and from what they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onedoor_ledger.intake.proposing import Column, Seen
from onedoor_ledger.rulebook.profiles import REQUIRED

_ANY = frozenset({"date", "period", "year", "amount", "count", "code", "text"})
_WHEN = frozenset({"date", "period", "year", "count"})
_NUMBERS = frozenset({"amount", "count", "year"})
_WORDS = frozenset({"text", "code", "count"})

_WHOLE = re.compile(r"(samtliga|totalt?|alla|båda|kvinnor och män|män och kvinnor)\b.*", re.IGNORECASE)

Sign = tuple[str, str, frozenset[str]]
"""A meaning, the titles that suggest it, and what the column must hold."""
SIGNS: Mapping[str, Sequence[Sign]] = {
    "bank": (
        ("date", r"bokf.*(dag|datum)|reskontradatum|bokförd|datum", _WHEN),
        ("balance", r".*saldo|balans", _NUMBERS),
        ("in", r"insättning(ar)?|inbetalt|kredit", _NUMBERS),
        ("out", r"uttag|utbetalt|debet", _NUMBERS),
        ("amount", r"belopp.*", _NUMBERS),
        ("reference", r"referens|ocr.*|verifikationsnummer", _ANY),
        ("payer", r"avsändare|betalare", _ANY),
        ("payee", r"mottagare", _ANY),
        ("counterparty", r"namn|motpart", _WORDS),
        ("text", r"text.*|beskrivning|rubrik|meddelande.*|transaktion", _ANY),
        ("currency", r"valuta", _WORDS),
    ),
    "requisitions": (
        ("number", r"rekvisition.*|.*(nr|nummer)", _ANY),
        ("measure", r"insats.*|projekt.*|aktivitet", _WORDS),
        ("period", r"period|kvartal|avser.*", _WHEN | _WORDS),
        ("asked", r"begärt.*|rekvirerat.*|belopp.*|summa|kostnad", _NUMBERS),
        ("accepted", r"godkänt.*|beviljat.*", _ANY),
        ("cost_type", r"kostnadsslag|.*slag", _WORDS),
        ("reason", r"orsak|motivering|kommentar", _ANY),
        ("received", r"datum|inkom.*|mottagen", _WHEN),
        ("hours", r"timmar", _NUMBERS),
    ),
    "door": (
        ("period", r"period|kvartal", _WHEN | _WORDS),
        ("site", r"ingång|plats", _WORDS),
        ("item", r"kostnadsslag|post", _WORDS),
        ("amount", r"belopp.*|kostnad|brutto", _NUMBERS),
        ("vat", r"moms", _NUMBERS),
        ("reimbursed", r".*förbundet", _NUMBERS),
    ),
    "transitions": (
        ("period", r"period|kvartal|månad", _WHEN | _WORDS),
        ("measure", r"insats.*", _WORDS),
        ("from", r"från|före|försörjning före", _WORDS),
        ("to", r"till|efter|försörjning efter", _WORDS),
        ("persons", r"antal.*|personer|deltagare", _NUMBERS),
        ("municipality", r"kommun", _WORDS),
        ("sex", r"kön", _WORDS),
        ("site", r"ingång|plats", _WORDS),
    ),
    "spending": (
        ("month", r".*månad.*|period|datum|utbet.*(dag|datum)", _WHEN),
        ("kind", r"förmån.*|bistånd.*|ersättning.*|kostnad(sslag)?|.*typ|typ .*|.*slag|ändamål", _WORDS),
        ("amount", r"belopp.*|utbetalt.*|summa.*|kronor|kostnad.*", _NUMBERS),
        ("households", r".*hushåll.*", _NUMBERS),
        ("persons", r"antal.*|personer", _NUMBERS),
        ("measure", r"insats.*", _WORDS),
        ("municipality", r"kommun", _WORDS),
        ("sex", r"kön", _WORDS),
    ),
    "statistics": (
        ("year", r"år|ar|year|tid|månad", _WHEN),
        ("month", r"månad|manad", _WHEN | {"code"}),
        ("region", r"kommunkod|regionkod|länskod|region.*", _ANY),
        ("region", r"kommun.*|län", _ANY),
        (
            "value",
            r"värde|value|.*tal(et)?( .*)?|antal.*|andel.*|folkm.*|invånare|.*tal.*|kr_per_inv|kostnad.*|belopp.*",
            _NUMBERS,
        ),
        ("value", r".*", _NUMBERS),
    ),
}


@dataclass(frozen=True, slots=True)
class Meant:
    """A kind of export and which column is what; ``unsure`` are meanings that only what the column holds suggests."""

    kind: str
    columns: Mapping[str, str]
    unsure: tuple[str, ...]
    fixed: Mapping[str, str]
    only: Mapping[str, str]
    """Header to the word of the rows that are the whole, where the file also has its parts."""

    @property
    def missing(self) -> tuple[str, ...]:
        """What the profile must say and nothing in the file suggests."""
        return tuple(m for m in REQUIRED[self.kind] if m not in self.columns and m not in self.fixed)


def meant(seen: Seen, kind: str | None, stem: str) -> Meant:
    """The likeliest kind of export (or ``kind``, when the treasurer says) with its columns."""
    kinds = [kind] if kind else _likely(seen)
    found = [_columns(seen, each, stem) for each in kinds]
    return min(found, key=lambda each: len(each.missing) + len(each.unsure) / 10)


def _likely(seen: Seen) -> list[str]:
    """The kinds in the order of what speaks for them; the first that lacks least is taken."""
    titles = " ".join(column.header.casefold() for column in seen.columns)
    if re.search(r"saldo|balans|bokföringsda", titles):
        return ["bank"]
    if re.search(r"\bfrån\b.*\btill\b", titles):
        return ["transitions"]
    if re.search(r"av förbundet|ersätts", titles):
        return ["door"]
    if re.search(r"rekvi|begärt", titles):
        return ["requisitions"]
    if re.search(r"kommun|region|\blän\b", titles) and not re.search(r"förmån|bistånd", titles):
        return ["statistics"]
    return ["spending", "statistics", "requisitions"]


def _columns(seen: Seen, kind: str, stem: str) -> Meant:
    taken: dict[str, str] = {}
    unsure: list[str] = []
    for meaning, pattern, holds in SIGNS[kind]:
        column = _first(seen.columns, pattern, holds, taken)
        if column is not None and meaning not in taken:
            taken[meaning] = column.header
            if pattern == r".*":
                unsure.append(meaning)
    for meaning, holds in (
        ("date", _WHEN),
        ("month", _WHEN),
        ("amount", frozenset({"amount"})),
        ("kind", frozenset({"text"})),
    ):
        if meaning in REQUIRED[kind] and meaning not in taken:
            column = _first(seen.columns, r".*", holds, taken)
            if column is not None:
                taken[meaning] = column.header
                unsure.append(meaning)
    return Meant(kind, taken, tuple(unsure), _fixed(kind, seen, taken, stem), _only(kind, seen, taken))


def _only(kind: str, seen: Seen, taken: Mapping[str, str]) -> dict[str, str]:
    """Statistics told by sex and age have the whole among their rows; only that is read."""
    found = {}
    for column in seen.columns if kind == "statistics" else ():
        whole = [word for word in column.words if _WHOLE.fullmatch(word)]
        if column.header not in taken.values() and whole:
            found[column.header] = whole[0].casefold()
    return found


def _first(columns: Sequence[Column], pattern: str, holds: frozenset[str], taken: Mapping[str, str]) -> Column | None:
    free = (c for c in columns if c.header not in taken.values() and c.holds in holds)
    return next((c for c in free if re.fullmatch(pattern, c.header.casefold())), None)


def _fixed(kind: str, seen: Seen, taken: Mapping[str, str], stem: str) -> dict[str, str]:
    if kind != "statistics":
        return {}
    found = {"statistic": stem, "source": stem}
    if "value" not in taken and any(re.fullmatch(r"(19|20)\d\d", column.header) for column in seen.columns):
        found["value"] = "en kolumn per år"
    return found
