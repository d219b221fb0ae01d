"""What a view answers: which methods, and which page of a long list."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

reading_and_writing = require_http_methods(["GET", "HEAD", "POST"])
"""Decorator: a page with its form."""


def read_only(view: Callable[..., HttpResponseBase]) -> Callable[..., Any]:
    """Decorator: anything but GET and HEAD is told 405, and not that a form it never had has grown old."""
    return csrf_exempt(require_safe(view))


FARTHEST_PAGE = 1000


def page_asked(request: HttpRequest) -> int:
    """`?page=`, from one on; the first when it makes no sense."""
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), FARTHEST_PAGE) if asked.isdecimal() and len(asked) < 6 else 1
