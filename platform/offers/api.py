"""The catalogue for other programs: whole, in data·inclusion's form, page after page."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from data_inclusion.schema import v1
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from ninja import Query, Router, Schema
from pydantic import Field

from accounts.models import Organisation
from offers import export
from offers.models import Offer

M = TypeVar("M", bound=Model)
router = Router(tags=["Catalogue"])
LARGEST_KEY = 2**63 - 1
SIZE = 100


class Place(Schema):
    """Where to go on: rows are given by their key, so that an import under way neither doubles nor hides one."""

    after: int = Field(0, ge=0, le=LARGEST_KEY, description="Ce que donne `next` : la suite de la page d’avant.")
    size: int = Field(SIZE, ge=1, le=500, description="Enregistrements dans une page.")


class Services(Schema):
    """A page of services; `next` is null on the last."""

    items: list[v1.Service]
    next: str | None


class Structures(Schema):
    """A page of structures."""

    items: list[v1.Structure]
    next: str | None


@router.get("/offers", response=Services, summary="Reprendre les services", url_name="api_offers")
def offers(request: HttpRequest, place: Annotated[Place, Query()]) -> HttpResponse:
    """Les services publiés, au format data·inclusion v1, dans l’ordre de leur arrivée ; null quand on ne sait pas.

    Deux champs de plus : `_pays`, « BE » quand les codes de lieux sont belges, et `_pour`, à qui le service est utile
    (personnes, professionnels, entreprises). Ce qui nomme une personne est réservé aux membres.
    """
    found = Offer.objects.visible_to(request.user).published().prefetch_related("themes", "audiences")
    rows, following = _page(request, place, found)
    people = _contact_persons(offer.organisation_source_id for offer in rows)
    items = [export.service(each, request.user, people.get(each.organisation_source_id, ())) for each in rows]
    return _answer(request, items, following)


@router.get("/structures", response=Structures, summary="Reprendre les structures", url_name="api_structures")
def structures(request: HttpRequest, place: Annotated[Place, Query()]) -> HttpResponse:
    """Les structures que nomment les services (`structure_id`), au format data·inclusion v1, telles que leur source
    les donne : ce que leurs équipes complètent ici se lit sur leurs pages. Deux champs de plus quand ils sont connus :
    `_bce`, leur numéro d’entreprise belge, et `_type`, quand leur source le dit."""
    found = Organisation.objects.delivered()
    rows, following = _page(request, place, found)
    people = _contact_persons(each.source_id or "" for each in rows)
    items = [export.structure(each, request.user, people.get(each.source_id or "", ())) for each in rows]
    return _answer(request, items, following)


def _page(request: HttpRequest, place: Place, found: QuerySet[M]) -> tuple[list[M], str | None]:
    """The rows after this key, and the address of those that follow."""
    rows = list(found.filter(pk__gt=place.after).order_by("pk")[: place.size + 1])
    if len(rows) <= place.size:
        return rows, None
    asked = {"after": rows[place.size - 1].pk} | ({"size": place.size} if place.size != SIZE else {})
    return rows[: place.size], f"{request.path}?{urlencode(asked)}"


def _contact_persons(structures: Iterable[str]) -> Mapping[str, Collection[str]]:
    """Whom the services of these structures name, by the key of the structure. One query."""
    named = Offer.objects.filter(organisation_source_id__in=set(structures)).contact_persons()
    people: dict[str, list[str]] = {}
    for structure, person in named.values_list("organisation_source_id", "contact_person"):
        people.setdefault(structure, []).append(person)
    return people


def _answer(request: HttpRequest, items: Sequence[Mapping[str, Any]], following: str | None) -> HttpResponse:
    """The page, or 304 when whoever asks holds it already; nobody else keeps so much of what is read once."""
    body = json.dumps({"items": items, "next": following}, ensure_ascii=False).encode()
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    response = HttpResponse(body, content_type="application/json; charset=utf-8", headers=headers)
    conditional: HttpResponse = get_conditional_response(request, etag=etag, response=response) or response
    return conditional
