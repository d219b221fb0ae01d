"""One page of a list, with all that the two templates of every list show."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.safestring import SafeString

from cards.kinds import Card
from cards.panels import Facets
from search.asked import ANYWHERE, RADII, SORTS, Asked
from search.choices import Choice, FacetChoices
from search.meanings import Understood
from search.port import DEEPEST
from territories.named_lands import NamedLand
from territories.places import Elsewhere, Place

PAGE = 20
CARRIED = ("q", "sorte", "structure", "exact", "vue")
SORT_LABELS = {"pertinence": "Pertinence", "date": "Date", "distance": "Distance"}


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: the owner's card, with the words asked marked, and how far it is."""

    card: Card
    title: SafeString
    excerpt: SafeString
    distance: float | None
    apart: bool = False
    """It serves the place asked from afar: it is not near."""
    rank: int = 0
    """Its place in the whole list, from one; none in the simple list that stands in for a search."""


@dataclass(slots=True)
class Listing:
    """One page of a list, with all that its two templates show."""

    asked: Asked
    kinds: tuple[str, ...]
    at_hand: Sequence[str] = ()
    """Facets that show at once, by which most people narrow down this list; the others are folded."""
    total: int = 0
    near_total: int = 0
    """How many of them are near; those that serve the place asked from afar follow."""
    items: Sequence[Item] = ()
    facets: Sequence[FacetChoices] = ()
    tabs: Sequence[Choice] = ()
    chips: Sequence[Choice] = ()
    unsaid: Sequence[Choice] = ()
    """What a filter leaves out only because its source does not say."""
    wider: Sequence[Choice] = ()
    """When nothing is found: searches that do find something."""
    corrected: str | None = None
    understood: Understood | None = None
    """What the words were taken to stand for."""
    meant: Choice | None = None
    """Words far more common than those asked, for whoever meant them."""
    loosened: bool = False
    degraded: bool = False
    need: str = ""
    """The key under which this search is counted, and the result that is opened with it; empty when it is not."""

    @property
    def cards(self) -> list[Card]:
        return [item.card for item in self.items]

    @property
    def asks(self) -> bool:
        """Whether it asks for anything: when nothing answers, it is then no empty shelf."""
        return bool(self.q or self.chips or self.place_text)

    @property
    def about(self) -> str:
        """« garde d’enfant, Gratuit, près de 4802 Heusy »: what is asked, for the page's title; empty for all of it."""
        words = self.corrected or self.q
        where = f"{'près de' if self.asked.radius else 'depuis'} {self.place.label}" if self.place else ""
        filters = ", ".join(chip.label for chip in self.chips if chip.value)
        return ", ".join(filter(None, (words, filters, where))) if filters else f"{words} {where}".strip()

    @property
    def whereabouts(self) -> Facets:
        """What the panels of other rooms are told of where this list is about."""
        asked = self.asked
        return {"place": (asked.place_text,) if asked.place else (), "basin": asked.filters.get("basin", ())}

    @property
    def near_items(self) -> list[Item]:
        return [item for item in self.items if not item.apart]

    @property
    def apart_items(self) -> list[Item]:
        return [item for item in self.items if item.apart]

    @property
    def apart_total(self) -> int:
        return self.total - self.near_total

    @property
    def apart_url(self) -> str:
        """Where those kept apart begin."""
        page = self.near_total // PAGE + 1
        here = page == self.page
        return "#a-distance" if here else f"{self.url_with(page=page if page > 1 else None)}#a-distance"

    @property
    def pages(self) -> int:
        return ceil(min(self.total, DEEPEST) / PAGE)

    @property
    def is_cut(self) -> bool:
        """Whether this is the last page that can be shown, and not the last of what was found."""
        return self.page == self.pages and self.total > DEEPEST

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
    def around_url(self) -> str:
        """This list around the place that its words name, where a distance can be chosen."""
        place = self.understood and self.understood.place
        return self.url_with(q=place.rest or None, lieu=place.label) if place else ""

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the filter form carries along without showing it."""
        return [(name, value) for name in CARRIED for value in self.asked.params.get(name, ())]

    @property
    def first_facets(self) -> list[FacetChoices]:
        return [facet for facet in self.facets if facet.name in self.at_hand]

    @property
    def more_facets(self) -> list[FacetChoices]:
        return [facet for facet in self.facets if facet.name not in self.at_hand]

    @property
    def unfolded(self) -> bool:
        """Whether a folded filter is at work, and so must be seen."""
        return any(facet.active for facet in self.more_facets)

    @property
    def noticed(self) -> bool:
        """Whether there is something to say of how the search was understood."""
        place = (self.place.notice or self.land) if self.place else self.place_text
        said = self.understood and self.understood.says_something
        return bool(self.degraded or self.elsewhere or place or self.corrected or self.meant or self.loosened or said)

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
    def land(self) -> NamedLand | None:
        """A territory of the same name as the place, for whoever meant it."""
        return self.asked.land

    @property
    def land_url(self) -> str:
        """This list over that whole territory."""
        return self.url_with(lieu=None, rayon=None, bassin=self.land.basins) if self.land else ""

    @property
    def place_text(self) -> str:
        return self.asked.place_text
