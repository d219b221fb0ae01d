"""Each kind of thing one can point at, and the owner that shows it and, where it can be found, documents it."""

from collections.abc import Mapping

import fichesactions.cards
import offers.cards
from cards.kinds import Kind

KINDS: Mapping[str, Kind] = {
    "sheet": fichesactions.cards.sheet,
    "practice": fichesactions.cards.practice,
    "tool": fichesactions.cards.tool,
    "offer": offers.cards.offer,
}
