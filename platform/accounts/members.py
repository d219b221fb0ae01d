"""Whoever asks, as a member: for views that only members reach."""

from django.http import HttpRequest

from accounts.models import User


def member(request: HttpRequest) -> User:
    """The person signed in. TypeError for a stranger: the view forgot to ask who it is."""
    if not isinstance(request.user, User):
        raise TypeError(request.user)
    return request.user
