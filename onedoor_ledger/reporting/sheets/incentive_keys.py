"""*Andra nycklar och sidobetalningar*: examples to count on, no proposals; only the law's shares may be booked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onedoor_ledger.incentive.model import KeyOutcome
from onedoor_ledger.incentive.other_keys import BENEFIT
from onedoor_ledger.reporting import incentive_sentences as sentences
from onedoor_ledger.reporting.incentive_material import IncentiveMaterial
from onedoor_ledger.reporting.model import Block, Cell, Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import money
from onedoor_ledger.texts import _


def keys_sheet(made: IncentiveMaterial) -> Sheet:
    """Each player's net under every other key, and the smallest side payments."""
    return Sheet(
        id="incentive_keys",
        title=_("Other keys and side payments"),
        subtitle=_("Examples to count on, no proposals. In thousand kronor, over {n} years.").format(n=made.years),
        sections=(
            Section(_("Had the contributions followed another key"), tuple(_contributions(made))),
            Section(_("Had the shared front door followed another key"), tuple(_doors(made))),
            Section(_("The smallest side payments (example, no proposal for payment)"), tuple(_payments(made))),
        ),
        foot=_(
            "The law's shares of the contributions are mandatory (FL 5 §): the association's own costs follow no"
            " other key. What the parties bear themselves of a front door they share as they agree."
        ),
    )


def _contributions(made: IncentiveMaterial) -> Iterator[Block]:
    if absent := _absent(made):
        yield absent
        return
    keys = [key for key in made.found.keys if _of_contributions(key)]
    yield _table(made, keys, "contribution_keys", _("Net by key, calculated"), pays=False)
    yield _table(made, keys, "contribution_pays", _("What each would put in, by key"), pays=True)
    for key in keys:
        paid = [who for who, amount in key.contributions.items() if amount < 0]
        if paid:
            who = ", ".join(made.player(id_) for id_ in paid)
            text = _("“{key}” would have {who} paid for taking part: it needs a floor.")
            yield text.format(key=key.title, who=who)
    if BENEFIT not in {key.key for key in keys}:
        yield _("By benefit nothing can be shared: no party is calculated to have any.")


def _doors(made: IncentiveMaterial) -> Iterator[Block]:
    if absent := _absent(made):
        yield absent
        return
    by_rule: dict[str, list[KeyOutcome]] = {}
    for key in made.found.keys:
        if not _of_contributions(key):
            by_rule.setdefault(key.key.partition(".")[0], []).append(key)
    if not by_rule:
        yield _("The parties share no front door in the period, or there is no other key with numbers for it.")
        return
    today = KeyOutcome("", _("As agreed"), {}, {p.id: p.net for p in made.found.players}, by_law=False)
    titles = {rule.id: rule.title for rule in made.rules.sharing}
    for rule, keys in by_rule.items():
        yield _table(made, [today, *keys], f"door_keys_{rule}", titles.get(rule, rule), pays=False)
    yield _(
        "A key by duration (Denmark 2016, Finland to 2024) concerns benefits, not the cost of a door; Norway's by"
        " full-time posts is the key by that statistic."
    )


def _absent(made: IncentiveMaterial) -> str:
    """Why there is nothing to show; '' when there is."""
    if not made.gone.moves:
        return sentences.nobody_moved()
    return "" if made.complete else _("Not shown: too few persons stand behind some amounts.")


def _of_contributions(key: KeyOutcome) -> bool:
    return "." not in key.key


def _table(made: IncentiveMaterial, keys: Sequence[KeyOutcome], id: str, caption: str, *, pays: bool) -> Table:
    """A row per key: the law's first, marked."""
    players = made.found.players
    rows = []
    for key in keys:
        amounts = key.contributions if pays else key.nets
        example = key.key and not key.by_law and _of_contributions(key)
        title = _("{key} *").format(key=key.title) if example else key.title
        cells: dict[str, Cell] = {"key": title}
        cells |= {player.id: amounts.get(player.id, 0) for player in players}
        losing = [made.short(player.id) for player in players if key.nets[player.id] < 0]
        rows.append(Row(cells if pays else cells | {"losing": ", ".join(losing) or "–"}))
    columns = [Column("key", _("Key"))]
    columns += [Column(player.id, player.name, "tkr" if pays else "tkr_diff") for player in players]
    if not pays:
        columns.append(Column("losing", _("Who loses")))
    note = (
        ""
        if id.startswith("door_keys")
        else _(
            "* Example: the law allows only the first. Benefit: lower costs less the party's own door and time; who has"
            " none bears nothing."
        )
    )
    return Table(id, caption, tuple(columns), tuple(rows), note if pays else made.left_out.noted(note))


def _payments(made: IncentiveMaterial) -> Iterator[Block]:
    if absent := _absent(made):
        yield absent
        return
    yield sentences.side_payments(made)
    found = made.found.side_payments
    if not found.possible or not any(found.receives.values()):
        return
    rows = []
    for player in made.found.players:
        paid = made.figures[f"sidepayment.{player.id}"]
        after = player.net + found.receives[player.id]
        rows.append(Row({"party": player.name, "before": player.net, "paid": paid, "after": after}))
    nets = sum(player.net for player in made.found.players)
    rows.append(Row({"party": _("All together"), "before": nets, "paid": 0, "after": nets}, "total"))
    columns = (
        Column("party", _("Party")),
        Column("before", _("Net, calculated"), "tkr_diff", total=True),
        Column("paid", _("Receives (minus: pays)"), "tkr_diff", total=True),
        Column("after", _("Net after"), "tkr_diff", total=True),
    )
    note = _("Each deficit is paid by the others in proportion to their surplus; the payments sum to {zero}.").format(
        zero=money(0)
    )
    caption = _("Side payments: example, no proposal for payment")
    yield Table("side_payments", caption, columns, tuple(rows), made.left_out.noted(note))
