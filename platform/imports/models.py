"""One import of the desk from the files it was given to its undoing, and the correspondences worth keeping."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone


class Stage(models.TextChoices):
    """How far an import is; those that the worker carries on are in WORKING."""

    READING = "reading", "Lecture des fichiers"
    WORDS = "words", "Correspondances à donner"
    VALUES = "values", "Mots à traduire"
    CHECKING = "checking", "Essai à blanc"
    READY = "ready", "Prêt à importer"
    RUNNING = "running", "Import en cours"
    DONE = "done", "Importé"
    STOPPED = "stopped", "Arrêté"
    UNDOING = "undoing", "Annulation en cours"
    UNDONE = "undone", "Annulé"


WORKING = frozenset({Stage.READING, Stage.CHECKING, Stage.RUNNING, Stage.UNDOING})


class ImportRun(models.Model):
    """One deposit of files and what became of it."""

    desk = models.CharField("contenu", max_length=20)
    """A key of the table of desks."""
    name = models.CharField("fichiers", max_length=200)
    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    """Of the form that brought the files: sent twice, it is one import."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="déposé par"
    )
    created_at = models.DateTimeField("déposé le", default=timezone.now)
    finished_at = models.DateTimeField("importé le", null=True)
    undone_at = models.DateTimeField("annulé le", null=True)
    stage = models.CharField("étape", max_length=12, choices=Stage.choices, default=Stage.READING)
    problem = models.TextField("pourquoi il s’est arrêté", blank=True)
    phase = models.CharField(max_length=80, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    found = models.JSONField(default=dict)
    """What reading saw: `words` (headings or columns, with counts and examples), `files`, `refused`."""
    matching = models.JSONField(default=dict)
    """`words`: folded heading or column → our field; `values`: our field → folded value → our word."""
    options = models.JSONField(default=dict)
    """What was chosen for the whole import: themes, basin, reviewer, source…"""
    planned = models.BooleanField(default=False)
    """Whether what it would create is written down: an import that is run again must know what was there before."""
    report = models.JSONField(default=dict)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = "import"
        verbose_name_plural = "imports"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("import_run", args=[self.pk])

    @property
    def folder(self) -> Path:
        """Where its files and what was read of them wait; emptied once it is over."""
        return Path(settings.DATA_DIR) / "imports" / str(self.pk)

    @property
    def is_working(self) -> bool:
        return self.stage in WORKING

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0

    def target(self, word: str) -> str:
        """Our field for this heading or column, folded; empty when it was left aside."""
        return str(self.matching.get("words", {}).get(word, ""))

    def meant(self, field: str, value: str) -> str:
        """Our word for one of their values, folded; empty when it was left aside."""
        return str(self.matching.get("values", {}).get(field, {}).get(value, ""))

    def left_aside(self, field: str, value: str) -> bool:
        """Whether somebody said that this value means nothing of ours; never asked is not an answer."""
        return self.matching.get("values", {}).get(field, {}).get(value) == ""

    def move(self, start: Iterable[str], to: str, **changes: Any) -> bool:
        """Go on to a stage, unless somebody else did first; whether it was we."""
        moved = ImportRun.objects.filter(pk=self.pk, stage__in=list(start)).update(stage=to, **changes)
        self.refresh_from_db()
        return bool(moved)

    def tell(self, phase: str, done: int, total: int) -> None:
        """How far the worker is, for whoever watches."""
        ImportRun.objects.filter(pk=self.pk).update(phase=phase, done=done, total=total)


class Made(models.Model):
    """Something that an import created, as it was left: undoing takes away what is still the same."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="made")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=250)
    mark = models.CharField(max_length=64, blank=True)
    """Its fingerprint right after; empty while it is only planned."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "kind", "key"], name="made_once_a_run")]
        indexes = [models.Index(fields=["kind", "key"], name="made_by_which_run")]
        verbose_name = "chose importée"
        verbose_name_plural = "choses importées"

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Correspondence(models.Model):
    """A way of matching their headings and values with ours, kept under a name for the next files alike."""

    desk = models.CharField(max_length=20)
    name = models.CharField("nom du modèle", max_length=80)
    matching = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-saved_at"]
        constraints = [models.UniqueConstraint(fields=["desk", "name"], name="one_correspondence_per_name")]
        verbose_name = "modèle de correspondance"
        verbose_name_plural = "modèles de correspondance"

    def __str__(self) -> str:
        return self.name

    def likeness(self, words: Iterable[str]) -> float:
        """The share of these words that it knows."""
        known: Mapping[str, str] = self.matching.get("words", {})
        asked = list(words)
        return sum(word in known for word in asked) / len(asked) if asked else 0.0
