"""How basins and territories are shown in any list."""

from collections.abc import Iterator, Mapping, Sequence

from django.db.models import Count, Q
from django.utils.text import capfirst

from cards.kinds import Card, Viewer
from cards.words import counted
from territories.models import Basin, Territory
from territories.words import WORDS

_TOWNS = Count("municipalities", filter=Q(municipalities__successor=None))


class BasinKind:
    """Basins, by slug."""

    label = "Bassin"
    plural = "Bassins"
    icon = "pin"

    def cards(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, Card]:
        """One query."""
        found = Basin.objects.filter(slug__in=keys).select_related("territory").defer("outline").annotate(towns=_TOWNS)
        return {basin.slug: self._card(basin, basin.towns) for basin in found.order_by()}

    def all_keys(self) -> Iterator[str]:
        return iter(Basin.objects.order_by("pk").values_list("slug", flat=True))

    def titles(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, str]:
        found = Basin.objects.filter(slug__in=keys).select_related("territory").defer("outline")
        return {basin.slug: capfirst(basin.full_name) for basin in found.order_by()}

    def named_like(self, words: Sequence[str], viewer: Viewer, limit: int) -> Sequence[str]:
        """« bassin de Verviers »: the word for a basin says nothing of which."""
        said = {word for default in (WORDS["basin"],) for word in default.split()}
        named = Q()
        for word in words:
            named &= Q(name__icontains=word) if word.lower() not in said else Q()
        return list(Basin.objects.filter(named).values_list("slug", flat=True)[:limit])

    def _card(self, basin: Basin, towns: int) -> Card:
        return Card(
            ref=basin.ref,
            title=capfirst(basin.full_name),
            url=basin.get_absolute_url(),
            kind_label=self.label,
            icon=self.icon,
            facts=(basin.territory.name, counted(towns, "commune")),
        )


class TerritoryKind:
    """Territories, by slug."""

    label = "Territoire"
    plural = "Territoires"
    icon = "pin"

    def cards(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, Card]:
        """One query."""
        found = Territory.objects.filter(slug__in=keys).annotate(parts=Count("basins")).order_by()
        return {territory.slug: self._card(territory) for territory in found}

    def all_keys(self) -> Iterator[str]:
        return iter(Territory.objects.order_by("pk").values_list("slug", flat=True))

    def titles(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, str]:
        return dict(Territory.objects.filter(slug__in=keys).order_by().values_list("slug", "name"))

    def named_like(self, words: Sequence[str], viewer: Viewer, limit: int) -> Sequence[str]:
        named = Q()
        for word in words:
            named &= Q(name__icontains=word)
        return list(Territory.objects.filter(named).values_list("slug", flat=True)[:limit])

    def _card(self, territory: Territory) -> Card:
        return Card(
            ref=territory.ref,
            title=territory.name,
            url=territory.get_absolute_url(),
            kind_label=self.label,
            icon=self.icon,
            summary=f"Piloté par {territory.leading_body}" if territory.leading_body else "",
            facts=(territory.get_country_display(), counted(territory.parts, "bassin")),
        )
