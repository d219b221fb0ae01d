"""The list of services, and a service's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cards.kinds import Card
from cards.momentary import only_for_now
from offers.cards import cards_of
from offers.doors import door_of, organisations_in
from offers.models import Offer
from offers.nearby import alternatives_to
from offers.reading import Reading
from offers.structured import json_ld
from search.listing import listing
from search.port import SearchUnavailableError
from ui.reading import read_only

AT_HAND = ("theme", "audience", "type", "fees", "format")
"""By what people narrow down services: the rest is folded."""


@read_only
def offer_list(request: HttpRequest) -> HttpResponse:
    """Every published service, narrowed down by what the address says."""
    named = {"organisation": organisations_in(request)}
    found = listing(request, kinds=("offer",), at_hand=AT_HAND, words=named)
    context = {"listing": found, "door": door_of(found.asked), "section": "services"}
    return render(request, "offers/list.html", context)


@read_only
def offer_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One service; a withdrawn one keeps its page, which says so and leads on."""
    found = Offer.objects.visible_to(request.user).with_relations().prefetch_related("audiences")
    offer = get_object_or_404(found, slug=slug)
    reading = Reading(offer, request.user)
    context = {
        "offer": offer,
        "reading": reading,
        "json_ld": json_ld(offer, reading),
        "alternatives": _alternatives(request, offer),
        "trail": reading.trail,
        "section": "services",
    }
    return render(request, "offers/withdrawn.html" if offer.withdrawn_on else "offers/offer.html", context)


def _alternatives(request: HttpRequest, offer: Offer) -> list[Card]:
    """None while the engine is away: the page says the rest."""
    try:
        return cards_of(alternatives_to(offer, request.user), marked=False)
    except SearchUnavailableError:
        only_for_now(request)
        return []
