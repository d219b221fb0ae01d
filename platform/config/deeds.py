"""Which rooms know what organisations do, for their pages and for search."""

from collections.abc import Sequence

import offers.deeds
from accounts.structures.deeds import Deeds
from fichesactions import origins

DEEDS: Sequence[Deeds] = (offers.deeds, origins.deeds)
