"""Organisations on the page of a basin."""

from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import Organisation
from accounts.structures.cards import card_of
from cards.kinds import Viewer
from cards.panels import Facets, Panel
from cards.refs import Ref
from search.engines import engine
from search.newest import newest

SHOWN = 6


def organisations_of_the_basin(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """On a basin's page: its structures, the last completed or delivered first, and how many."""
    basins = tuple(facets.get("basin", ()))
    if not basins:
        return None
    found = engine().search(newest(("organisation",), basins, viewer, SHOWN))
    keys = [int(hit.ref.key) for hit in found.hits]
    seen = Organisation.objects.visible_to(viewer).in_bulk(keys)
    cards = [card_of(seen[key]) for key in keys if key in seen]
    if not cards:
        return None
    url = f"{reverse('directory')}?{urlencode({'sorte': 'organisation', 'bassin': basins}, doseq=True)}"
    return Panel("Les structures", "accounts/structures_panel.html", {"cards": cards, "total": found.total, "url": url})
