"""What a key says, as seals hold it: field by field, whatever the program's classes and their fields are called.

Form ``key2``: an object with its ``kind`` and what the key names; what it does not name is left out. Numbers are
whole, shares ``"n/d"``, days ISO; order is kept where it breaks ties. A new field of a key is written only where it
says something else than the program did before it was there. A form that writes the same key otherwise gets another
name, and the old one stays here to read what is sealed (contracts.md section 4).

The form before it had no name: what Python 3.11 showed of the key's classes when the program had only these.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from onedoor_ledger.rulebook.model.keys import (
    Bound,
    ByBenefit,
    ByStatistic,
    ByWeights,
    Capped,
    Key,
    KeyGroup,
    Measured,
    Serial,
    Settle,
    Tier,
    Tiered,
    TwoPart,
)

FORM = "key2"

Told = str | int | list["Told"] | dict[str, "Told"]
"""What JSON can write, without floats."""


def key_text(key: Key) -> Told:
    """The key in form :data:`FORM`."""
    return {"form": FORM, **_key(key)}


def _key(key: Key) -> dict[str, Told]:
    match key:
        case ByWeights():
            told = {"kind": "weights", "weights": _pairs(key.weights), "groups": [_group(each) for each in key.groups]}
        case ByStatistic():
            told = {"kind": "statistic", **_measured(key.measured)}
        case ByBenefit():
            told = {"kind": "benefit", **_measured(key.measured)}
        case Capped():
            told = {"kind": "capped", "base": _key(key.base), "bounds": [_bound(each) for each in key.bounds]}
        case TwoPart():
            told = {"kind": "two_part", "standing": _key(key.standing), "use": _key(key.use)}
            told |= {"part": _ratio(key.part), "accounts": [*key.accounts], "cost_types": [*key.cost_types]}
        case Tiered():
            told = {"kind": "tiered", **_measured(key.measured), "tiers": [_tier(each) for each in key.tiers]}
        case Serial():
            told = {"kind": "serial", **_measured(key.measured)}
            told |= {"polynomial": [_ratio(each) for each in key.polynomial]}
            told |= {"points": [[_ratio(demand), _ratio(cost)] for demand, cost in key.points]}
    return _said(told)


def _measured(measured: Measured) -> dict[str, Told]:
    span: list[Told] = [day.isoformat() for day in measured.span or ()]
    return {"statistics": [*measured.statistics], "participants": [*measured.participants], "span": span}


def _bound(bound: Bound) -> Told:
    told: dict[str, Told] = {"participant": bound.participant, "per": bound.per.value}
    if bound.least is not None:
        told["least"] = bound.least
    if bound.most is not None:
        told["most"] = bound.most
    return told | _said({"least_share": _ratio(bound.least_share), "most_share": _ratio(bound.most_share)})


def _tier(tier: Tier) -> Told:
    shares: Told = [[who, _ratio(share)] for who, share in tier.shares.items()]
    return {"shares": shares} if tier.up_to is None else {"up_to": tier.up_to, "shares": shares}


def _group(group: KeyGroup) -> Told:
    return [group.id, group.weight, [[who, weight] for who, weight in group.members]]


def _pairs(weights: Mapping[str, int]) -> Told:
    return [[who, weight] for who, weight in weights.items()]


def _ratio(value: Fraction | None) -> str:
    return "" if value is None else f"{value.numerator}/{value.denominator}"


def _said(told: dict[str, Told]) -> dict[str, Told]:
    """Without what the key does not name."""
    return {name: value for name, value in told.items() if value not in ("", [])}


_BEFORE: Mapping[type, tuple[str, tuple[str, ...]]] = {
    ByWeights: ("ByWeights", ("weights", "groups")),
    ByStatistic: ("ByStatistic", ("measured",)),
    ByBenefit: ("ByBenefit", ("measured",)),
    Capped: ("Capped", ("base", "bounds")),
    TwoPart: ("TwoPart", ("standing", "use", "part", "accounts", "cost_types")),
    Tiered: ("Tiered", ("measured", "tiers")),
    Serial: ("Serial", ("measured", "polynomial", "points")),
    Measured: ("Measured", ("statistics", "participants", "span")),
    KeyGroup: ("KeyGroup", ("id", "weight", "members")),
    Bound: ("Bound", ("participant", "per", "least", "most", "least_share", "most_share")),
    Tier: ("Tier", ("up_to", "shares")),
}
"""Names and fields of the form without a name. Frozen: a class that is renamed keeps its old name here."""


def key_text_before(key: Key) -> str:
    """The key in the form without a name."""
    return _shown(key)


def _shown(value: object) -> str:
    if type(value) in _BEFORE:
        name, fields = _BEFORE[type(value)]
        return f"{name}({', '.join(f'{field}={_shown(getattr(value, field))}' for field in fields)})"
    if isinstance(value, Settle):
        return f"<Settle.{value.value.upper()}: '{value.value}'>"
    if isinstance(value, tuple):
        return f"({', '.join(map(_shown, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_shown(who)}: {_shown(share)}" for who, share in value.items()) + "}"
    return repr(value)
