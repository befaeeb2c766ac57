"""Kontroller, Låsning och ändringar, Mål och kalender: what they show is what the routines find."""

from __future__ import annotations

import html
import re
import shutil

from onedoor_ledger.period import parse_period
from onedoor_ledger.routines import agenda, checking, closing, correcting, locks
from onedoor_ledger.routines.job import open_books
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace
from tests.fava.conftest import Served
from tests.fava.test_browser import Window, window
from tests.small import BY, TODAY, git

__all__ = ["window"]
CHECKS, LOCKS, PLAN = "Kontroller", "LasningOchAndringar", "MalOchKalender"


def page(served: Served, name: str, book: Book = Book.ASSOCIATION) -> str:
    answer = served.client.get(f"/{served.slug(book)}/extension/{name}/", base_url=served.url)
    assert answer.status_code == 200
    return html.unescape(answer.get_data(as_text=True)).replace("\xa0", " ")


def test_every_finding_stands_on_kontroller_with_rule_place_and_remedy(served: Served):
    found = checking.findings(open_books(served.door.workspace))
    assert {finding.rule for finding in found} >= {"cost-without-evidence", "month-open"}
    text = page(served, CHECKS)
    for finding in found:
        told = (finding.message, finding.rule, finding.remedy, str(finding.place))
        assert all(part.replace("\xa0", " ") in text for part in told)
    assert "Inga fel." in text


def test_a_place_in_the_books_leads_to_favas_editor(served: Served):
    links = re.findall(r'<a href="([^"]+editor[^"]+)"', page(served, CHECKS))
    assert links
    assert all("file_path=" in link for link in links)
    assert served.client.get(links[0], base_url=served.url).status_code == 200
    assert not [link for link in links if ".toml" in link]


def test_an_error_says_that_it_keeps_the_month_open(served: Served):
    june = served.door.workspace.ledger / "association/2026/04.beancount"
    june.write_text(june.read_text("utf-8").replace("612400.00", "612400.01", 1), encoding="utf-8")
    text = page(served, CHECKS)
    assert "Fel (" in text
    assert "hindrar att månaden låses" in text


def test_the_dates_are_those_of_the_command(served: Served):
    opened = open_books(served.door.workspace)
    dates = agenda.upcoming(opened.rules, TODAY)
    assert [row.on.isoformat() for row in dates] == sorted(row.on.isoformat() for row in dates)
    assert len(dates) > 8
    for name in (CHECKS, PLAN):
        text = page(served, name)
        assert all(row.title in text and row.source in text for row in dates)


def test_locks_reopenings_corrections_and_commits(served: Served):
    workspace = served.door.workspace
    text = page(served, LOCKS)
    assert "Ingen månad är låst ännu" in text
    assert "Förbundet" in text, "the repository's one commit"
    closing.run(workspace, parse_period("2026-01-01..2026-08-31"), today=TODAY, by=BY, write=True)
    said = {"reason": "Bilaga saknades", "second": "Ordförande Ek", "today": TODAY, "by": BY, "write": True}
    closing.open_again(workspace, parse_period("2026-08"), **said)
    correcting.run(workspace, "V3", reason="Fel insats", date=None, today=TODAY, by=BY, write=True)
    found = locks.locks_of(open_books(workspace))
    assert next(month.month for month in found.months if month.book is Book.ASSOCIATION) == "2026-07"
    text = page(served, LOCKS)
    assert found.joint is not None
    assert found.joint.head in text
    assert all(month.head in text for month in found.months)
    assert all(word in text for word in ("2026-08", "Bilaga saknades", "Ordförande Ek"))
    (correction,) = found.corrections
    assert (correction.corrects, correction.by) == ("2026-V3", BY)
    for key in (correction.voucher, "2026-V3"):
        assert re.search(rf'<a href="[^"]+editor[^"]+">{key}</a>', text), "found from both sides"
    assert "reopen 2026-08" in text
    assert git(workspace.root, "log", "-1", "--format=%h").strip() in text


def test_without_git_the_page_says_so(served: Served):
    shutil.rmtree(served.door.workspace.root / ".git")
    assert "Mappen är inget git-arkiv" in page(served, LOCKS)


def test_goals_with_what_came_of_them_plan_and_calendar(served: Served):
    opened = open_books(served.door.workspace)
    text = page(served, PLAN, Book.PEOPLE)
    assert all(goal.title in text for goal in opened.rules.goals)
    assert all(done.outcome in text for done in opened.rules.followups)
    assert "Nåddes delvis" in text
    assert "12 060 000" in text, "the plan's last year"
    this_year = [row for row in opened.rules.calendar if row.on.year == TODAY.year]
    assert text.count('<th scope="row">2026-') >= len(this_year)


def test_a_forbund_without_goals_is_told_where_they_are_written(served: Served):
    goals = served.door.workspace.rules / "goals.toml"
    goals.write_text("", encoding="utf-8")
    text = page(served, PLAN)
    assert "Inga mål är skrivna i rules/goals.toml." in text
    assert "Ingen treårsplan är skriven i rules/goals.toml." in text


def test_wrong_rules_are_told_on_every_page(workspace: Workspace, served: Served):
    (workspace.rules / "goals.toml").write_text("[[goal]]\n", encoding="utf-8")
    for name in (CHECKS, LOCKS, PLAN):
        assert "rules/goals.toml" in page(served, name)


def test_in_a_browser(live: Served, window: Window):
    for name, title in ((CHECKS, "Kontroller"), (LOCKS, "Låsning och ändringar"), (PLAN, "Mål och kalender")):
        text = window.open(f"{live.url}/{live.slug(Book.ASSOCIATION)}/extension/{name}/")
        assert title in window.page.title()
        assert window.page.locator(".od h2").inner_text() == title
        assert "Kalender 2026" in text or name != PLAN
        for table in window.page.locator(".od table").all():
            assert table.locator("tbody th[scope=row]").count() == table.locator("tbody tr").count()
    window.open(f"{live.url}/{live.slug(Book.ASSOCIATION)}/extension/{CHECKS}/")
    window.page.locator(".od-where a").first.click()
    window.page.wait_for_selector(".cm-editor")
    assert "editor" in window.page.url
    assert window.wrong == []
