"""What a party counted at home of persons' ways becomes rows of rules/, and the page on flows reads it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from onedoor_ledger.fold.profile import parse
from onedoor_ledger.fold.run import fold
from onedoor_ledger.incentive.passages import told
from onedoor_ledger.intake.batch import prepare
from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.load import load as load_rules
from onedoor_ledger.rulebook.model.statistics import CAME_BACK, ENDED, FOLLOWED, THREE_PAYERS
from onedoor_ledger.workspace import Workspace
from tests.fold.test_paths import BACK, HEAD, LATEST, MANY, ONE, STILL
from tests.intake import scene
from tests.intake.scene import TODAY

SHIPPED = Path(__file__).parents[2] / "onedoor_ledger" / "fold" / "profiles" / "forlopp.toml"


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    made = scene.make(tmp_path / "förbundet")
    made.inbox.mkdir(exist_ok=True)
    path = made.rules / "statistics.toml"  # the demo has its own counts of the same years
    own = path.read_text(encoding="utf-8").split('[[statistic]]\nid = "persons-followed"')[0]
    path.write_text(own, encoding="utf-8")
    return made


def test_from_a_partys_rows_to_the_page(space: Workspace, books, tmp_path: Path):
    path = tmp_path / "personer.csv"
    path.write_text("\n".join([HEAD, *MANY, *ONE, *BACK, *STILL, LATEST]), encoding="utf-8")
    own = SHIPPED.read_bytes().replace(b'party = "Kommunen"', 'party = "Granåsa"'.encode())
    folded = fold(path, parse(own, "forlopp"))
    source = space.inbox / f"granasa-{folded.name}"
    source.write_bytes(folded.content)
    batch = prepare(space, load_rules(space), books, [source], today=TODAY)
    assert not batch.refused
    for name, text in batch.rules.items():
        (space.root / name).write_text(text, encoding="utf-8")
    rules = load_rules(space)
    period = parse_period("2025-Q4")
    ((three),) = told(rules, THREE_PAYERS, FOLLOWED, period)
    assert (three.participant, three.of, three.part, three.start.year) == ("granasa", 17, 0, 2025)
    ((back),) = told(rules, CAME_BACK, ENDED, period)
    assert (back.participant, back.of, back.part, back.start.year) == ("granasa", 12, 5, 2024)
    assert back.share == Fraction(5, 12)
