"""The group ``onedoor``: its language, its common options, and the commands it imports when asked."""

# ruff: noqa: ANN401, ARG001, ARG002, D102 - the signatures and methods are click's own

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

import click

from onedoor_ledger import __version__
from onedoor_ledger.cli import click_words
from onedoor_ledger.cli.parts import Group, Option
from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.cli.values import DayType
from onedoor_ledger.texts import DEFAULT_LANGUAGE, LANGUAGES, N_, _, language

COMMANDS: Mapping[str, str] = {
    "init": "onedoor_ledger.cli.commands.init:init",
    "profile": "onedoor_ledger.cli.commands.profiling:profile",
    "fold": "onedoor_ledger.cli.commands.folding:fold",
    "import": "onedoor_ledger.cli.commands.importing:import_",
    "call": "onedoor_ledger.cli.commands.calling:call",
    "share": "onedoor_ledger.cli.commands.sharing:share",
    "check": "onedoor_ledger.cli.commands.checking:check",
    "report": "onedoor_ledger.cli.commands.reporting:report",
    "compare": "onedoor_ledger.cli.commands.comparing:compare",
    "correct": "onedoor_ledger.cli.commands.correcting:correct",
    "undo": "onedoor_ledger.cli.commands.undoing:undo",
    "close": "onedoor_ledger.cli.commands.closing:close",
    "quarter": "onedoor_ledger.cli.commands.quarter:quarter",
    "export": "onedoor_ledger.cli.commands.exporting:export",
    "archive": "onedoor_ledger.cli.commands.archiving:archive",
    "year": "onedoor_ledger.cli.commands.new_year:year",
    "trace": "onedoor_ledger.cli.commands.tracing:trace",
    "audit": "onedoor_ledger.cli.commands.auditing:audit",
    "fava": "onedoor_ledger.cli.commands.fava:fava",
}
"""In the order a newcomer meets them."""


class Root(Group):
    """Resolves the language before any help is built, and imports a command when it is needed."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run the command line ``args`` (``sys.argv`` when None)."""
        arguments = list(sys.argv[1:] if args is None else args)
        click_words.install()
        with language(asked_language(arguments, os.environ)):
            return super().main(arguments, *rest, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _colon, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


def asked_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language of ``--language`` wherever it stands, else of ONEDOOR_LANGUAGE, else Swedish."""
    asked = environment.get("ONEDOOR_LANGUAGE", "")
    for argument, following in zip_longest(arguments, arguments[1:], fillvalue=""):
        if argument == "--":
            break
        if argument == "--language":
            asked = following
        elif argument.startswith("--language="):
            asked = argument.partition("=")[2]
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    if value and not ctx.resilient_parsing:
        click.echo(_("%(prog)s, version %(version)s") % {"prog": "onedoor", "version": __version__})
        ctx.exit()


@click.group(
    cls=Root,
    help=N_(
        "The förbund's books: who put in, who bore, who gained.\n\n"
        "Stand in the förbund's folder, or name it with --workspace. Commands that book show what they would book; "
        "with --write they do it."
    ),
    context_settings={"max_content_width": 100},
    no_args_is_help=True,
)
@click.pass_context
def onedoor(ctx: click.Context) -> None:
    """Keep the settings where every command finds them."""
    settings = ctx.ensure_object(Settings)
    if settings.day is None and (text := os.environ.get("ONEDOOR_TODAY")):
        settings.day = DayType().convert(text, None, ctx)


onedoor.params.append(
    Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_version,
        help=N_("Show the version and exit."),
    )
)
