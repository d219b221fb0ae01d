"""Errors people meet, in plain French, also where DEBUG would show a technical page."""

import logging
import sys
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DataError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.defaults import bad_request as django_bad_request
from django.views.defaults import server_error as django_server_error

logger = logging.getLogger(__name__)

WAIT = 5
"""Seconds after which we say to try again."""
BUSY = {
    *("SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_LOCKED"),
    *("57014", "55P03", "40P01"),  # PostgreSQL: a question too long, a lock too long, two that waited for each other.
}


def plain_errors(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a missing page, and a busy site, have the site's own pages in development too, as everywhere else."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        unknown_address = response.status_code == 404 and request.resolver_match is None
        return not_found(request) if unknown_address and settings.DEBUG else response

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Http404):
            return not_found(request)
        if isinstance(exception, DataError) and "NUL" in str(exception):  # SQLite keeps it; nobody ever types it.
            return bad_request(request, exception)
        return busy(request) if _is_busy(exception) else None

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


def broken(request: HttpRequest) -> HttpResponse:
    """The page of a breakdown; outside any view too, a database that others hold only asks for a little patience."""
    return busy(request) if _is_busy(sys.exc_info()[1]) else django_server_error(request)


def busy(request: HttpRequest) -> HttpResponse:
    """503, when others held the database too long for this request: nothing was written, trying again is right."""
    logger.warning("The database was held too long: %s %s", request.method, request.path, exc_info=True)
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": str(WAIT)})


def _is_busy(exception: BaseException | None) -> bool:
    reason = exception.__cause__ if isinstance(exception, OperationalError) else None
    return bool({getattr(reason, "sqlite_errorname", ""), getattr(reason, "sqlstate", "")} & BUSY)
