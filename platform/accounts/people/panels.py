"""People on the pages of other rooms: those who show the piece that ties them to it, and nobody else."""

from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import Profile, ProfileQuerySet
from accounts.people.cards import cards_of
from cards.kinds import Viewer
from cards.panels import Facets, Panel
from cards.refs import Ref, number_of

SHOWN = 6


def people_of_the_basin(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """On a basin's page: members who say that they work there."""
    if ref is None:
        return None
    people = Profile.objects.showing(viewer, "basin").filter(basin__slug=ref.key)
    return _panel("Les personnes", people, viewer, {"bassin": ref.key})


def people_of_the_organisation(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """On a structure's page: members who say that they work there."""
    number = number_of(ref.key) if ref else None
    if number is None:
        return None
    people = Profile.objects.showing(viewer, "organisation").filter(organisation=number)
    slugs = facets.get("organisation", ())
    return _panel("Ses membres ici", people, viewer, {"structure": slugs[0]} if slugs else {})


def _panel(title: str, people: ProfileQuerySet, viewer: Viewer, asked: dict[str, str]) -> Panel | None:
    some = people.order_by("user__last_name", "user__first_name", "pk")[: SHOWN + 1]
    cards = cards_of(some, viewer, marked=False)
    url = f"{reverse('directory')}?{urlencode({'sorte': 'person', **asked})}" if asked and len(cards) > SHOWN else ""
    return Panel(title, "accounts/people_panel.html", {"cards": cards[:SHOWN], "url": url}) if cards else None
