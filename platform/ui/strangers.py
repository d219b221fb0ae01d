"""Forms that anybody may send: without a token, since a token sets a cookie, and so without any authority to borrow."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt


def for_strangers(view: Callable[..., HttpResponseBase]) -> Callable[..., Any]:
    """Decorator: a form without a token. What is sent from another site is refused; the view decides nothing by who
    is signed in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and is_foreign(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return csrf_exempt(guarded)


def is_foreign(request: HttpRequest) -> bool:
    """Whether a browser says that this was sent from elsewhere; those too old to say send neither header."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin")
    ours = {request.get_host(), *(urlsplit(trusted).netloc for trusted in settings.CSRF_TRUSTED_ORIGINS)}
    return origin is not None and urlsplit(origin).netloc not in ours
