"""Outil: something to take away and use."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel

from fichesactions.models.base import KnowledgePage
from fichesactions.models.editor import editor
from fichesactions.models.sections import Section, rich


class Tool(KnowledgePage):
    """A form, a game, a spreadsheet, a site: what it serves and how to use it."""

    serves = rich("à quoi il sert", "Dans quelle situation le sortir.")
    how_to = rich("comment s’en servir", "Les gestes, dans l’ordre ; ce qu’il faut préparer.")
    document = models.ForeignKey(
        "fichesactions.SiteDocument", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="fichier"
    )
    link = models.URLField("ou lien", max_length=500, blank=True)

    kind = "tool"
    template = "fichesactions/page.html"
    feminine = False
    sections: ClassVar[tuple[Section, ...]] = (
        Section("serves", "usage", "À quoi il sert"),
        Section("how_to", "mode-d-emploi", "Comment s’en servir"),
    )
    edit_handler = editor(sections, after=[FieldPanel("document"), FieldPanel("link")])
    parent_page_types = ["fichesactions.Toolbox", "fichesactions.Folder"]
    subpage_types: ClassVar[list[str]] = []
    page_description = "Un document, un jeu, un tableur ou un site à emporter."

    class Meta:
        verbose_name = "outil"
        verbose_name_plural = "outils"

    def clean(self) -> None:
        super().clean()
        if self.document and self.link:
            raise ValidationError({"link": "Un outil est soit un fichier, soit un lien : gardez l’un des deux."})
