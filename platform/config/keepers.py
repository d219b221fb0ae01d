"""Who looks after each kind of thing, and so reads what its visitors say of it. A kind without a line is not asked."""

from collections.abc import Mapping

import accounts.keeping
import fichesactions.keeping
import offers.keeping
import territories.keeping
from feedback.keepers import Keeper

KEEPERS: Mapping[str, Keeper] = {
    "sheet": fichesactions.keeping.sheet,
    "practice": fichesactions.keeping.practice,
    "tool": fichesactions.keeping.tool,
    "offer": offers.keeping.offer,
    "organisation": accounts.keeping.organisation,
    "basin": territories.keeping.basin,
    "territory": territories.keeping.territory,
}
