"""What the law and the agreements ask of the decisions: who cooperates, a motive for a planned deficit."""

from __future__ import annotations

from collections.abc import Iterator

from onedoor_ledger.control.postings import warning
from onedoor_ledger.control.rule_lines import rule_place
from onedoor_ledger.errors import Finding, Place, UserError
from onedoor_ledger.money import kronor
from onedoor_ledger.rulebook.model import Agreement, Measure, PartyKind, Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace

_AT_LEAST = 2


def cooperating(workspace: Workspace, rules: Rulebook) -> Iterator[Finding]:
    """Agreements with fewer than two cooperating parties; two kommuner count as one (finsam.se, read from FL 2 §)."""
    kinds = {p.id: p.kind for p in rules.participants}
    for n, measure in enumerate(rules.measures):
        for k, agreement in enumerate(measure.agreements):
            parties = {_party(id_, kinds.get(id_)) for id_ in agreement.cooperating}
            if len(parties) < _AT_LEAST:
                yield warning(
                    "one-party",
                    _(
                        "The agreement {agreement} for {measure} has {n} cooperating party; at least two are meant."
                    ).format(agreement=agreement.id, measure=measure.name, n=len(parties)),
                    rule_place(workspace, "measures.toml", "measure", n, "agreement", k, "cooperating"),
                    _("Name those who take part in “cooperating”; two kommuner count as one party."),
                )


def recipients_have_accounts(rules: Rulebook) -> Iterator[Finding]:
    """Recipients of an agreement whose requisitions the rules have no cost account or no debt account for."""
    for measure in rules.measures:
        for agreement in measure.agreements:
            for recipient in agreement.recipients:
                yield from _accounts(rules, measure, agreement, recipient.party)


def deficits(workspace: Workspace, rules: Rulebook) -> Iterator[Finding]:
    """Budgets that plan a deficit without the board's written motive (KL 11 kap. through FL 21 §)."""
    for budget in rules.budgets.values():
        income = sum(line.year for line in budget.lines if line.group == "income")
        cost = sum(line.year for line in budget.lines if line.group != "income")
        if cost > income and not (budget.deficit_motive or "").strip():
            yield warning(
                "deficit-without-motive",
                _("The budget for {year} plans a deficit of {amount} kr without a motive.").format(
                    year=budget.year, amount=kronor(cost - income)
                ),
                rule_place(workspace, f"budget/{budget.year}.toml", "decided"),
                _("Write the board's motive: deficit_motive = “…” with straight quotes."),
            )


def _party(id_: str, kind: PartyKind | None) -> str:
    """FK and AF are parties of their own; all kommuner are one, all regions one."""
    return kind.value if kind in {PartyKind.MUNICIPALITIES, PartyKind.REGION} else id_


def _accounts(rules: Rulebook, measure: Measure, agreement: Agreement, party: str) -> Iterator[Finding]:
    for role, of_measure in (("measure_cost", measure.id), ("requisition_debt", None)):
        try:
            rules.accounts.role(role, party=party, measure=of_measure)
        except UserError as wrong:
            yield warning(
                "recipient-without-account",
                _("{agreement}: {reason}").format(agreement=agreement.id, reason=wrong.message),
                Place("rules/accounts.toml"),
                wrong.remedy,
            )
