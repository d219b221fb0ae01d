"""Answers that hold for this moment only: something was away as they were made, and nothing tells when it is back."""

from django.http import HttpRequest

_KEY = "answer.only_for_now"


def only_for_now(request: HttpRequest) -> None:
    """Say that a part of this answer is missing or simpler than it should be: nobody may keep it."""
    request.META[_KEY] = True


def is_only_for_now(request: HttpRequest) -> bool:
    """Whether somebody said so while the answer was made."""
    return _KEY in request.META
