"""The list of services, and a service's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from offers.cards import card_of
from offers.models import Offer
from offers.nearby import alternatives_to
from offers.reading import Reading
from offers.structured import json_ld
from search.listing import listing


@require_safe
def offer_list(request: HttpRequest) -> HttpResponse:
    """Every published service, narrowed down by what the address says."""
    return render(request, "offers/list.html", {"listing": listing(request, kinds=("offer",)), "section": "services"})


@require_safe
def offer_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One service; a withdrawn one keeps its page, which says so and leads on."""
    found = Offer.objects.visible_to(request.user).with_relations().prefetch_related("audiences")
    offer = get_object_or_404(found, slug=slug)
    reading = Reading(offer, request.user)
    context = {
        "offer": offer,
        "reading": reading,
        "json_ld": json_ld(offer, reading),
        "alternatives": [card_of(other) for other in alternatives_to(offer, request.user)],
        "trail": reading.trail,
        "section": "services",
    }
    return render(request, "offers/withdrawn.html" if offer.withdrawn_on else "offers/offer.html", context)
