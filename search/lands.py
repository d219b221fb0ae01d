"""Which territory a list is about, and how basins are called there: « bassin EFE » here, « bassin d’emploi » there."""

from collections.abc import Iterable
from functools import cached_property

from django.utils.text import capfirst

from search.asked import Asked
from search.labels import VOCABULARIES
from territories.models import Basin, Territory
from territories.words import WORDS

_TOLD = ("slug", "name", "territory__labels", "territory__hidden_terms")
"""Neither outlines nor legal texts, at every list."""


class Lands:
    """Every basin with its territory, read once and only when a list has something to say of one."""

    @cached_property
    def basins(self) -> dict[str, Basin]:
        told = Basin.objects.order_by().select_related("territory").only(*_TOLD)
        return {basin.slug: basin for basin in told}

    def basin_facet(self, slugs: Iterable[str]) -> str:
        """The word over these basins: their territories’ when they agree, else everyone’s."""
        words = {self.basins[slug].territory.label("basin") for slug in slugs if slug in self.basins}
        return capfirst(words.pop() if len(words) == 1 else WORDS["basin"])

    def basin_chip(self, slug: str) -> str | None:
        """« Bassin EFE de Verviers »; None for a basin that is no more."""
        return capfirst(self.basins[slug].full_name) if slug in self.basins else None

    def hidden(self, asked: Asked) -> frozenset[tuple[str, str]]:
        """Facets and values that the territory this list is about does not show; none when it is about several."""
        slugs = asked.filters.get("basin", ())
        lands = {self.basins[slug].territory for slug in slugs if slug in self.basins}
        if asked.place and asked.place.territory:
            lands |= set(Territory.objects.filter(slug=asked.place.territory))
        names = lands.pop().hidden_terms if len(lands) == 1 else ()
        facets = {model._meta.model_name: facet for facet, model in VOCABULARIES.items()}
        pairs = (name.partition(":") for name in names)
        return frozenset((facets[model], slug) for model, _, slug in pairs if model in facets)
