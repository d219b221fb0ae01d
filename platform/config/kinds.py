"""Each kind of thing one can point at, and the owner that shows it and, where it can be found, documents it."""

from collections.abc import Mapping

import accounts.people.cards
import accounts.structures.cards
import fichesactions.cards
import offers.cards
import search.doors
import search.saved.cards
from cards.kinds import Kind

KINDS: Mapping[str, Kind] = {
    "sheet": fichesactions.cards.sheet,
    "practice": fichesactions.cards.practice,
    "tool": fichesactions.cards.tool,
    "offer": offers.cards.offer,
    "person": accounts.people.cards.person,
    "organisation": accounts.structures.cards.organisation,
    "basin": search.doors.basin,
    "territory": search.doors.territory,
    "search": search.saved.cards.search,
}
