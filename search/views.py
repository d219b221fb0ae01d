"""The search page: whatever is asked, and what to do when nothing answers."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from cards.momentary import only_for_now
from cards.words import number
from search.by_address import NoSuchListError, list_named, total_of
from search.listing import listing
from search.port import SearchUnavailableError
from ui.reading import read_only


@read_only
def search(request: HttpRequest) -> HttpResponse:
    """`/recherche/`: all kinds together. An address that asks for nothing shows everything, newest first."""
    found = listing(request)
    template = "search/results.html" if found.total or found.degraded else "search/nothing.html"
    return render(request, template, {"listing": found})


@read_only
def search_count(request: HttpRequest) -> JsonResponse:
    """`/recherche/compte.json?…`: what the button of the filters says before it is pressed; nothing when the engine is
    away."""
    try:
        total = total_of(list_named(request.GET), request.user)
    except NoSuchListError:
        raise Http404 from None
    except SearchUnavailableError:
        only_for_now(request)
        return JsonResponse({})
    return JsonResponse({"total": total, "words": _on_the_button(total)})


def _on_the_button(total: int) -> str:
    if total < 2:
        return "Voir le résultat" if total else "Rien avec ces filtres"
    return f"Voir les {number(total)} résultats"
