"""The smallest payments between the players that leave none of them worse off (methods.md section 3).

An example to count on, no proposal: the law's shares of the contributions are mandatory.
"""

from __future__ import annotations

from collections.abc import Mapping

from onedoor_ledger import money
from onedoor_ledger.incentive.model import SidePayments


def smallest(nets: Mapping[str, int]) -> SidePayments:
    """Each player with a deficit is paid it; the others pay in proportion to their surplus, to the öre.

    :param nets: öre by player. When all together lose no payment can help, and none is worked out.
    """
    lacking = sum(-net for net in nets.values() if net < 0)
    if sum(nets.values()) < 0:
        return SidePayments(dict.fromkeys(nets, 0), possible=False)
    if not lacking:
        return SidePayments(dict.fromkeys(nets, 0), possible=True)
    paid = money.share(lacking, [max(net, 0) for net in nets.values()]).booked
    receives = {who: -paid_ - min(net, 0) for (who, net), paid_ in zip(nets.items(), paid, strict=True)}
    return SidePayments(receives, possible=True)
