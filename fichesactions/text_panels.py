"""Where the site's own texts are called to mind: a territory's notices, the kit of a new facilitator."""

from datetime import timedelta

from django.utils import timezone

from cards.kinds import Viewer
from cards.panels import Facets, Panel
from cards.refs import Ref
from fichesactions.models import TextPage
from territories.models import Part, Role

KIT = "kit-animation"
NEW_AT_IT = timedelta(days=60)
"""Afterwards the kit is found from the help."""


def texts_of_the_territory(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """Its own notices, data controller, funders: the pages of text at its address."""
    texts = list(TextPage.objects.live().visible_to(viewer).filter(slug=ref.key if ref else "").order_by("title"))
    return Panel("Mentions de ce territoire", "fichesactions/_texts.html", {"texts": texts}) if texts else None


def kit_of_a_new_facilitator(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    """The thirty first days, week by week, for whoever was given a basin lately."""
    since = timezone.now() - NEW_AT_IT
    mine = Role.objects.of(viewer).filter(part=Part.FACILITATOR, given_at__gte=since)
    places = [role.basin or role.territory for role in mine.select_related("basin__territory", "territory")]
    if not places:
        return None
    texts = list(TextPage.objects.live().visible_to(viewer).filter(slug=KIT))
    return Panel("Vos premiers jours", "fichesactions/_kit.html", {"texts": texts, "places": places})
