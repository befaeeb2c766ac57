"""A package that somebody has touched is found out; one that is no package is not opened at all."""

from __future__ import annotations

import hashlib
import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from onedoor_ledger.archiving.errors import NotPackageError
from onedoor_ledger.archiving.package import MANIFEST
from onedoor_ledger.archiving.verify import verify
from onedoor_ledger.cli.root import onedoor
from onedoor_ledger.errors import Finding

ROOT = "norradalen-2026"
Change = Callable[[dict[str, bytes]], None]


def faults(content: bytes, folder: Path) -> tuple[Finding, ...]:
    path = folder / "arkiv-2026.zip"
    path.write_bytes(content)
    return verify(path).faults


def rebuilt(content: bytes, change: Change, *, listed: bool = True) -> bytes:
    """The package with other files, its list of checksums made anew when ``listed``: somebody who knows how."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    change(files)
    if listed:
        sums = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files) if name != MANIFEST)
        files[MANIFEST] = "".join(sums).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in [*sorted(set(files) - {MANIFEST}), MANIFEST]:
            info = zipfile.ZipInfo(f"{ROOT}/{name}", (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o100644 << 16
            archive.writestr(info, files[name])
    return out.getvalue()


def test_what_was_made_holds(small_package: bytes, package: Path, tmp_path: Path):
    assert faults(small_package, tmp_path) == ()
    found = verify(package)
    assert (found.faults, found.year, found.joints[-1].month) == ((), 2025, "2025-12")
    assert faults(rebuilt(small_package, lambda files: None), tmp_path) == ()


def test_no_byte_can_be_changed_anywhere(small_package: bytes, tmp_path: Path):
    """Files, headers, the directory at the end: everywhere."""
    size = len(small_package)
    directory = small_package.rindex(b"PK\x01\x02")
    draw = random.Random(7)
    places = {*(draw.randrange(size) for _ in range(40)), *range(directory, size, 5), *range(0, 30, 3), size - 1}
    for place in sorted(places):
        spoilt = bytearray(small_package)
        spoilt[place] ^= 0x01
        try:
            found = faults(bytes(spoilt), tmp_path)
        except NotPackageError:
            continue
        assert found, f"byte {place} of {size}"


def test_a_changed_file_is_named(small_package: bytes, tmp_path: Path):
    place = small_package.index(b"Bidrag kvartal 1")
    spoilt = bytearray(small_package)
    spoilt[place] ^= 0x20
    found = faults(bytes(spoilt), tmp_path)
    said = {(finding.rule, str(finding.place)) for finding in found}
    assert ("archive-changed", "ledger/association/2026/01.beancount") in said


def edit(name: str, old: bytes, new: bytes) -> Change:
    def change(files: dict[str, bytes]) -> None:
        assert old in files[name]
        files[name] = files[name].replace(old, new)

    return change


APRIL = "ledger/association/2026/04.beancount"
CLEVER: dict[str, tuple[Change, str]] = {
    "an amount in a locked month": (edit(APRIL, b"612400.00", b"612300.00"), "sealed-changed"),
    "an amount in a table": (edit("tabeller/association-grundbok.csv", b"612400,00", b"612300,00"), "archive-table"),
    "a balance": (edit("tabeller/association-konton.csv", b"125,00", b"126,00"), "archive-table"),
    "a seal's text": (edit("ledger/association/seals/0004-2026-04.seal", b"612400.00", b"612300.00"), "seal-unproved"),
    "a seal gone": (lambda files: files.pop("ledger/association/seals/0004-2026-04.seal") and None, "seal-unproved"),
    "a month's file gone": (lambda files: files.pop(APRIL) and None, "sealed-removed"),
    "a book gone": (lambda files: files.pop("ledger/people/main.beancount") and None, "archive-books"),
}


@pytest.mark.parametrize("case", CLEVER)
def test_whoever_also_makes_the_list_anew_is_found_by_seals_and_tables(small_package: bytes, tmp_path: Path, case: str):
    change, rule = CLEVER[case]
    assert rule in {finding.rule for finding in faults(rebuilt(small_package, change), tmp_path)}


def test_files_added_or_taken_away(small_package: bytes, tmp_path: Path):
    def both(files: dict[str, bytes]) -> None:
        files["reports/2026/extra.txt"] = b"x"
        del files["LÄS-MIG.txt"]

    found = faults(rebuilt(small_package, both, listed=False), tmp_path)
    assert {finding.rule for finding in found} == {"archive-added", "archive-missing"}


def zipped(*entries: tuple[str, bytes], kind: int = zipfile.ZIP_STORED, attributes: int = 0o100644) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = kind, 3, attributes << 16
            archive.writestr(info, content)
    return out.getvalue()


SUMS = (f"{ROOT}/{MANIFEST}", b"")
HOSTILE = {
    "no zip": b"hej",
    "empty": zipped(),
    "no list": zipped((f"{ROOT}/a.txt", b"x")),
    "two folders": zipped(SUMS, ("annan/a.txt", b"x")),
    "out of the folder": zipped(SUMS, (f"{ROOT}/../../a.txt", b"x")),
    "absolute": zipped(("/etc/a", b"x"), (f"/{MANIFEST}", b"")),
    "a drive": zipped(SUMS, (f"{ROOT}/C:/a.txt", b"x")),
    "backward": zipped(SUMS, (f"{ROOT}/..\\a.txt", b"x")),
    "a bomb": zipped(SUMS, (f"{ROOT}/a.txt", b"0" * 5_000_000), kind=zipfile.ZIP_DEFLATED),
    "a link": zipped(SUMS, (f"{ROOT}/a.txt", b"/etc/passwd"), attributes=0o120777),
    "no year": zipped((f"norradalen/{MANIFEST}", b"")),
    "cut off": zipped(SUMS, (f"{ROOT}/a.txt", b"x" * 500))[:-200],
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_not_put_together_as_ours_is_not_opened(tmp_path: Path, case: str):
    path = tmp_path / "arkiv.zip"
    path.write_bytes(HOSTILE[case])
    with pytest.raises(NotPackageError):
        verify(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice_and_files_over_each_other(tmp_path: Path):
    path = tmp_path / "arkiv.zip"
    path.write_bytes(zipped(SUMS, SUMS))
    with pytest.raises(NotPackageError, match="två gånger"):
        verify(path)
    overlapping = bytearray(zipped((f"{ROOT}/a", b"x" * 900), (f"{ROOT}/b", b"x" * 900), SUMS))
    second = overlapping.rindex(b"PK\x01\x02", 0, overlapping.rindex(b"PK\x01\x02"))
    overlapping[second + 42 : second + 46] = (0).to_bytes(4, "little")
    path.write_bytes(bytes(overlapping))
    assert verify(path).faults


def test_the_command_ends_with_one_when_something_is_wrong(small_package: bytes, tmp_path: Path):
    from click.testing import CliRunner

    path = tmp_path / "arkiv-2026.zip"
    path.write_bytes(rebuilt(small_package, edit(APRIL, b"612400.00", b"612300.00")))
    done = CliRunner().invoke(onedoor, ["archive", "--verify", str(path)])
    assert done.exit_code == 1
    assert APRIL in done.output
    assert "varje låsning håller" not in done.output
