"""All lists of the site are one query of the engine: `listing(request, kinds=("offer",))` and two templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.http import HttpRequest
from django.utils.safestring import SafeString

from cards.kinds import Card, Viewer, cards_for
from cards.kinds import kinds as known_kinds
from search.asked import ANYWHERE, RADII, SORTS, Asked, asked
from search.choices import Choice, FacetChoices, chips, facets, tabs
from search.document import reader_keys
from search.facets import FACETS, Labels, labels
from search.fallback import named_like
from search.finding import Found, find
from search.lands import Lands
from search.marking import Marker
from search.port import Hit, Query, SearchUnavailableError
from search.query import read
from search.ways_on import ways_on
from territories.places import Elsewhere, Place

PAGE = 20
FIRST_FACETS = frozenset(FACETS[name].param for name in ("theme", "audience", "basin"))
"""By what most people narrow down; the other filters are folded."""
SORT_LABELS = {"pertinence": "Pertinence", "date": "Date", "distance": "Distance"}


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: the owner's card, with the words asked marked, and how far it is."""

    card: Card
    title: SafeString
    excerpt: SafeString
    distance: float | None


@dataclass(slots=True)
class Listing:
    """One page of a list, with all that its two templates show."""

    asked: Asked
    kinds: tuple[str, ...]
    total: int = 0
    items: Sequence[Item] = ()
    facets: Sequence[FacetChoices] = ()
    tabs: Sequence[Choice] = ()
    chips: Sequence[Choice] = ()
    wider: Sequence[Choice] = ()
    """When nothing is found: searches that do find something."""
    corrected: str | None = None
    meant: Choice | None = None
    """Words far more common than those asked, for whoever meant them."""
    loosened: bool = False
    degraded: bool = False

    @property
    def cards(self) -> list[Card]:
        return [item.card for item in self.items]

    @property
    def pages(self) -> int:
        return ceil(self.total / PAGE)

    @property
    def page(self) -> int:
        return self.asked.page

    @property
    def previous_url(self) -> str | None:
        return self.url_with(page=min(self.page - 1, self.pages)) if self.page > 1 else None

    @property
    def next_url(self) -> str | None:
        return self.url_with(page=self.page + 1) if self.page < self.pages else None

    @property
    def first_url(self) -> str:
        return self.url_with(page=None)

    @property
    def exact_url(self) -> str:
        return self.url_with(exact=1)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the filter form carries along without showing it."""
        return [(name, value) for name in ("q", "sorte", "exact") for value in self.asked.params.get(name, ())]

    @property
    def first_facets(self) -> list[FacetChoices]:
        return [facet for facet in self.facets if facet.param in FIRST_FACETS]

    @property
    def more_facets(self) -> list[FacetChoices]:
        return [facet for facet in self.facets if facet.param not in FIRST_FACETS]

    @property
    def unfolded(self) -> bool:
        """Whether a folded filter is at work, and so must be seen."""
        return any(facet.active for facet in self.more_facets)

    @property
    def noticed(self) -> bool:
        """Whether there is something to say of how the search was understood."""
        place = self.place.notice if self.place else self.place_text
        return bool(self.degraded or self.elsewhere or place or self.corrected or self.meant or self.loosened)

    @property
    def radii(self) -> list[Choice]:
        asked_for = self.asked.radius
        choices = [Choice(f"{km} km", str(km), active=km == asked_for) for km in RADII]
        return [*choices, Choice("Partout", ANYWHERE, active=asked_for is None)]

    @property
    def sorts(self) -> list[Choice]:
        return [Choice(SORT_LABELS[name], name, active=sort == self.asked.sort) for name, sort in SORTS.items()]

    def url_with(self, **changes: object) -> str:
        return self.asked.url_with(**changes)

    @property
    def q(self) -> str:
        return self.asked.q

    @property
    def path(self) -> str:
        return self.asked.path

    @property
    def place(self) -> Place | None:
        return self.asked.place

    @property
    def elsewhere(self) -> Elsewhere | None:
        return self.asked.elsewhere

    @property
    def place_text(self) -> str:
        return self.asked.place_text


def listing(request: HttpRequest, kinds: Sequence[str] | None = None) -> Listing:
    """One page of the things of these kinds that an address asks for, as this reader may see them.

    When the engine is away, what the owners' database finds by title, and `degraded` says so.
    """
    words = labels()
    made = Listing(asked(request).knowing(words), tuple(kinds or known_kinds()))
    viewer = request.user
    try:
        _put_found(made, words, viewer)
    except SearchUnavailableError:
        _put_from_database(made, viewer)
    return made


def _put_found(made: Listing, words: Labels, viewer: Viewer) -> None:
    query = query_for(made, viewer)
    found = find(made.q, query, exact=made.asked.exact)
    lands = Lands()
    made.total, made.corrected, made.loosened = found.results.total, found.corrected, found.loosened
    if meant := found.spelled.meant:
        made.meant = Choice(meant, url=made.url_with(q=meant))
    _put_items(made, found, viewer)
    counts = found.results.counts
    made.tabs = tabs(made.asked, made.kinds, counts.get("kind", {}))
    made.facets = facets(made.asked, words, lands, counts)
    made.chips = chips(made.asked, words, lands)
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
        count=tuple(FACETS),
    )


def _put_items(made: Listing, found: Found, viewer: Viewer) -> None:
    marker = Marker(found.spelled.words, beginning=found.spelled.beginning)
    hits = {hit.ref: hit for hit in found.results.hits}
    cards = cards_for(hits, viewer)
    made.items = [_item(card, hits[card.ref], marker) for card in cards]
    made.total -= len(hits) - len(cards)  # Gone or closed since it was indexed: not even counted.


def _item(card: Card, hit: Hit, marker: Marker) -> Item:
    passage = marker.passage(hit.body)
    told = passage if marker.held(passage) > marker.held(card.summary) else card.summary
    return Item(card, marker.marked(card.title), marker.marked(told), hit.distance)


def _put_from_database(made: Listing, viewer: Viewer) -> None:
    made.degraded = True
    chosen = [kind for kind in made.asked.filters.get("kind", ()) if kind in made.kinds]
    refs = named_like(made.q, chosen or made.kinds, viewer)
    made.total = len(refs)
    marker = Marker(read(made.q))
    cards = cards_for(refs[(made.page - 1) * PAGE : made.page * PAGE], viewer)
    made.items = [Item(card, marker.marked(card.title), marker.marked(card.summary), None) for card in cards]
