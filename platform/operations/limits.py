"""Limits on what costs: so that one address, by mistake or by malice, cannot take the site from everyone else."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

WINDOW = 60
"""Seconds over which requests are counted."""


class Limits:
    """Middleware: 429 past so many requests a minute from one address to a view of `settings.REQUESTS_PER_MINUTE`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        return _refusal(request, name) if is_past_limit(request, name) else None


def is_past_limit(request: HttpRequest, view_name: str) -> bool:
    """Count this request to the view; whether its address has now asked more than it may this minute."""
    most = settings.REQUESTS_PER_MINUTE.get(view_name)
    if most is None:
        return False
    window = int(timezone.now().timestamp()) // WINDOW
    return _count(f"requests:{view_name}:{get_adapter().get_client_ip(request)}:{window}") > most


def _count(key: str) -> int:
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        return cache.incr(key)
    except ValueError:  # A full cache forgot it already: nobody is refused for that.
        return 1


def _refusal(request: HttpRequest, name: str) -> HttpResponse:
    response: HttpResponse
    seconds = WINDOW - int(timezone.now().timestamp()) % WINDOW
    if name.startswith("api:"):
        message = f"Trop de demandes depuis cette adresse. Recommencez dans {seconds} s."
        response = JsonResponse({"error": {"code": "too_many", "message": message}}, status=429)
    else:
        response = render(request, "429.html", {"wait": "une minute"}, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response
