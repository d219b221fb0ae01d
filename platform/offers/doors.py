"""Ways into the list of services that speak to somebody: to an employer, to whoever comes from a structure's page."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import Organisation
from offers.models import Serves
from search.asked import MOST_VALUES, Asked, clean


@dataclass(frozen=True, slots=True)
class Door:
    """How the list presents itself to those it is narrowed down for."""

    title: str
    lead: str
    description: str
    url: str
    """Its own address, for search engines of the web."""


def door_of(asked: Asked) -> Door | None:
    """The door by which this list is entered; None when it is for everyone."""
    return _company() if asked.filters.get("serves") == (Serves.COMPANY,) else None


def _company() -> Door:
    return Door(
        title="Vous recrutez, ou vous employez",
        lead="Les aides et les services pour une entreprise : avant d’embaucher, au moment d’accueillir, et ensuite, "
        "pour que la personne reste. Chaque page dit qui appeler.",
        description="Entreprises : quelles aides existent avant, pendant et après une embauche, à quelles conditions, "
        "et qui appeler près de chez vous.",
        url=f"{settings.BASE_URL}{reverse('offers')}?pour={Serves.COMPANY}",
    )


def organisations_in(request: HttpRequest) -> Mapping[str, str]:
    """Names by slug of the structures that a list's address asks for, as this reader may see them."""
    slugs = [clean(slug) for slug in request.GET.getlist("structure")[:MOST_VALUES]]
    if not slugs:
        return {}
    return dict(Organisation.objects.visible_to(request.user).filter(slug__in=slugs).values_list("slug", "name"))
