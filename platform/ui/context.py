"""What every page knows of the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Template context: the site's name, whether it is a demonstration, and its address."""
    return {"SITE_NAME": settings.SITE_NAME, "DEMO": settings.DEMO, "BASE_URL": settings.BASE_URL}
