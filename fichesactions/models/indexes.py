"""The three shelves, and folders for what is kept together or kept among us."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from fichesactions.models.visibility import VisiblePageManager
from search.listing import listing


class Shelf(Page):
    """A list with filters over one kind of page; the list itself is the search engine's."""

    intro = models.TextField(
        "introduction", max_length=400, blank=True, help_text="Une phrase sous le titre de la liste."
    )

    objects = VisiblePageManager()

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    kind: ClassVar[str] = ""
    parent_page_types = ["fichesactions.HomePage"]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "section": "pratiques", "listing": listing(request, kinds=(self.kind,))}


class SheetIndexPage(Shelf):
    """« Fiches actions »"""

    kind = "sheet"
    template = "fichesactions/shelf.html"
    max_count = 1
    subpage_types = ["fichesactions.ActionSheet", "fichesactions.Folder"]

    class Meta:
        verbose_name = "rayon des fiches actions"


class PracticeIndexPage(Shelf):
    """« Bonnes pratiques »"""

    kind = "practice"
    template = "fichesactions/shelf.html"
    max_count = 1
    subpage_types = ["fichesactions.GoodPractice", "fichesactions.Folder"]

    class Meta:
        verbose_name = "rayon des bonnes pratiques"


class Toolbox(Shelf):
    """« Boîte à outils »"""

    kind = "tool"
    template = "fichesactions/shelf.html"
    max_count = 1
    subpage_types = ["fichesactions.Tool", "fichesactions.Folder"]

    class Meta:
        verbose_name = "boîte à outils"


class Folder(Page):
    """Pages kept together, often to give them the same readers: privacy set here holds for all below."""

    intro = models.TextField("introduction", max_length=400, blank=True)

    objects = VisiblePageManager()

    template = "fichesactions/folder.html"
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = [
        "fichesactions.SheetIndexPage",
        "fichesactions.PracticeIndexPage",
        "fichesactions.Toolbox",
        "fichesactions.Folder",
    ]
    subpage_types = [
        "fichesactions.ActionSheet",
        "fichesactions.GoodPractice",
        "fichesactions.Tool",
        "fichesactions.Folder",
    ]
    page_description = "Pour ranger ensemble des pages, ou les réserver à certains lecteurs."

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
