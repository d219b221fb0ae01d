"""Which methods a view answers: those that only show, and those with a form."""

from collections.abc import Callable
from typing import Any

from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

reading_and_writing = require_http_methods(["GET", "HEAD", "POST"])
"""Decorator: a page with its form."""


def read_only(view: Callable[..., HttpResponseBase]) -> Callable[..., Any]:
    """Decorator: anything but GET and HEAD is told 405, and not that a form it never had has grown old."""
    return csrf_exempt(require_safe(view))
