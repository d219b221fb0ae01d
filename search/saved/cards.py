"""A saved search as a notice shows it: to its keeper alone."""

from collections.abc import Mapping, Sequence

from cards.kinds import Card, Viewer
from cards.refs import numbers_of
from search.by_address import url_of_newest
from search.models import SavedSearch


class SavedSearchKind:
    """Searches that somebody keeps. They are not found: nobody else is to know of them."""

    label = "Recherche gardée"
    plural = "Recherches gardées"
    icon = "search"

    def cards(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, Card]:
        """Theirs only, leading to the list with what is newest first."""
        mine = SavedSearch.objects.of(viewer.pk).filter(pk__in=numbers_of(keys)) if viewer.is_authenticated else ()
        return {str(saved.pk): self._card(saved) for saved in mine}

    def _card(self, saved: SavedSearch) -> Card:
        return Card(ref=saved.ref, title=saved.name, url=url_of_newest(saved), kind_label=self.label, icon=self.icon)


search = SavedSearchKind()
