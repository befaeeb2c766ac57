"""click's parts with texts that are translated when they are shown, and our errors as click's."""

# ruff: noqa: ANN401, ARG001, ARG002, D102 - the signatures and methods are click's own

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from onedoor_ledger.cli.settings import Settings
from onedoor_ledger.cli.values import DayType
from onedoor_ledger.errors import EXIT_USAGE, EXIT_WRONG, UserError
from onedoor_ledger.texts import LANGUAGES, N_, _


class Refusal(click.ClickException):
    """A :class:`UserError` on its way out: its text to standard error, and 1 to the shell."""

    exit_code = EXIT_WRONG

    def __init__(self, error: UserError) -> None:
        super().__init__(error.text())

    def show(self, file: Any = None) -> None:
        click.echo(_("Error: {message}").format(message=self.message), file=file, err=file is None)


class UsageRefusal(Refusal):
    """The same where the command was wrong, not the books: 2 to the shell."""

    exit_code = EXIT_USAGE


def refusal(error: UserError) -> Refusal:
    """``error`` as click passes errors on."""
    return UsageRefusal(error) if error.exit_code == EXIT_USAGE else Refusal(error)


class DiskError(UserError):
    """The operating system refused to read or write a file."""

    code = "disk"

    def __init__(self, error: OSError) -> None:
        name = Path(str(error.filename)).name if error.filename else "?"
        super().__init__(
            _("{file} could not be read or written: {reason}.").format(file=name, reason=error.strerror or "?"),
            remedy=_("See that the disk has room, that you may write there, and that no other program holds the file."),
        )


class Option(click.Option):
    """An option whose help and metavar are translated when help is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        source, self.help = self.help, _(self.help) if self.help else ""
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = source

    def make_metavar(self, ctx: click.Context) -> str:
        return _(self.metavar) if self.metavar else super().make_metavar(ctx)


class Argument(click.Argument):
    """An argument with help of its own, translated like its metavar when help is shown."""

    def __init__(self, *args: Any, explained: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.explained = explained

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        return self.make_metavar(ctx), _(self.explained)

    def make_metavar(self, ctx: click.Context) -> str:
        return _(self.metavar) if self.metavar else super().make_metavar(ctx)


class _Speaks(click.Command):
    """What commands and groups share: translated help, and the common options, listed under their own heading."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(common_options())

    def get_help_option_names(self, ctx: click.Context) -> list[str]:
        """The same names whoever asks first: click keeps the first answer."""
        return ["-h", "--help"]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option ``--help``, whose own text click would fix in the language of whoever asked first."""
        if (option := super().get_help_option(ctx)) is not None:
            option.help = _("Show this message and exit.")
        return option

    def get_short_help_str(self, limit: int = 45) -> str:
        return (_(self.help) if self.help else "").split("\n\n")[0].strip().rstrip(".")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(self.help) if self.help else "")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces = [_("[OPTIONS]")]
        for param in self.get_params(ctx):
            pieces.extend(param.get_usage_pieces(ctx))
        return pieces

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        arguments: list[tuple[str, str]] = []
        own: list[tuple[str, str]] = []
        common: list[tuple[str, str]] = []
        for param in self.get_params(ctx):
            if (record := param.get_help_record(ctx)) is None:
                continue
            kind = arguments if isinstance(param, click.Argument) else common if param.name in COMMON else own
            kind.append(record)
        headed = ((_("Arguments"), arguments), (_("Options"), own), (_("Options of every command"), common))
        for heading, records in headed:
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records)


class Command(_Speaks):
    """A command of ours."""


class Group(_Speaks, click.Group):
    """A group whose usage line and list of commands speak the user's language."""

    command_class = Command

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [*super().collect_usage_pieces(ctx), _("COMMAND [ARGUMENTS]")]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UserError as error:
            raise refusal(error) from error
        except BrokenPipeError:
            raise
        except OSError as error:
            raise refusal(DiskError(error)) from error


def _remember(field: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(ctx: click.Context, param: click.Parameter, value: Any) -> None:
        settings = ctx.ensure_object(Settings)
        if value not in (None, False, ()):
            setattr(settings, field, value)

    return callback


def common_options() -> list[click.Parameter]:
    """The options every command takes, on either side of its name."""
    return [
        Option(
            ["--workspace"],
            metavar=N_("DIR"),
            type=click.Path(path_type=Path),
            multiple=True,
            expose_value=False,
            callback=_remember("folders"),
            help=N_("The förbund's folder; else the one you stand in. Repeated for a report over several."),
        ),
        Option(
            ["--today"],
            metavar=N_("DATE"),
            type=DayType(),
            expose_value=False,
            callback=_remember("day"),
            help=N_("The day to work as on (or ONEDOOR_TODAY); else the computer's."),
        ),
        Option(
            ["--by"],
            metavar=N_("NAME"),
            expose_value=False,
            callback=_remember("name"),
            help=N_("Who registers the vouchers; else git's user."),
        ),
        Option(
            ["--language"],
            type=click.Choice(LANGUAGES),
            expose_value=False,
            help=N_("Swedish or English (or ONEDOOR_LANGUAGE); Swedish when nothing is said."),
        ),
        Option(
            ["--progress"],
            is_flag=True,
            expose_value=False,
            callback=_remember("progress"),
            help=N_("Tell each step of long work on standard error."),
        ),
    ]


COMMON = frozenset(name for param in common_options() if (name := param.name) is not None) | {"help", "version"}
"""Names of the parameters help lists under their own heading."""
