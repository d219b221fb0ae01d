"""The front door."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from fichesactions.models.visibility import VisiblePageManager
from vocabulary.models import Theme


class HomePage(Page):
    """Asks what one looks for, then shows two doors, the themes and what is new."""

    objects = VisiblePageManager()

    template = "fichesactions/home.html"
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = "accueil"
        verbose_name_plural = "accueils"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "themes": Theme.objects.filter(parent=None).exclude(mark="")}
