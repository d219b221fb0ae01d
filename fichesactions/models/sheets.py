"""Fiche action: what to do, step by step."""

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel

from fichesactions.models.base import KnowledgePage
from fichesactions.models.editor import editor
from fichesactions.models.sections import Section, rich

VOICES = (
    Section("voices", "paroles", "Ce qu’en disent les personnes concernées"),
    Section("built_with", "avec-elles", "Construite avec elles ?"),
)


class WithVoices(models.Model):
    """The half of a page that belongs to the persons concerned."""

    voices = rich(
        "ce qu’en disent les personnes concernées", "Leurs mots, avec leur accord, sans nom ni détail qui les désigne."
    )
    coconstructed = models.BooleanField("construite avec elles", default=False)
    built_with = rich(
        "construite avec elles : comment", "Qui, quand, et ce que cela a changé. Un « non » honnête se dit aussi."
    )

    class Meta:
        abstract = True


class ActionSheet(WithVoices, KnowledgePage):  # noqa: DJ008 - Page says its title
    """A way of doing that others can take up tomorrow."""

    need = rich("le besoin", "Le problème rencontré, avec un exemple vécu. Pourquoi s’y prendre ainsi.")
    for_whom = rich("pour qui", "Les personnes à qui cela sert, et celles à qui cela sert moins.")
    aims = rich("objectifs", "Ce qui doit avoir changé à la fin.")
    steps = rich("étape par étape", "Une liste numérotée : un geste par ligne, le verbe d’abord.")
    means = rich("moyens et coût", "Temps, personnes, matériel, argent : ce qu’il faut vraiment.")
    partners = rich("partenaires", "Avec qui, et ce que chacun apporte.")
    care = rich("points d’attention", "Ce qui peut mal tourner, ce qu’il ne faut pas faire.")
    evaluation = rich("comment savoir si ça marche", "Un ou deux signes simples à regarder.")
    contacts = rich("contacts", "Qui appeler pour en parler, avec son accord.")
    duration = models.CharField("durée", max_length=120, blank=True, help_text="« Une demi-journée »")

    kind = "sheet"
    template = "fichesactions/page.html"
    sections: ClassVar[tuple[Section, ...]] = (
        Section("need", "besoin", "Le besoin"),
        Section("for_whom", "public", "Pour qui"),
        Section("aims", "objectifs", "Objectifs"),
        Section("steps", "etapes", "Étape par étape"),
        Section("means", "moyens", "Moyens et coût"),
        Section("partners", "partenaires", "Partenaires"),
        Section("care", "attention", "Points d’attention"),
        *VOICES,
        Section("evaluation", "evaluer", "Comment savoir si ça marche"),
        Section("contacts", "contacts", "Contacts"),
    )
    edit_handler = editor(sections, after=[FieldPanel("coconstructed"), FieldPanel("duration")])
    parent_page_types = ["fichesactions.SheetIndexPage", "fichesactions.Folder"]
    subpage_types: ClassVar[list[str]] = []
    page_description = "Une manière de faire, étape par étape, que d’autres peuvent reprendre."

    class Meta:
        verbose_name = "fiche action"
        verbose_name_plural = "fiches actions"
