"""Pages of plain text: help, glossary, accessibility statement, legal notices."""

from typing import Any, ClassVar

from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from fichesactions.models.sections import FEATURES
from fichesactions.models.visibility import VisiblePageManager
from territories.models import Territory


class TextPage(Page):
    """A text that the footer links to."""

    body = RichTextField("texte", features=["h2", *FEATURES])

    objects = VisiblePageManager()

    template = "fichesactions/text.html"
    content_panels = [*Page.content_panels, FieldPanel("body")]
    parent_page_types = ["fichesactions.HomePage", "fichesactions.TextPage"]
    subpage_types: ClassVar[list[str]] = ["fichesactions.TextPage"]
    page_description = (
        "Aide, mentions légales… Sous une autre page, à l’adresse d’un territoire : ce même texte, pour lui."
    )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the same text elsewhere, and with the territory that this page is of, by its address."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        below = TextPage.objects.child_of(self).live().visible_to(request.user).order_by("title")
        territory = Territory.objects.filter(slug=self.slug).prefetch_related("logos").first()
        return {**context, "below": below, "door": territory and {"territory": territory}}

    class Meta:
        verbose_name = "page de texte"
        verbose_name_plural = "pages de texte"
