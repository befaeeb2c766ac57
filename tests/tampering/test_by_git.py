"""History rewritten: what the audit of two revisions, and a seal known from outside, say of it."""

from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner

from onedoor_ledger.audit.compare import Comparison
from onedoor_ledger.routines import auditing
from tests.small import TODAY, git
from tests.tampering.conftest import Victim
from tests.tampering.test_by_hand import APRIL, MAY, cut, reopen_and_close, sealed_anew


def head(victim: Victim) -> str:
    return git(victim.root, "rev-parse", "HEAD").strip()


def audited(victim: Victim, first: str, second: str = "HEAD", seal: str = "") -> Comparison:
    return auditing.run(victim.root, f"{first}..{second}", seal=seal, today=TODAY)[1]


def alarms(victim: Victim, first: str, second: str = "HEAD", seal: str = "") -> str:
    return "\n".join(f"{a.what} {a.where} {a.detail}" for a in audited(victim, first, second, seal).alarms)


def test_amended(victim: Victim):
    """The last commit is made again with another amount in it."""
    before = head(victim)
    victim.edit(MAY, "500.00", "900.00", count=2)
    git(victim.root, "commit", "--quiet", "--all", "--amend", "--no-edit")
    said = alarms(victim, before)
    assert "2026-V7" in said
    assert "”500.00 SEK”" in said
    assert "historiken" in said


def test_rebased_without_a_commit(victim: Victim):
    """A commit in the middle is dropped: its voucher is gone."""
    before = head(victim)
    git(victim.root, "rebase", "--quiet", "--onto", "HEAD~2", "HEAD~1", "main")
    said = alarms(victim, before)
    assert "2026-P3" in said
    assert "historiken" in said


def test_history_made_anew_from_nothing(victim: Victim):
    """Everything sealed again in a new repository, as if it had always been so; the auditor has the old seal."""
    known = victim.seal()
    sealed_anew(victim)
    shutil.rmtree(victim.root / "reports")
    shutil.rmtree(victim.root / ".git")
    git(victim.root, "init", "--quiet", "--initial-branch=main")
    git(victim.root, "config", "user.name", "X")
    git(victim.root, "config", "user.email", "x@example.org")
    victim.commit()
    first = head(victim)
    victim.commit()
    assert victim.errors() == []
    assert audited(victim, first).alarms == ()
    assert known in alarms(victim, first, seal=known)


def test_truncated(victim: Victim):
    """The branch is set back to before the closing."""
    before, known = head(victim), victim.seal()
    git(victim.root, "checkout", "--quiet", "-B", "main", "HEAD~1")
    victim.commit()
    said = alarms(victim, before, seal=known)
    assert "historiken" in said
    assert known in said


def test_a_replaced_object(victim: Victim):
    """``git replace`` shows one commit in another's stead; the audit reads what is really there."""
    before = head(victim)
    victim.edit(MAY, "500.00", "900.00", count=2)
    victim.commit()
    tampered = head(victim)
    git(victim.root, "replace", tampered, before)
    assert "2026-V7" in alarms(victim, before, tampered)


def test_edited_and_put_back(victim: Victim):
    """An edit that is gone again is no alarm between the ends, and one against the middle."""
    before = head(victim)
    victim.edit(APRIL, "612400.00", "612500.00", count=4)
    victim.commit()
    middle = head(victim)
    victim.edit(APRIL, "612500.00", "612400.00", count=4)
    victim.commit()
    assert "2026-V3" in alarms(victim, before, middle)
    assert audited(victim, before).alarms == ()


def test_a_voucher_registered_with_an_earlier_day(victim: Victim):
    before = head(victim)
    path = victim.root / "ledger/association/2026/09.beancount"
    text = path.read_text("utf-8")
    block = text[text.index("2026-09-25") :].rstrip("\n")
    number = 'voucher: "V8"'
    old = next(line.strip() for line in block.splitlines() if "voucher:" in line)
    new = block.replace(old, number).replace('registered: "2026-10-14"', 'registered: "2026-09-26"')
    path.write_text(f"{text.rstrip()}\n\n{new}\n", encoding="utf-8", newline="\n")
    victim.commit()
    assert "2026-V8" in alarms(victim, before)


def test_a_voucher_removed_from_an_open_month(victim: Victim):
    before = head(victim)
    cut("ledger/association/2026/09.beancount", "V6")(victim)
    victim.commit()
    assert "2026-V6" in alarms(victim, before)


def test_a_document_altered(victim: Victim):
    before = head(victim)
    next((victim.root / "ledger/documents").glob("*faktura*")).write_bytes(b"annat")
    victim.commit()
    assert "ledger/documents/2026-05-05.d205dbe2235d.faktura-77.csv" in alarms(victim, before)


@pytest.mark.parametrize("plugin", ["evil", "beancount.plugins.auto_accounts"])
def test_nothing_in_a_revision_runs(victim: Victim, plugin: str):
    """A plugin that lies in the revision would leave a file behind; the audit does not import it."""
    before = head(victim)
    trace = victim.root.parent / "trace"
    (victim.root / "evil.py").write_text(f"open({str(trace)!r}, 'w').close()\n", encoding="utf-8")
    victim.edit("ledger/association/main.beancount", "plugin ", f'plugin "{plugin}"\nplugin ')
    victim.edit(
        "ledger/association/main.beancount", 'include "chart', 'option "insert_pythonpath" "TRUE"\ninclude "chart'
    )
    victim.commit()
    audited(victim, before)
    assert not trace.exists()


def test_an_include_out_of_the_book_is_not_followed(victim: Victim):
    before = head(victim)
    (victim.root.parent / "utanför.beancount").write_text('2026-09-01 note Tillgångar:Bank:Transaktionskonto "x"\n')
    victim.edit(
        "ledger/association/main.beancount", 'include "chart', 'include "../../../utanför.beancount"\ninclude "chart'
    )
    victim.commit()
    assert "utanför.beancount" in alarms(victim, before)


def test_what_is_honest_is_told_without_alarm(victim: Victim):
    from tests.tampering.conftest import correct

    before = head(victim)
    correct(victim, "V7")
    reopen_and_close(victim)
    report, found = auditing.run(victim.root, f"{before}..HEAD", seal=victim.seal(), today=TODAY)
    assert found.alarms == ()
    [correction] = [change for change in found.vouchers if change.kind == "correction"]
    assert correction.key.startswith("2026-V")
    assert {row.account: row.after - row.before for row in found.accounts} == {
        "Kostnader:Kansli:Resor": -500_00,
        "Tillgångar:Bank:Transaktionskonto": 500_00,
    }
    assert [(joint.month, joint.reopens) for joint, _said in found.links] == [("2026-08", True), ("2026-08", False)]
    assert report.sheets[0].sections


def test_an_alarm_ends_with_one(victim: Victim):
    from onedoor_ledger.cli.root import onedoor

    victim.edit(MAY, "500.00", "900.00", count=2)
    victim.commit()
    words = ["--workspace", str(victim.root), "--today", "2026-10-14", "audit", "HEAD~1..HEAD"]
    assert CliRunner().invoke(onedoor, words, prog_name="onedoor").exit_code == 1
    assert CliRunner().invoke(onedoor, [*words[:-1], "HEAD~2..HEAD~1"], prog_name="onedoor").exit_code == 0
