"""A flow picture as SVG: plain shapes and text, no scripts, nothing fetched; the same bytes for the same flow.

Two columns of bars, before and after, and bands between them as thick as the persons are many. Every end has its name
and number beside it, so that the picture can be read without its colours, and each band says what it is when pointed
at. Widths show whole persons only; what may not be shown is not in a :class:`Flow` to begin with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from onedoor_ledger.reporting.model import Flow, FlowEnd, FlowLink
from onedoor_ledger.reporting.words import grouped
from onedoor_ledger.texts import _, ngettext

COLOURS = ("#0065a3", "#b8541a", "#6b4fa0", "#2e7d4f", "#6f7a82", "#9a7b00")
"""Told apart also by who does not see red and green, and on paper; used in the order of :attr:`Flow.colours`."""
WIDTH, SIDE, BAR = 1000, 290, 16
TALLEST = 420
"""Pixels of all the persons of one side together."""
SLOT, GAP, TOP = 38, 12, 58
"""The least height of an end with its two lines of text, between two ends, and over the first."""
KEY_WIDTH, LETTER = 44, 7.8


@dataclass(frozen=True, slots=True)
class _Placed:
    """An end with its bar: where it begins and how high it is."""

    end: FlowEnd
    top: float
    height: float
    persons: int


def svg(flow: Flow) -> str:
    """The picture as an ``<svg>`` element, to stand in a page or alone."""
    total = max(sum(link.persons for link in flow.links), 1)
    scale = TALLEST / total
    left = _column(flow.left, _sums(flow.links, "start"), scale)
    right = _column(flow.right, _sums(flow.links, "end"), scale)
    height = max((one.top + one.height for one in (*left, *right)), default=TOP) + SLOT
    colour = {key: COLOURS[n % len(COLOURS)] for n, (key, _name) in enumerate(flow.colours)}
    opened = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {_n(height)}" role="img"'
        f' aria-labelledby="{flow.id}-title {flow.id}-desc" font-family="Segoe UI, Helvetica Neue, Arial, sans-serif"'
        ' font-size="14" fill="currentColor" style="width:100%;max-width:62rem;height:auto;print-color-adjust:exact;'
        '-webkit-print-color-adjust:exact">'
    )
    lines = [
        opened,
        f'<title id="{flow.id}-title">{escape(flow.title)}</title>',
        f'<desc id="{flow.id}-desc">{escape(flow.description)}</desc>',
        *_key(flow, colour),
        f'<text x="{SIDE}" y="{TOP - 14}" text-anchor="end" font-weight="bold">{escape(_("Before"))}</text>',
        f'<text x="{WIDTH - SIDE}" y="{TOP - 14}" font-weight="bold">{escape(_("After"))}</text>',
        *_bands(flow, left, right, scale, colour),
        *(line for one in left for line in _end(one, colour, right=False)),
        *(line for one in right for line in _end(one, colour, right=True)),
        "</svg>",
    ]
    return "\n".join(lines)


def _sums(links: Sequence[FlowLink], side: str) -> dict[str, int]:
    sums: defaultdict[str, int] = defaultdict(int)
    for link in links:
        sums[link.start if side == "start" else link.end] += link.persons
    return sums


def _column(ends: Sequence[FlowEnd], persons: dict[str, int], scale: float) -> list[_Placed]:
    """The ends from the top down, each with room for its text; those without anybody are left out."""
    placed, top = [], float(TOP)
    for end in ends:
        if not persons.get(end.id):
            continue
        height = persons[end.id] * scale
        slot = max(height, SLOT)
        placed.append(_Placed(end, top + (slot - height) / 2, height, persons[end.id]))
        top += slot + GAP
    return placed


def _bands(
    flow: Flow, left: Sequence[_Placed], right: Sequence[_Placed], scale: float, colour: dict[str, str]
) -> Iterator[str]:
    """The bands: at each end in the order of the other side's ends, so that they cross as little as can be."""
    order = {one.end.id: n for n, one in enumerate(left)}, {one.end.id: n for n, one in enumerate(right)}
    starts = {one.end.id: one.top for one in left}
    ends = {one.end.id: one.top for one in right}
    names = {end.id: end for end in (*flow.left, *flow.right)}
    tops = {}
    for link in sorted(flow.links, key=lambda each: (order[1][each.end], order[0][each.start])):
        tops[link] = ends[link.end]
        ends[link.end] += link.persons * scale
    for link in sorted(flow.links, key=lambda each: (order[0][each.start], order[1][each.end])):
        thick = link.persons * scale
        text = _("{start} → {end}: {persons}").format(
            start=names[link.start].label, end=names[link.end].label, persons=_persons(link.persons)
        )
        path = _band(SIDE + BAR, starts[link.start], WIDTH - SIDE - BAR, tops[link], thick)
        fill = colour[names[link.start].colour]
        yield f'<path d="{path}" fill="{fill}" fill-opacity="0.45"><title>{escape(text)}</title></path>'
        starts[link.start] += thick


def _band(x1: float, y1: float, x2: float, y2: float, thick: float) -> str:
    middle = (x1 + x2) / 2
    return (
        f"M{_n(x1)} {_n(y1)}C{_n(middle)} {_n(y1)} {_n(middle)} {_n(y2)} {_n(x2)} {_n(y2)}"
        f"V{_n(y2 + thick)}C{_n(middle)} {_n(y2 + thick)} {_n(middle)} {_n(y1 + thick)} {_n(x1)} {_n(y1 + thick)}Z"
    )


def _end(one: _Placed, colour: dict[str, str], *, right: bool) -> Iterator[str]:
    x, text_x, anchor = (WIDTH - SIDE - BAR, WIDTH - SIDE + 10, "start") if right else (SIDE, SIDE - 10, "end")
    middle = one.top + one.height / 2
    yield (f'<rect x="{x}" y="{_n(one.top)}" width="{BAR}" height="{_n(one.height)}" fill="{colour[one.end.colour]}"/>')
    yield f'<text x="{text_x}" y="{_n(middle - 2)}" text-anchor="{anchor}">{escape(one.end.label)}</text>'
    yield (
        f'<text x="{text_x}" y="{_n(middle + 14)}" text-anchor="{anchor}" font-size="12" fill-opacity="0.75">'
        f"{escape(_persons(one.persons))}</text>"
    )


def _key(flow: Flow, colour: dict[str, str]) -> Iterator[str]:
    x = 0.0
    used = {end.colour for end in (*flow.left, *flow.right)}
    for key, name in flow.colours:
        if key in used:
            yield f'<rect x="{_n(x)}" y="6" width="14" height="14" rx="2" fill="{colour[key]}"/>'
            yield f'<text x="{_n(x + 20)}" y="18">{escape(name)}</text>'
            x += KEY_WIDTH + LETTER * len(name)


def _persons(n: int) -> str:
    return ngettext("{n} person", "{n} persons", n).format(n=grouped(n))


def _n(value: float) -> str:
    """A coordinate with one decimal at most, the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")
