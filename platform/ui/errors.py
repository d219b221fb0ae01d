"""Errors people meet, in plain French, also where DEBUG would show a technical page."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import bad_request as django_bad_request


def plain_not_found(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a missing page is the site's own 404 page in development too, as everywhere else."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        unknown_address = response.status_code == 404 and request.resolver_match is None
        return not_found(request) if unknown_address and settings.DEBUG else response

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return not_found(request) if isinstance(exception, Http404) else None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The 404 page: private and missing answer alike."""
    return render(request, "404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for a request we could not read; one that is too heavy is told so."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return django_bad_request(request, exception)
