"""A broad search at a glance: the best answers whatever they are, then a few of each kind with the way to them all.

Who searches « logement » may want a service, a sheet or a colleague: among fifty results of which forty are services,
the others would stand on page three. What is best still comes first, and nothing is moved before its better.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from search.answer import PAGE, Item, Listing
from search.choices import Choice

FIRST = 5
"""Best answers that come before any grouping."""
OF_EACH = 3


@dataclass(frozen=True, slots=True)
class Group:
    """The next best of one kind, and where all of it is."""

    tab: Choice
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page of a broad search."""

    first: Sequence[Item]
    groups: Sequence[Group]
    whole_url: str
    """All of it as one list, page by page."""


def overview(listing: Listing) -> Overview | None:
    """None where a plain list says it better: a kind is chosen, an order is asked for, or it all fits on a page."""
    asked = listing.asked
    tabs = [tab for tab in listing.tabs if tab.value and tab.count]
    plain = asked.one("vue") or asked.filters.get("kind") or asked.sort != "relevance" or listing.loosened
    if plain or len(tabs) < 2 or listing.page > 1 or listing.near_total <= PAGE:
        return None
    first, rest = listing.near_items[:FIRST], listing.near_items[FIRST:]
    groups = [Group(tab, _of(tab, rest)[:OF_EACH]) for tab in tabs if tab.count > len(_of(tab, first))]
    last = len(listing.near_items)
    groups.sort(key=lambda group: rest.index(group.items[0]) if group.items else last)
    return Overview(first, groups, listing.url_with(vue="liste"))


def _of(tab: Choice, items: Sequence[Item]) -> list[Item]:
    return [item for item in items if item.card.ref.kind == tab.value]
