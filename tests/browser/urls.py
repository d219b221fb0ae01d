"""The site's addresses, and those where what seldom happens happens on purpose."""

from collections.abc import Callable
from unittest import mock

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.defaults import bad_request, server_error
from django.views.defaults import permission_denied as refused

from config import urls as site
from search.engines.embedded import EmbeddedEngine
from search.port import SearchUnavailableError
from search.views import search
from ui.errors import busy


def degraded(request: HttpRequest) -> HttpResponse:
    """The search page while its engine is away."""
    with mock.patch.object(EmbeddedEngine, "search", side_effect=SearchUnavailableError("essai")):
        return search(request)


def with_status(template: str, status: int) -> Callable[[HttpRequest], HttpResponse]:
    """A view that shows this template, with this status."""
    return lambda request: render(request, template, status=status)


urlpatterns = [
    path("essai/400/", lambda request: bad_request(request, ValueError())),
    path("essai/403/", lambda request: refused(request, PermissionDenied())),
    path("essai/403-formulaire/", with_status("403_csrf.html", 403)),
    path("essai/413/", with_status("413.html", 413)),
    path("essai/429/", with_status("429.html", 429)),
    path("essai/500/", server_error),
    path("essai/503/", busy),
    path("essai/recherche-en-panne/", degraded),
    *site.urlpatterns,
]
handler400, handler404, handler500 = site.handler400, site.handler404, site.handler500
