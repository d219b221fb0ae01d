"""The doors of places, as everyone reads them."""

from datetime import date
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify

from territories.asking import whom_around
from territories.comparing import pairs, points
from territories.doors import Door, Edition, lands
from territories.emergencies import emergencies
from territories.files import served
from territories.models import Basin, StateOfPlay, Territory, TerritoryLogo
from territories.named_lands import land_named
from territories.places import Elsewhere, understand
from ui.reading import read_only

LONGEST = 100


@read_only
def territories(request: HttpRequest) -> HttpResponse:
    """`/territoires/`: the maps, and the lists beside them."""
    return render(request, "territories/all.html", {"lands": lands(), "section": "territoires"})


@read_only
def place(request: HttpRequest, territory: str, basin: str = "") -> HttpResponse:
    """The door of a territory, or of one of its basins."""
    door = door_at(request, territory, basin)
    template = "territories/basin.html" if door.basin else "territories/territory.html"
    return render(request, template, _context(door))


@read_only
def edition(request: HttpRequest, territory: str, dated: str, basin: str = "") -> HttpResponse:
    """One edition of a state of play, whole; beside another with `?comparer=`."""
    door = door_at(request, territory, basin)
    shown = _edition(door, dated)
    context = _context(door) | {"edition": Edition(shown, door)}
    if asked := request.GET.get("comparer", ""):
        earlier, later = sorted((shown, _edition(door, asked)), key=lambda each: each.dated)
        context |= {"earlier": earlier, "pairs": pairs(earlier, later), "points": points(earlier, later)}
        return render(request, "territories/compared.html", context | {"later": later})
    return render(request, "territories/edition.html", context)


@read_only
def report(request: HttpRequest, pk: int) -> FileResponse:
    """The report of an edition, for whoever may read that edition."""
    state = get_object_or_404(StateOfPlay.objects.visible_to(request.user).select_related("basin", "territory"), pk=pk)
    if not state.report:
        raise Http404
    return served(state.report, f"etat-des-lieux-{slugify(str(state.place))}-{state.dated:%Y-%m}")


@read_only
def logo(request: HttpRequest, pk: int) -> FileResponse:
    """A logo that a territory shows."""
    shown = get_object_or_404(TerritoryLogo, pk=pk)
    return served(shown.image, slugify(shown.name) or "logo")


@read_only
def whom_to_ask(request: HttpRequest) -> HttpResponse:
    """`/territoires/a-qui-m-adresser/?lieu=`: whom to ring first, from anywhere."""
    text = request.GET.get("lieu", "").replace("\x00", "").strip()[:LONGEST]
    found = understand(text) if text else None
    if (land := land_named(text)) and (found is None or isinstance(found, Elsewhere)):
        return redirect(f"{land.url}#qui")
    context: dict[str, Any] = {"text": text, "section": "territoires", "emergencies": emergencies()}
    if isinstance(found, Elsewhere):
        context["elsewhere"] = found
    elif found:
        context |= {"spot": found, "whom": whom_around(found, request.user), "country": found.country}
        context["emergencies"] = emergencies(found.country)[:1]
    return render(request, "territories/whom_to_ask.html", context)


def door_at(request: HttpRequest, territory: str, basin: str) -> Door:
    """The place that an address names, or 404."""
    if basin:
        found = Basin.objects.select_related("territory").defer("outline")
        return Door(get_object_or_404(found, slug=basin, territory__slug=territory), request.user)
    return Door(get_object_or_404(Territory, slug=territory), request.user)


def _edition(door: Door, dated: str) -> StateOfPlay:
    try:
        day = date.fromisoformat(dated[:10])
    except ValueError as unreadable:
        raise Http404 from unreadable
    found = next((each for each in door.editions if each.dated == day), None)
    if found is None:
        raise Http404
    return found


def _context(door: Door) -> dict[str, Any]:
    return {"door": door, "country": door.territory.country, "section": "territoires"}
