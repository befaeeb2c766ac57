"""click's own words through our catalogue.

click looks up its texts when it needs them, by the module-level names ``_`` and ``ngettext`` it imported from
:mod:`gettext`. Rebinding those names is its one seam for a catalogue that is not a compiled ``.mo`` on disk.
The texts are repeated here so that the catalogue tools find them; ``tests/cli`` compares them with click's source.
"""

from __future__ import annotations

import importlib

from onedoor_ledger import texts
from onedoor_ledger.texts import N_

_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")

WORDS = (
    N_("Aborted!"),
    N_("deprecated"),
    N_("Options"),
    N_("Positional arguments"),
    N_("Commands"),
    N_("Missing command."),
    N_("Value must be an iterable."),
    N_("required"),
    N_("env var: {var}"),
    N_("default: {default}"),
    N_("(dynamic)"),
    N_("Show the version and exit."),
    N_("Show this message and exit."),
    N_("%(prog)s, version %(version)s"),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("Missing {param_type}"),
    N_("Missing parameter: {param_name}"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Usage:"),
    N_("Argument {name!r} takes {nargs} values."),
    N_("Option {name!r} does not take a value."),
    N_("Choose from:\n\t{choices}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
)
"""What click says on the roads our commands use."""


def plurals(n: int) -> tuple[str, ...]:
    """Click's messages that count, here for the catalogue tools."""
    return (
        texts.ngettext("Possible option: {options}", "Possible options: {options}", n),
        texts.ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", n),
        texts.ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", n),
        texts.ngettext("Takes {nargs} values but 1 was given.", "Takes {nargs} values but {len} were given.", n),
        texts.ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", n),
        texts.ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", n),
        texts.ngettext(
            "{value!r} does not match the format {format}.", "{value!r} does not match the formats {formats}.", n
        ),
    )


def install() -> None:
    """Make click speak the language :func:`onedoor_ledger.texts.current_language` names. Safe to call again."""
    for name in _MODULES:
        module = importlib.import_module(f"click.{name}")
        for hook in ("_", "ngettext"):
            if hasattr(module, hook):
                setattr(module, hook, getattr(texts, hook))
