"""What can be wrong with a file somebody sent. Cells are quoted masked and cut, never whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onedoor_ledger.errors import Place, UserError, UserErrors
from onedoor_ledger.money import kronor
from onedoor_ledger.privacy import mask
from onedoor_ledger.texts import _

_QUOTED = 40


def quoted(text: str) -> str:
    """``text`` fit for a message: person numbers masked, one line, at most 40 characters."""
    clean = mask(" ".join(text.split()))
    return clean if len(clean) <= _QUOTED else clean[: _QUOTED - 1] + "…"


def _names(names: Iterable[str]) -> str:
    return ", ".join(_("“{name}”").format(name=quoted(name)) for name in names)


def raise_all(errors: Sequence[UserError]) -> None:
    """Raise what was found: nothing, the one error, or all of them together."""
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise UserErrors(list(errors))


class FileTooLargeError(UserError):
    """A file larger than any export this program is made for."""

    code = "file-too-large"

    def __init__(self, name: str, limit: int) -> None:
        super().__init__(
            _("The file is larger than {limit} MB.").format(limit=limit // 1_000_000),
            remedy=_("Ask the sender for a shorter period, or split the file."),
            place=Place(name),
        )


class EncodingError(UserError):
    """Text that cannot be read in the encodings tried."""

    code = "file-encoding"

    def __init__(self, name: str, tried: Iterable[str]) -> None:
        super().__init__(
            _("The text cannot be read as {encodings}.").format(encodings=", ".join(tried)),
            remedy=_("Save the file as CSV UTF-8, or name its encoding in the profile under importers/."),
            place=Place(name),
        )


class XmlError(UserError):
    """XML that is cut off or damaged."""

    code = "xml-unreadable"

    def __init__(self, name: str, line: int | None) -> None:
        super().__init__(
            _("The XML is cut off or damaged here."),
            remedy=_("Fetch the file again from where it came; never edit it by hand."),
            place=Place(name, line),
        )


class XmlDoctypeError(UserError):
    """XML with a document type definition: no bank or agency sends one, and it can do harm."""

    code = "xml-doctype"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("The XML file has a document type definition (DOCTYPE), which no bank or agency uses."),
            remedy=_("Do not open it. Ask the sender how it was made."),
            place=Place(name),
        )


class WebPageError(UserError):
    """A web page saved under an export's name, often the login page of the system."""

    code = "file-web-page"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("This is a web page, not an export: probably the system's login or error page was saved."),
            remedy=_("Log in and download the file again."),
            place=Place(name),
        )


class SkvLayoutError(UserError):
    """A skattekonto file with a row that is not laid out as Skatteverket's."""

    code = "skv-layout"

    def __init__(self, name: str, row: int | None, text: str) -> None:
        super().__init__(
            _("The row is not as in Skatteverket's file: “{text}”.").format(text=quoted(text)),
            remedy=_("Fetch the skattekonto file (.skv) again from Skatteverket's e-service and do not edit it."),
            place=Place(name, row),
        )


class SkvBalanceError(UserError):
    """Opening balance and rows do not give the closing balance."""

    code = "skv-balance"

    def __init__(self, name: str, row: int, computed: int, closing: int) -> None:
        super().__init__(
            _("Opening balance and rows give {computed} but the closing balance is {closing}.").format(
                computed=kronor(computed), closing=kronor(closing)
            ),
            remedy=_("A row is missing or changed. Fetch the file again from Skatteverket."),
            place=Place(name, row),
        )


class AmountError(UserError):
    """A cell that should hold an amount and does not."""

    code = "value-amount"

    def __init__(self, text: str, place: Place) -> None:
        super().__init__(
            _("“{text}” is not an amount in kronor and öre.").format(text=quoted(text)),
            remedy=_("Write it as 1 234,50 in the file, or check the profile's column and decimal sign."),
            place=place,
        )


class ThreeDecimalsError(UserError):
    """Three digits after the sign: thousands or thousandths, nobody can tell."""

    code = "value-three-decimals"

    def __init__(self, text: str, place: Place) -> None:
        super().__init__(
            _("“{text}” can be read in two ways: three decimals, or thousands.").format(text=quoted(text)),
            remedy=_("Export again with two decimals and no sign between thousands."),
            place=place,
        )


class CountError(UserError):
    """A cell that should hold a number of persons and does not."""

    code = "value-count"

    def __init__(self, text: str, place: Place) -> None:
        super().__init__(
            _("“{text}” is not a whole number of persons.").format(text=quoted(text)),
            remedy=_("Correct the cell, or check the profile's column."),
            place=place,
        )


class SuppressedCountError(UserError):
    """A count that the sender has hidden because it is small."""

    code = "value-count-suppressed"

    def __init__(self, text: str, place: Place) -> None:
        super().__init__(
            _("“{text}” hides a small count; a hidden count cannot be booked.").format(text=quoted(text)),
            remedy=_("Ask the sender to put groups together until every count is shown, or for a longer period."),
            place=place,
        )


class DayError(UserError):
    """A cell that should hold a date and does not."""

    code = "value-day"

    def __init__(self, text: str, pattern: str, place: Place) -> None:
        super().__init__(
            _("“{text}” is not a date written as {pattern}.").format(text=quoted(text), pattern=pattern),
            remedy=_("Correct the cell, or the profile's date pattern."),
            place=place,
        )


class HeaderMissingError(UserError):
    """A table in which no row holds all the headers the profile names."""

    code = "table-header"

    def __init__(self, name: str, missing: Sequence[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(
            _("No row of the file has these columns: {columns}.").format(columns=_names(missing)),
            remedy=_("Check that it is the right export; if the system has renamed a column, correct the profile."),
            place=Place(name),
        )


class DuplicateColumnError(UserError):
    """Two columns under the same header, one of which is wanted."""

    code = "table-duplicate-column"

    def __init__(self, name: str, row: int, column: str) -> None:
        super().__init__(
            _("Two columns are called “{column}”; nobody can tell which is meant.").format(column=quoted(column)),
            remedy=_("Rename or remove one of them in the export's settings."),
            place=Place(name, row),
        )


class EmptyTableError(UserError):
    """A header with no rows under it."""

    code = "table-empty"

    def __init__(self, name: str, row: int) -> None:
        super().__init__(
            _("The table has a header but no rows."),
            remedy=_(
                "Export again with the right period; if there is nothing to report, take the file out of the inbox."
            ),
            place=Place(name, row),
        )


class RaggedRowError(UserError):
    """A row with more cells than the header has columns: usually an unquoted delimiter that shifts everything."""

    code = "table-ragged-row"

    def __init__(self, name: str, row: int, cells: int, columns: int) -> None:
        super().__init__(
            _("The row has {cells} cells but the header {columns}.").format(cells=cells, columns=columns),
            remedy=_("A text with the delimiter in it lacks its quotes. Export as Excel, or with another delimiter."),
            place=Place(name, row),
        )


class CsvQuoteError(UserError):
    """Quotes that begin and never end, or text after a closing quote."""

    code = "table-quotes"

    def __init__(self, name: str, row: int) -> None:
        super().__init__(
            _("The quotes in the file do not match from this row on."),
            remedy=_("Export again, as Excel if possible."),
            place=Place(name, row),
        )


class NotWorkbookError(UserError):
    """A file called .xlsx whose content is something else, or damaged."""

    code = "workbook-unreadable"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("This is not an Excel workbook (.xlsx), or it is damaged."),
            remedy=_("Open it in Excel, save it as “Excel Workbook (.xlsx)” and try that file."),
            place=Place(name),
        )


class HtmlWorkbookError(UserError):
    """A web page named .xls: Excel opens it, but it is no workbook."""

    code = "workbook-html"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("The file is a web page named as an Excel file; the system it comes from makes them so."),
            remedy=_("Open it in Excel and save it as “Excel Workbook (.xlsx)”, or export as CSV."),
            place=Place(name),
        )


class OldWorkbookError(UserError):
    """An .xls of before 2007, or a workbook locked with a password (the same container)."""

    code = "workbook-old"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("The file is in Excel's old format (.xls) or locked with a password."),
            remedy=_("Open it in Excel and save it without a password as “Excel Workbook (.xlsx)”."),
            place=Place(name),
        )


class WorkbookBombError(UserError):
    """A workbook that unpacks to far more than it weighs, or a sheet that reaches absurdly far."""

    code = "workbook-bomb"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("The workbook is unreasonably large once unpacked, or has cells far outside its table."),
            remedy=_("Copy the table into a new workbook. If it came from somebody unknown, do not open it."),
            place=Place(name),
        )


class SheetMissingError(UserError):
    """A workbook without the sheet the profile names."""

    code = "workbook-sheet"

    def __init__(self, name: str, sheet: str, sheets: Sequence[str]) -> None:
        super().__init__(
            _("The workbook has no sheet “{sheet}”; it has {sheets}.").format(sheet=sheet, sheets=_names(sheets)),
            remedy=_("Correct the profile's sheet, or ask the sender what changed."),
            place=Place(name),
        )


class FoldedChangedError(UserError):
    """A folded file whose table is not what ``onedoor fold`` wrote."""

    code = "folded-changed"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("The file was made by onedoor fold, but has been changed since: its digest does not agree."),
            remedy=_("Ask the sender for the file as it was made; a spreadsheet program that saves it changes it."),
            place=Place(name),
        )


class JsonLayoutError(UserError):
    """A JSON file that is not what its reader knows."""

    code = "json-layout"

    def __init__(self, name: str, wanted: str) -> None:
        super().__init__(
            _("The file is not laid out as {format}.").format(format=wanted),
            remedy=_("Fetch it again: from SCB as JSON-stat 2, from Kolada as JSON."),
            place=Place(name),
        )
