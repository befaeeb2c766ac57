"""VAT of an allocation, line by line: booked once per voucher and participant, shown on each line it was made of."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def vat_of_lines(nets: Sequence[int], booked: int, rate: str) -> tuple[int, ...]:
    """The VAT ``booked`` on ``nets`` (öre) at ``rate`` per cent as a part for each line; the parts sum to it.

    Each line's part is what the VAT of all lines so far grows by, so that no line is more than an öre from its own.
    Should what is booked differ from the rate, the last line shows the difference.
    """
    if not nets:
        return ()
    if not rate:
        return (*(0 for _net in nets[1:]), booked)
    parts, so_far, given = [], 0, 0
    for net in nets:
        so_far += net
        until = _rounded(Fraction(so_far * int(rate), 100))
        parts.append(until - given)
        given = until
    parts[-1] += booked - given
    return tuple(parts)


def _rounded(value: Fraction) -> int:
    """To whole öre, half away from zero, as it is booked."""
    whole = int(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole
