"""All lists of the site are one query of the engine: `listing(request, kinds=("offer",))` and two templates."""

from collections.abc import Sequence

from django.http import HttpRequest

from cards.kinds import Card, Viewer, cards_for
from cards.momentary import only_for_now
from search.answer import PAGE, Item, Listing
from search.asked import asked
from search.choices import Choice, chips, facets, tabs, unsaid
from search.document import reader_keys
from search.facets import COUNTED, Labels, labels
from search.fallback import named_like
from search.finding import Found, find
from search.indexing import findables
from search.lands import Lands
from search.marking import Marker
from search.needs.hearing import count
from search.port import Hit, Query, SearchUnavailableError
from search.query import read
from search.ways_on import ways_on

AT_HAND = ("theme", "audience", "basin")
"""By what most people narrow down most lists."""


def listing(
    request: HttpRequest,
    kinds: Sequence[str] | None = None,
    *,
    at_hand: Sequence[str] = AT_HAND,
    words: Labels | None = None,
) -> Listing:
    """One page of the things of these kinds that an address asks for, as this reader may see them.

    `words` name values of facets that the caller alone knows. When the engine is away, what the owners' database finds
    by title, and `degraded` says so.
    """
    words = {**labels(), **(words or {})}
    made = Listing(asked(request).knowing(words), tuple(kinds or findables()), at_hand)
    viewer = request.user
    try:
        _put_found(made, words, viewer)
    except SearchUnavailableError:
        only_for_now(request)
        _put_from_database(made, viewer)
    else:
        count(request, made)
    return made


def _put_found(made: Listing, words: Labels, viewer: Viewer) -> None:
    query = query_for(made, viewer)
    found = find(made.q, query, exact=made.asked.exact, near_first=True)
    lands = Lands()
    made.total, made.near_total = found.results.total, found.near_total
    made.corrected, made.loosened = found.corrected, found.loosened
    made.understood = found.understood
    if meant := found.spelled.meant:
        made.meant = Choice(meant, url=made.url_with(q=meant))
    _put_items(made, found, viewer)
    counts = found.results.counts
    made.tabs = tabs(made.asked, made.kinds, counts.get("kind", {}))
    made.facets = facets(made.asked, words, lands, counts)
    made.chips = chips(made.asked, words, lands)
    made.unsaid = unsaid(made.asked, counts)
    if not made.total:
        made.wider = ways_on(made.asked, made.kinds, query, words)


def query_for(made: Listing, viewer: Viewer) -> Query:
    """What the engine is asked for this listing: its kinds, its filters, its place, its page."""
    chosen = tuple(kind for kind in made.asked.filters.get("kind", ()) if kind in made.kinds)
    return Query(
        readers=reader_keys(viewer),
        filters={**made.asked.filters, "kind": chosen or made.kinds},
        near=made.asked.near,
        sort=made.asked.sort,
        offset=(made.page - 1) * PAGE,
        limit=PAGE,
        count=COUNTED,
    )


def _put_items(made: Listing, found: Found, viewer: Viewer) -> None:
    marker = Marker(found.marked, beginning=found.spelled.beginning)
    hits = {hit.ref: hit for hit in found.results.hits}
    left = max(0, found.near_total - (made.page - 1) * PAGE)
    near = {hit.ref for hit in found.results.hits[:left]}
    cards = cards_for(hits, viewer)
    first = (made.page - 1) * PAGE + 1
    made.items = [
        _item(card, hits[card.ref], marker, apart=card.ref not in near, rank=rank)
        for rank, card in enumerate(cards, first)
    ]
    # Gone or closed since it was indexed: not even counted.
    shown = {card.ref for card in cards}
    made.total -= len(hits) - len(cards)
    made.near_total -= len(near - shown)


def _item(card: Card, hit: Hit, marker: Marker, *, apart: bool, rank: int) -> Item:
    passage = marker.passage(hit.body)
    told = passage if marker.held(passage) > marker.held(card.summary) else card.summary
    distance = None if apart else hit.distance
    return Item(card, marker.marked(card.title), marker.marked(told), distance, apart, rank)


def _put_from_database(made: Listing, viewer: Viewer) -> None:
    made.degraded = True
    chosen = [kind for kind in made.asked.filters.get("kind", ()) if kind in made.kinds]
    refs = named_like(made.q, chosen or made.kinds, viewer)
    made.total = made.near_total = len(refs)
    marker = Marker(read(made.q))
    cards = cards_for(refs[(made.page - 1) * PAGE : made.page * PAGE], viewer)
    made.items = [Item(card, marker.marked(card.title), marker.marked(card.summary), None) for card in cards]
