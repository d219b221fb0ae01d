"""What the door of a place shows of its own; other rooms add the rest through its slot."""

from collections.abc import Sequence
from functools import cached_property

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.text import capfirst

from cards.kinds import Card, Viewer, cards_for
from cards.panels import Facets
from cards.words import counted, listed, number
from territories.asking import Whom, whom_in
from territories.emergencies import Emergencies, emergencies
from territories.maps.drawings import Drawing, Land, map_of_basins, map_of_municipalities
from territories.models import Basin, Initiative, Municipality, Part, Place, StateOfPlay, Territory, keeps
from territories.outside import Area, areas_between

LARGEST = 3
TRAIL = ("Accueil", "/")


class Door:
    """A basin's or a territory's page, read for one viewer. Everything is read once, and only when shown."""

    def __init__(self, place: Place, viewer: Viewer) -> None:
        self.place, self.viewer = place, viewer
        self.territory = place if isinstance(place, Territory) else place.territory
        self.basin = None if isinstance(place, Territory) else place

    @property
    def title(self) -> str:
        return capfirst(self.basin.full_name) if self.basin else self.territory.name

    @property
    def trail(self) -> list[tuple[str, str]]:
        above = [("Territoires", reverse("territories"))]
        if self.basin:
            above.append((self.territory.name, self.territory.get_absolute_url()))
        return [TRAIL, *above]

    @cached_property
    def basins(self) -> Sequence[Basin]:
        """Of a territory, with the number of municipalities of each."""
        today = Count("municipalities", filter=Q(municipalities__successor=None))
        found = Basin.objects.filter(territory=self.territory).defer("outline").annotate(towns=today)
        for basin in (rows := list(found.order_by("name"))):
            basin.territory = self.territory
        return rows

    @property
    def facets(self) -> Facets:
        """By what other rooms know what belongs here."""
        if self.basin:
            return {"basin": (self.basin.slug,)}
        return {"basin": tuple(basin.slug for basin in self.basins), "territory": (self.territory.slug,)}

    @cached_property
    def municipalities(self) -> list[Municipality]:
        """Those of today, by name."""
        own = Q(basin=self.basin) if self.basin else Q(territory=self.territory)
        told = Municipality.objects.filter(own, successor=None).only("name", "population", "code", "postcode")
        return list(told.order_by("folded"))

    @cached_property
    def lead(self) -> str:
        """« 20 communes, 281 000 habitants. Les plus peuplées : Verviers, Herve et Malmedy. »"""
        towns = self.municipalities
        if not towns:
            return "Aucune commune n’y est encore rattachée."
        people = sum(town.population for town in towns)
        said = counted(len(towns), "commune")
        said += f", {number(round(people, -3) if people > 10_000 else people)} habitants." if people else "."
        largest = sorted((town for town in towns if town.population), key=lambda town: -town.population)[:LARGEST]
        if len(towns) > LARGEST and largest:
            said += f" Les plus peuplées\u00a0: {listed([town.name for town in largest])}."
        return said

    @cached_property
    def enclaves(self) -> list[Area]:
        """Who covers the postcodes that lie among a basin's own and are not of it: the German-speaking towns."""
        codes = sorted(town.postcode for town in self.municipalities)
        if not (self.basin and codes):
            return []
        return areas_between(self.territory.country, codes[0], codes[-1])

    @cached_property
    def map(self) -> Drawing | None:
        """Its basins, or a basin's municipalities."""
        land = Land.of(self.territory)
        return map_of_municipalities(land, self.basin) if self.basin else map_of_basins(land, self.basins)

    @cached_property
    def whom(self) -> Whom:
        return whom_in(self.place, self.viewer)

    @property
    def emergencies(self) -> Emergencies:
        return emergencies(self.territory.country)[0]

    @cached_property
    def editions(self) -> list[StateOfPlay]:
        """The states of play that this viewer may read, the last first."""
        found = list(StateOfPlay.objects.of(self.place).visible_to(self.viewer))
        for state in found:
            _know_place(state, self.place)
        return found

    @cached_property
    def state(self) -> "Edition | None":
        """What the door shows: the last published, else a keeper's first draft."""
        shown = next((each for each in self.editions if each.published), next(iter(self.editions), None))
        return Edition(shown, self) if shown else None

    @cached_property
    def is_kept(self) -> bool:
        """Whether this viewer may change what is said here."""
        return keeps(self.viewer, self.place, Part.FACILITATOR)


class Edition:
    """A state of play as its page reads it."""

    def __init__(self, state: StateOfPlay, door: Door) -> None:
        self.state, self.door = state, door

    @cached_property
    def figures(self) -> list[object]:
        return list(self.state.figures.all())

    @cached_property
    def initiatives(self) -> list[tuple[Card, Initiative]]:
        """Pinned pages that this viewer may see, each with the reason."""
        pinned = {each.thing: each for each in self.state.initiatives.all()}
        return [(card, pinned[card.ref]) for card in cards_for(pinned, self.door.viewer)]

    @property
    def others(self) -> Sequence[StateOfPlay]:
        """The other editions, the last first."""
        return [each for each in self.door.editions if each.pk != self.state.pk]

    @property
    def previous(self) -> StateOfPlay | None:
        """With what it is usually compared."""
        return next((each for each in self.others if each.published and each.dated < self.state.dated), None)


def lands() -> list[tuple[Territory, int, Drawing | None]]:
    """Every territory with the people who live there and its map."""
    people = Sum("municipalities__population", filter=Q(municipalities__successor=None))
    told = Territory.objects.annotate(people=people).prefetch_related("basins").order_by("-country", "name")
    made = []
    for territory in reversed(told):
        basins = list(territory.basins.all())
        for basin in basins:
            basin.territory = territory
        made.append((territory, territory.people or 0, map_of_basins(Land.of(territory), basins)))
    return made


def _know_place(state: StateOfPlay, place: Place) -> None:
    if isinstance(place, Basin):
        state.basin = place
    else:
        state.territory = place
