"""Pages of plain text: help, glossary, accessibility statement, legal notices."""

from typing import ClassVar

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from fichesactions.models.sections import FEATURES
from fichesactions.models.visibility import VisiblePageManager


class TextPage(Page):
    """A text that the footer links to."""

    body = RichTextField("texte", features=["h2", *FEATURES])

    objects = VisiblePageManager()

    template = "fichesactions/text.html"
    content_panels = [*Page.content_panels, FieldPanel("body")]
    parent_page_types = ["fichesactions.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = "Aide, mentions légales, glossaire…"

    class Meta:
        verbose_name = "page de texte"
        verbose_name_plural = "pages de texte"
