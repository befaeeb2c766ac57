"""``python fold.pyz PROFILE FILE``: the stand-alone door, for a machine with nothing but Python."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from onedoor_ledger.errors import EXIT_USAGE, EXIT_WRONG, UserError
from onedoor_ledger.fold.profile import PATHS, TRANSITIONS, find, shipped
from onedoor_ledger.fold.run import Folded, fold
from onedoor_ledger.money import ledger_text
from onedoor_ledger.texts import LANGUAGES, _, set_language


def main(arguments: list[str] | None = None) -> int:
    """Fold as the command line says; the exit code."""
    parser = argparse.ArgumentParser(
        prog="fold.pyz",
        description=_("Rows of persons into counts and sums. Nothing of a person is kept or shown."),
        epilog=_("Profiles: {names}").format(names=", ".join(shipped())),
    )
    parser.add_argument("profile", metavar=_("PROFILE"), help=_("A profile's name, or its file (.toml)."))
    parser.add_argument(
        "file", metavar=_("FILE"), type=Path, help=_("The list: CSV, or XLSX where python-calamine is installed.")
    )
    parser.add_argument(
        "--out",
        metavar=_("DIR"),
        type=Path,
        default=Path(),
        help=_("Where the folded file goes; else where you stand."),
    )
    parser.add_argument("--language", choices=LANGUAGES, help=_("Swedish or English; Swedish when nothing is said."))
    chosen = parser.parse_args(arguments)
    if chosen.language:
        set_language(chosen.language)
    try:
        print(told(fold(chosen.file, find(chosen.profile)), chosen.out))
    except UserError as error:
        print(error.text(), file=sys.stderr)
        return error.exit_code
    except OSError as error:
        print(error.strerror, file=sys.stderr)
        return EXIT_WRONG if error.strerror else EXIT_USAGE
    return 0


def told(made: Folded, out: Path) -> str:
    """Write the folded file into the folder ``out``, and say what was made."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / made.name
    path.write_bytes(made.content)
    return "\n".join(
        [
            _("{rows} rows of {persons} different persons became {cells} rows without persons.").format(
                rows=made.rows, persons=made.persons, cells=made.cells
            ),
            _small(made),
            _("Send {file}; its digest is {digest}.").format(file=path.name, digest=made.digest),
        ]
    )


def _small(made: Folded) -> str:
    """What the list adds up to, where it has amounts, and what was too small."""
    if made.kind == PATHS:
        return _("{left} counts were left out: they, or what is left beside them, were too few.").format(
            left=made.merged
        )
    if made.kind == TRANSITIONS:
        return _("{merged} groups were too small and were put together with others.").format(merged=made.merged)
    return _("Sum {amount} kr. {merged} groups were too small and were put together with others.").format(
        amount=ledger_text(made.amount).replace(".", ","), merged=made.merged
    )


if __name__ == "__main__":
    sys.exit(main())
