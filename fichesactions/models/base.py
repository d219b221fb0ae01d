"""What sheets, practices and tools share: how they are sorted, who wrote them, how far they can be trusted.

A concrete page of its own, so that « latest », « related », feeds and tags are one query over the three kinds.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.models import Orderable, Page

from cards.kinds import Viewer
from cards.refs import Ref
from fichesactions.forms import KnowledgePageForm
from fichesactions.freshness import Freshness, freshness
from fichesactions.models.files import SiteDocument
from fichesactions.models.filing import FILED, filed_of
from fichesactions.models.group_kinds import GroupKindsField
from fichesactions.models.sections import Section, rich
from fichesactions.models.visibility import VisiblePageManager, open_files_q


class KnowledgeTag(TaggedItemBase):
    """A free word on a page."""

    content_object = ParentalKey("fichesactions.KnowledgePage", on_delete=models.CASCADE, related_name="tagged_items")


class KnowledgePage(Page):
    """Something we know and share: a sheet, a practice or a tool."""

    summary = models.TextField(
        "en deux phrases",
        max_length=500,
        blank=True,
        help_text="Ce que la page apporte, en mots simples : c’est ce qu’on lit dans les listes et la recherche.",
    )
    body = rich("texte libre", "Pour un texte qui n’entre dans aucune des parties ci-dessous. Se lit en premier.")
    illustration = models.ForeignKey(
        "fichesactions.SiteImage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="illustration"
    )

    themes = ParentalManyToManyField("vocabulary.Theme", blank=True, verbose_name="thèmes")
    audiences = ParentalManyToManyField("vocabulary.Audience", blank=True, verbose_name="publics")
    topics = ParentalManyToManyField("vocabulary.PracticeTopic", blank=True, verbose_name="sujets de pratique")
    stages = ParentalManyToManyField("vocabulary.PathStage", blank=True, verbose_name="étapes du parcours")
    sectors = ParentalManyToManyField("vocabulary.Sector", blank=True, verbose_name="secteurs d’activité")
    basins = ParentalManyToManyField(
        "territories.Basin", blank=True, verbose_name="bassins", help_text="Vide : vaut partout."
    )
    used_by = GroupKindsField("qui l’utilise")
    tags = ClusterTaggableManager(
        "mots-clefs", through=KnowledgeTag, blank=True, help_text="Des mots libres, séparés par des virgules."
    )

    verified_on = models.DateField("vérifiée le", null=True, blank=True)
    verified_by = models.CharField("vérifiée par", max_length=200, blank=True, help_text="Prénom, nom et structure.")
    next_review = models.DateField("prochaine relecture", null=True, blank=True, help_text="Vide : un an après.")

    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"groups__name": "Relecture", "is_active": True},
        verbose_name="relecture confiée à",
    )

    source_id = models.CharField("clef dans la source", max_length=200, unique=True, null=True, blank=True)
    source_url = models.URLField("page d’origine", max_length=500, blank=True)
    source_updated_at = models.DateTimeField("mise à jour dans la source", null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    """Hash of the imported record: an unchanged one is skipped."""

    objects = VisiblePageManager()

    kind: ClassVar[str] = ""
    """The kind of its Ref; told by the three pages below."""
    feminine: ClassVar[bool] = True
    sections: ClassVar[tuple[Section, ...]] = ()

    is_creatable = False
    base_form_class = KnowledgePageForm
    exclude_fields_in_copy = ["source_id", "fingerprint"]

    class Meta:
        verbose_name = "fiche, pratique ou outil"
        verbose_name_plural = "fiches, pratiques et outils"

    @property
    def ref(self) -> Ref:
        """How anything points at this page."""
        return ref_of(self)

    @property
    def freshness(self) -> Freshness:
        """How far it can be trusted today."""
        return freshness(self.verified_on, self.next_review, feminine=self.feminine)

    @cached_property
    def filled_sections(self) -> list[tuple[Section, str]]:
        """The parts that say something, in order, with their rich text."""
        return [(section, text) for section in self.sections if (text := getattr(self, section.field).strip())]

    @cached_property
    def filed(self) -> Mapping[str, Sequence[Any]]:
        """What its page shows of its facets, people and documents; here as an editor previews them."""
        read = {name: list(getattr(self, name).all()) for name in FILED}
        models.prefetch_related_objects(read["themes"], "parent")
        return read

    @property
    def facets(self) -> Mapping[str, tuple[str, ...]]:
        """What rooms that add to its page need to know of it: the slugs it is filed under, read already."""
        read = {"theme": "themes", "basin": "basins"}
        return {facet: tuple(row.slug for row in self.filed[name]) for facet, name in read.items()}

    @property
    def description(self) -> str:
        """What search engines and shared links say of it."""
        return self.search_description or self.summary

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.filed = filed_of(self)
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "section": "pratiques", **self.open_documents(request.user)}

    def open_documents(self, viewer: Viewer) -> dict[str, Any]:
        """Its documents that this reader may open, since a title tells as much as a file: one query when it has any."""
        attachments, own = self.filed["attachments"], getattr(self, "document_id", None)
        keys = {key for key in (own, *(attachment.document_id for attachment in attachments)) if key}
        found = SiteDocument.objects.filter(open_files_q(viewer)).in_bulk(keys) if keys else {}
        shown = [
            {"label": attachment.label, "document": found[attachment.document_id]}
            for attachment in attachments
            if attachment.document_id in found
        ]
        return {"attachments": shown, "document": found.get(own)}

    def with_content_json(self, content: dict[str, Any]) -> "KnowledgePage":
        """A revision restores texts, never which imported record this page is."""
        page: KnowledgePage = super().with_content_json(content)
        page.source_id, page.fingerprint = self.source_id, self.fingerprint
        return page


class Contributor(Orderable):
    """Someone who wrote or helped to write a page, credited under the name they chose."""

    page = ParentalKey(KnowledgePage, on_delete=models.CASCADE, related_name="contributors")
    name = models.CharField("nom affiché", max_length=120)
    role = models.CharField("métier ou rôle", max_length=120, blank=True)
    organisation = models.CharField("structure", max_length=160, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="son compte",
    )

    class Meta(Orderable.Meta):
        verbose_name = "personne créditée"
        verbose_name_plural = "personnes créditées"

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.name, self.organisation)))

    @property
    def slug(self) -> str:
        """Their account's key, as `Filed` tells it to the page."""
        return str(self.user_id or "")


class Origin(Orderable):
    """An organisation that a page comes from: it does what the page tells of. Read through `fichesactions.origins`."""

    page = ParentalKey(KnowledgePage, on_delete=models.CASCADE, related_name="origins")
    organisation = models.ForeignKey(
        "accounts.Organisation", models.CASCADE, related_name="+", verbose_name="structure"
    )

    class Meta(Orderable.Meta):
        verbose_name = "structure d’où vient la page"
        verbose_name_plural = "structures d’où vient la page"

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def slug(self) -> str:
        """The key of the one that stands, as `Filed` tells it to the page."""
        return str(self.organisation.merged_into_id or self.organisation_id)


class Attachment(Orderable):
    """A document of a page, under the name its readers understand."""

    page = ParentalKey(KnowledgePage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        "fichesactions.SiteDocument", models.CASCADE, related_name="+", verbose_name="document"
    )
    label = models.CharField("intitulé", max_length=160, help_text="« Feuille de route à remplir »")

    class Meta(Orderable.Meta):
        verbose_name = "document joint"
        verbose_name_plural = "documents joints"

    def __str__(self) -> str:
        return self.label


KIND_OF_MODEL = {"actionsheet": "sheet", "goodpractice": "practice", "tool": "tool"}


def ref_of(page: Page) -> Ref:
    """The Ref of a sheet, practice or tool, also from its bare Page row."""
    return Ref(KIND_OF_MODEL[page.cached_content_type.model], str(page.pk))
