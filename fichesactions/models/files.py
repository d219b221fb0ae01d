"""Images and documents, ours from the start so that a field can be added one day without moving every file."""

from typing import ClassVar

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition


class SiteImage(AbstractImage):
    """A picture with the words that stand for it when it is not seen."""

    description = models.CharField(
        "ce que l’image montre",
        max_length=255,
        help_text="Une phrase, lue à voix haute à qui ne voit pas l’image. Ce qui compte pour comprendre la fiche.",
    )
    credit = models.CharField("auteur ou source", max_length=200, blank=True)

    admin_form_fields = ("title", "file", "description", "credit", "collection", "tags")

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"
        permissions: ClassVar[list[tuple[str, str]]] = []  # Wagtail asks for those of its own model.


class SiteRendition(AbstractRendition):
    """A picture at one size."""

    image = models.ForeignKey(SiteImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter")
        ]


class SiteDocument(AbstractDocument):
    """A file to download: a form to fill in, a template, minutes."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documents"
        permissions: ClassVar[list[tuple[str, str]]] = []
