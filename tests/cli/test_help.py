"""Help is complete and in the reader's language, before any command has run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_file

from onedoor_ledger.cli import click_words
from onedoor_ledger.cli.root import COMMANDS, asked_language, onedoor
from onedoor_ledger.texts import _, language
from tests.cli.conftest import Run

ENGLISH = re.compile(r"(?<!--)\b(the|and|what|with|of)\b", re.IGNORECASE)
SWEDISH = re.compile(r"[åäöÅÄÖ]")


def every_command() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(onedoor)
    yield (), onedoor
    for name in COMMANDS:
        command = onedoor.get_command(context, name)
        assert command is not None
        yield (name,), command
        if isinstance(command, click.Group):
            for child in command.list_commands(context):
                inner = command.get_command(context, child)
                assert inner is not None
                yield (name, child), inner


PATHS = [path for path, _command in every_command()]


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_option_and_argument_has_help_in_both_languages(path: tuple[str, ...]):
    command = dict(every_command())[path]
    context = click.Context(command)
    told: dict[str | None, set[str]] = {}
    for name in ("sv", "en"):
        with language(name):
            click_words.install()
            for param in command.get_params(context):
                record = param.get_help_record(context)
                assert record is not None, param.name
                assert record[1].strip(), param.name
                told.setdefault(param.name, set()).add(record[1])
    same = [name for name, texts in told.items() if len(texts) != 2]
    assert not same, "the same in both languages"


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_in_swedish_has_no_english_and_the_other_way_round(run: Run, path: tuple[str, ...]):
    swedish, english = run(*path, "--help"), run(*path, "--help", "--language", "en")
    assert swedish.exit_code == english.exit_code == 0
    assert swedish.output.startswith("Användning: onedoor")
    assert english.output.startswith("Usage: onedoor")
    assert not ENGLISH.search(swedish.output), ENGLISH.search(swedish.output)
    said = english.output.replace("förbund", "").replace("Norrådalen", "")
    assert not SWEDISH.search(said)


def test_a_newcomer_sees_all_commands(run: Run):
    shown = run().output
    for name in COMMANDS:
        assert re.search(rf"^  {name} ", shown, re.MULTILINE), name


def test_clicks_own_words_are_all_in_our_catalogue():
    """Everything click can say to somebody who runs our commands is translated; compared with click's own source."""
    said = set()
    for name in ("core", "exceptions", "formatting", "parser"):
        path = Path(click.__file__).with_name(f"{name}.py")
        for _line, message, _comments, _context in extract_from_file(
            "python", path, keywords={"_": None, "ngettext": (1, 2)}
        ):
            said.update(message if isinstance(message, tuple) else (message,))
    with language("sv"):
        untranslated = {
            text for text in said - NEVER if _(text) == text and not any(word in text for word in TO_PROGRAMMERS)
        }
    assert untranslated == set()


TO_PROGRAMMERS = ("eprecat", "defin", "declar", "secondary", "BadParameter", "cannot")
"""Words of click's messages to whoever writes a command, not to who runs it."""
NEVER = {
    "",
    # spoken only by prompts, editors, files and options we do not have
    "unknown error",
    "Could not open file {filename!r}: {message}",
    "Invalid start character for option ({option})",
    "(Did you mean one of: {possibilities}?)",
    "Takes {nargs} values but {len} were given.",
    "Got unexpected extra arguments ({args})",
    "Option {name!r} requires {nargs} arguments.",
    "{len_type} values are required, but {len_value} were given.",
}


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, "sv"),
        (["--help", "--language", "en"], {}, "en"),
        (["check", "--language=en"], {}, "en"),
        (["check"], {"ONEDOOR_LANGUAGE": "en"}, "en"),
        (["check", "--language", "sv"], {"ONEDOOR_LANGUAGE": "en"}, "sv"),
        (["check", "--language", "fi"], {}, "sv"),
        (["check", "--", "--language", "en"], {}, "sv"),
        (["--language"], {}, "sv"),
    ],
)
def test_language_is_found_wherever_it_stands(arguments: list[str], environment: dict[str, str], expected: str):
    assert asked_language(arguments, environment) == expected
