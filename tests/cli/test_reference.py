"""``docs/commands.md`` is what ``--help`` says: made from it, compared with it (``--update-golden`` writes it)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from onedoor_ledger.cli.root import onedoor

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
HEAD = """# Commands

What `--help` says in English, command by command; Swedish is the default (`onedoor --help`). Exit codes: 0 well or
warnings only; 1 the books or the input are wrong, or an alarm, or a period without books; 2 a malformed argument, no
such file or no workspace.
"""


def paths(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The command and everything under it, in the order shown."""
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command, info_name="onedoor")
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from paths(inner, (*path, name))


def test_the_reference_is_what_help_says(golden):
    parts = [HEAD]
    for path in paths(onedoor, ()):
        words = [*path, "--help"]
        result = CliRunner().invoke(onedoor, ["--language", "en", *words], prog_name="onedoor", terminal_width=100)
        assert result.exit_code == 0, result.output
        parts.append(f"## {' '.join(('onedoor', *path))}\n\n```\n{result.stdout.rstrip()}\n```\n")
    golden("\n".join(parts), PAGE)
