"""What happens each time that a page is read, also when it is given again without being made again."""

from collections.abc import Callable

from django.http import HttpRequest

Reading = Callable[[HttpRequest], None]
_KEY = "answer.readings"


def at_each_reading(request: HttpRequest, reading: Reading) -> None:
    """Ask that this be done for whoever is given this very answer later. It must be quick, and never fail."""
    request.META.setdefault(_KEY, []).append(reading)


def readings(request: HttpRequest) -> tuple[Reading, ...]:
    """What was asked for while the answer was made."""
    return tuple(request.META.get(_KEY, ()))
