"""A proposed profile as TOML, ready to keep, with a comment where it is unsure (importers/README.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath

from onedoor_ledger.intake.proposing import Column, Seen
from onedoor_ledger.intake.proposing_meanings import Meant
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.rulebook.profiles import BANK, STATISTICS
from onedoor_ledger.texts import _

_LISTED = ("kind", "measure", "from", "to", "site", "statistic")
"""Meanings whose words become ids of the rules."""


def slug(name: str) -> str:
    """A file's name without dates and what no profile's name has: ``fk-malgrupp`` of fk-malgrupp-2026-09.csv."""
    plain = PurePath(name).stem.casefold().translate(str.maketrans("åäöé", "aaoe"))
    words = [word for word in re.split(r"[^a-z0-9]+", plain) if word and not re.fullmatch(r"[0-9]+|q[1-4]", word)]
    return "-".join(words) or "profil"


def toml(seen: Seen, meant: Meant, name: str, sender: str, rules: Rulebook, read_by: str) -> str:
    """The profile's text; ``read_by`` is the profile that reads the file already, '' when none does."""
    head = _("Proposed from {rows} rows of the file, its titles on row {row}. Look it through.").format(
        rows=seen.rows, row=seen.header_row
    )
    lines = [f"# {head}"]
    if read_by:
        lines += ["# " + _("The profile {name} reads this file already.").format(name=read_by)]
    lines += ["", f"title = {_text(slug(name).replace('-', ' '))}", f"kind = {_text(meant.kind)}"]
    lines += [f"format = {_text(seen.format)}"]
    if meant.kind not in (BANK, STATISTICS):
        note = "" if sender else _note(_("who sends it: an id in rules/parties.toml"))
        lines += [f"sender = {_text(sender)}{note}"]
    lines += [f"filename = {_text(_pattern(name))}", *_layout(seen, meant)]
    lines += ["", "[columns]", *_columns(seen, meant)]
    for meaning in _LISTED:
        lines += _values(meaning, seen.column(meant.columns.get(meaning, "")), rules)
    if meant.only:
        lines += ["", "[only]" + _note(_("only rows that say just this; the others are parts of them"))]
        lines += [f"{_text(header)} = [{_text(word)}]" for header, word in meant.only.items()]
    if seen.totals:
        lines += ["", "[skip]" + _note(_("rows that are totals"))]
        lines += [f"{_text(header)} = [{', '.join(map(_text, words))}]" for header, words in seen.totals.items()]
    if meant.fixed:
        lines += ["", "[fixed]" + _note(_("the same for every row; correct the words"))]
        lines += [f"{meaning} = {_text(text)}" for meaning, text in meant.fixed.items()]
    return "\n".join(lines) + "\n"


def _note(text: str) -> str:
    return f"    # {text}"


def _layout(seen: Seen, meant: Meant) -> list[str]:
    lines = []
    if seen.format == "xlsx" and len(seen.sheets) > 1:
        lines.append(f"sheet = {_text(seen.sheet)}")
    if seen.format == "csv":
        lines += [f"encoding = {_text(seen.encoding)}", f"delimiter = {_text(seen.delimiter)}"]
    unsure = "" if seen.decimal_sure else _note(_("no cell shows which sign it is"))
    lines.append(f"decimal = {_text(seen.decimal)}{unsure}")
    when = [c for header in meant.columns.values() if (c := seen.column(header)) is not None and c.dates]
    form = when[0].dates if when else "%Y-%m-%d"
    doubt = _note(_("or the month first: look at a day after the 12th")) if form.startswith("%d/") else ""
    return [*lines, f"dates = {_text(form)}{doubt}"]


def _columns(seen: Seen, meant: Meant) -> list[str]:
    lines = []
    for meaning, header in meant.columns.items():
        note = _note(_("unsure")) if meaning in meant.unsure else ""
        lines.append(f"{meaning} = {_text(header)}{note}")
    needed = _note(_("is needed: write the title of its column"))
    lines += [f'# {meaning} = ""{needed}' for meaning in meant.missing]
    used = set(meant.columns.values())
    unused = [column.header for column in seen.columns if column.header not in used]
    return [*lines, *(["# " + _("not used") + ": " + ", ".join(unused)] if unused else [])]


def _values(meaning: str, column: Column | None, rules: Rulebook) -> list[str]:
    if column is None or not column.words:
        return []
    ids = _ids(meaning, rules)
    known = {word: ids[word.casefold()] for word in column.words if word.casefold() in ids}
    others = [word for word in column.words if word not in known and word not in ids.values()]
    lines = ["", f"[values.{meaning}]" + _note(_("the word in the file = the id in rules/"))]
    lines += [f"{_text(word)} = {_text(id_)}" for word, id_ in known.items()]
    return [*lines, *(f'# {_text(word)} = ""' for word in others)] if known or others else []


def _ids(meaning: str, rules: Rulebook) -> Mapping[str, str]:
    """The rules' own words for a thing, in lower case, to its id."""
    if meaning == "kind":
        return {kind.name.casefold(): kind.id for kind in rules.spending}
    if meaning == "measure":
        return {name.casefold(): m.id for m in rules.measures for name in (m.code, m.name)}
    if meaning in ("from", "to"):
        left = {f"avslutad: {state.name.casefold()}": f"left:{state.id}" for state in rules.states}
        return {"ny": "entered"} | {state.name.casefold(): state.id for state in rules.states} | left
    return {site.name.casefold(): site.id for site in rules.sites} if meaning == "site" else {}


def _pattern(name: str) -> str:
    """The file's name with its dates and numbers open."""
    pattern = re.sub(r"[0-9][0-9_.\- ]*(?:[qt]?[0-9])|[0-9]", "*", PurePath(name).stem, flags=re.IGNORECASE)
    return f"{re.sub(r'[*]+', '*', pattern)}{PurePath(name).suffix.lower()}"


def _text(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{plain}"'
