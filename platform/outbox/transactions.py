"""One request, one transaction: for views that are not ours and change several things in turn."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def one_transaction(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator: an unsafe request changes everything it meant to, events included, or nothing.

    The body is read first, so that a slow upload never holds SQLite's only writer.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in SAFE:
            return view(request, *args, **kwargs)
        _ = request.POST, request.FILES
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return wrapped
