"""Health for machines; the demonstration's letters for whoever tries the site on their own machine."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from operations import health, letters
from ui.reading import read_only


@never_cache
@read_only
def live(request: HttpRequest) -> HttpResponse:
    """This process answers."""
    return JsonResponse({"status": health.OK})


@never_cache
@read_only
def ready(request: HttpRequest) -> HttpResponse:
    """Every part people need is there: 503 while one is not. Late work is told, and turns nobody away."""
    states = health.states()
    return JsonResponse(states, status=503 if health.MISSING in states.values() else 200)


def only_in_debug(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make a page that production does not have."""

    def guarded(request: HttpRequest, **kwargs: str) -> HttpResponse:
        if not settings.DEBUG:
            raise Http404
        return view(request, **kwargs)

    return guarded


@read_only
@only_in_debug
def demo_letters(request: HttpRequest) -> HttpResponse:
    """The letters that the site would have sent."""
    return render(request, "operations/letters.html", {"letters": letters.letters()})


@read_only
@only_in_debug
def demo_letter(request: HttpRequest, name: str) -> HttpResponse:
    """One letter, as plain text."""
    letter = letters.letter(name)
    if letter is None:
        raise Http404
    return render(request, "operations/letter.html", {"letter": letter})
