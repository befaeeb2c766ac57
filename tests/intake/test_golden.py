"""Each export beside the vouchers it gives: ``NAME.ext`` and ``NAME.beancount``."""

from __future__ import annotations

import pytest

from tests.intake.scene import FIXTURES, rendered

EXPORTS = sorted(p for p in FIXTURES.iterdir() if p.suffix != ".beancount" and p.stem.split("-")[-2] == "2026")


@pytest.mark.parametrize("export", EXPORTS, ids=lambda p: p.stem)
def test_an_export_gives_these_vouchers(export, prepare, books, golden):
    batch = prepare(export)
    assert not batch.refused, [e.text() for e in batch.refused]
    golden(rendered(batch.vouchers, books), export.with_suffix(".beancount"))
