"""Search for other programs: the same query as the pages, in JSON, for whoever asks."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query as QueryParams
from ninja import Router, Schema
from pydantic import Field, field_validator, model_validator

from cards.kinds import Card, cards_for
from cards.momentary import only_for_now
from cards.refs import Ref
from search import fallback
from search.asked import SORTS, clean
from search.document import reader_keys
from search.engines import engine
from search.facets import COUNTED, labels, worded
from search.finding import Found, find
from search.indexing import findables
from search.marking import Marker
from search.port import DEEPEST, Near, Query, SearchUnavailableError
from search.query import read
from search.suggestions import suggestions
from territories.places import nearest_basin

router = Router(tags=["Recherche"])


class SearchParams(Schema):
    """What can be asked. Repeated values: any of them; several filters: all of them."""

    q: str = ""
    kind: list[str] = []
    theme: list[str] = []
    audience: list[str] = []
    basin: list[str] = []
    near: str | None = Field(None, description="Latitude et longitude en degrés : `50.59,5.86`.")
    radius: float | None = Field(None, gt=0, le=500, description="Kilomètres autour de `near`.")
    sort: str = Field(
        "relevance",
        description="`relevance` (la distance, avec `near` et sans mots), `date` ou `distance`.",
    )
    page: int = Field(1, ge=1, le=100_000, description=f"Vide au-delà des {DEEPEST} premiers résultats.")
    size: int = Field(20, ge=1, le=50)

    @field_validator("kind")
    @classmethod
    def known_kind(cls, value: list[str]) -> list[str]:
        if unknown := [kind for kind in value if kind not in findables()]:
            raise ValueError(f"« {clean(unknown[0])} » n’est pas une sorte connue : {', '.join(findables())}.")
        return value

    @field_validator("sort")
    @classmethod
    def known_sort(cls, value: str) -> str:
        if value not in SORTS.values():
            raise ValueError("relevance, date ou distance.")
        return value

    @field_validator("near")
    @classmethod
    def point(cls, value: str | None) -> str | None:
        if value:
            _point(value)
        return value or None

    @model_validator(mode="after")
    def distance_from_somewhere(self) -> "SearchParams":
        if not self.near and (self.radius or self.sort == "distance"):
            raise ValueError("radius et sort=distance demandent near=latitude,longitude.")
        return self

    def query(self, readers: tuple[str, ...]) -> Query:
        """The same, as the port takes it."""
        filters = {name: tuple(values) for name in ("theme", "audience", "basin") if (values := getattr(self, name))}
        near = _near(*_point(self.near), self.radius) if self.near else None
        return Query(
            readers,
            filters={**filters, "kind": tuple(self.kind) or tuple(findables())},
            near=near,
            sort="distance" if near and self.sort == "relevance" and not clean(self.q) else self.sort,
            offset=(self.page - 1) * self.size,
            limit=self.size,
            count=COUNTED,
        )


def _near(latitude: float, longitude: float, radius: float | None) -> Near:
    return Near(latitude, longitude, radius, basin=nearest_basin(latitude, longitude) or "")


def _point(text: str) -> tuple[float, float]:
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError:
        raise ValueError("latitude,longitude en degrés, par exemple 50.59,5.86.") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError("latitude entre -90 et 90, longitude entre -180 et 180.")
    return latitude, longitude


@router.get("/search", summary="Chercher", url_name="api_search")
def search(request: HttpRequest, params: Annotated[SearchParams, QueryParams()]) -> dict[str, Any]:
    """Fiches, pratiques, outils et services qui répondent, avec les effectifs de chaque filtre."""
    text = clean(params.q)
    try:
        found = find(text, params.query(reader_keys(request.user)))
    except SearchUnavailableError:
        return _degraded(request, params, text)
    hits = found.results.hits
    cards = {card.ref: card for card in cards_for([hit.ref for hit in hits], request.user)}
    marker = Marker(found.marked, beginning=found.spelled.beginning)
    results = [_result(cards[hit.ref], hit.source_id, marker.excerpt(hit)) for hit in hits if hit.ref in cards]
    return _answer(params, found.results.total - (len(hits) - len(cards)), results, found)


def _degraded(request: HttpRequest, params: SearchParams, text: str) -> dict[str, Any]:
    only_for_now(request)
    refs = fallback.named_like(text, params.kind or findables(), request.user)
    page: list[Ref] = refs[(params.page - 1) * params.size : params.page * params.size]
    marker = Marker(read(text))
    results = [_result(card, None, marker.marked(card.summary)) for card in cards_for(page, request.user)]
    return _answer(params, len(refs), results, None)


def _result(card: Card, source_id: str | None, excerpt: str) -> dict[str, Any]:
    kind, key = card.ref
    return {"kind": kind, "key": key, "source_id": source_id, "title": card.title, "url": card.url, "excerpt": excerpt}


def _answer(params: SearchParams, total: int, results: list[dict[str, Any]], found: Found | None) -> dict[str, Any]:
    return {
        "total": total,
        "engine": engine().name,
        "degraded": found is None,
        "corrected": found.corrected if found else None,
        "understood": found.understood.told if found else None,
        "page": params.page,
        "results": results,
        "facets": _facets(found) if found else {},
    }


def _facets(found: Found) -> dict[str, list[dict[str, Any]]]:
    words = labels()
    return {
        name: [
            {"value": value, "label": worded(words, name, value), "count": count}
            for value, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        ]
        for name, counts in found.results.counts.items()
    }


@router.get("/suggest", summary="Proposer pendant la frappe", url_name="api_suggest")
def suggest(request: HttpRequest, q: str = "") -> dict[str, Any]:
    """Sigles, titres, thèmes et lieux qui commencent ainsi, huit au plus ; sans titres quand le moteur est en panne."""
    found, whole = suggestions(clean(q), request.user)
    if not whole:
        only_for_now(request)
    told = [{"kind": each.kind, "title": each.title, "url": each.url} for each in found]
    return {"suggestions": told, "degraded": not whole}
