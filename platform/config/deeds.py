"""Which rooms know what organisations do, for their pages and for search."""

from collections.abc import Sequence

import offers.deeds
from accounts.structures.deeds import Deeds

DEEDS: Sequence[Deeds] = (offers.deeds,)
