"""Bonne pratique: what was done somewhere, and what it takes to do it elsewhere."""

from typing import ClassVar

from wagtail.admin.panels import FieldPanel

from fichesactions.models.base import KnowledgePage
from fichesactions.models.editor import editor
from fichesactions.models.sections import Section, rich
from fichesactions.models.sheets import VOICES, WithVoices


class GoodPractice(WithVoices, KnowledgePage):
    """An experience told by those who lived it."""

    context = rich("le contexte", "Où, quand, pour répondre à quoi.")
    done = rich("ce qui a été fait", "Les faits, dans l’ordre.")
    by_whom = rich("par qui", "Les équipes et les personnes qui l’ont porté.")
    results = rich("résultats", "Ce qui a changé, chiffres compris s’ils existent, échecs compris.")
    transfer = rich("pour le faire ailleurs", "Ce qu’il faut réunir ; ce qui ne se transporte pas.")

    kind = "practice"
    template = "fichesactions/page.html"
    sections: ClassVar[tuple[Section, ...]] = (
        Section("context", "contexte", "Le contexte"),
        Section("done", "fait", "Ce qui a été fait"),
        Section("by_whom", "par-qui", "Par qui"),
        Section("results", "resultats", "Résultats"),
        *VOICES,
        Section("transfer", "ailleurs", "Pour le faire ailleurs"),
    )
    edit_handler = editor(sections, after=[FieldPanel("coconstructed")])
    parent_page_types = ["fichesactions.PracticeIndexPage", "fichesactions.Folder"]
    subpage_types: ClassVar[list[str]] = []
    page_description = "Une expérience vécue, racontée pour que d’autres s’en inspirent."

    class Meta:
        verbose_name = "bonne pratique"
        verbose_name_plural = "bonnes pratiques"
