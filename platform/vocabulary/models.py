"""The words by which sheets, services, people and questions are sorted, shared by all of them. Editors may add."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.utils.text import slugify

from cards.refs import Ref
from outbox.transactions import one_change


class TermInUseError(models.ProtectedError):
    """A term that something still carries may not be deleted: what carries it would lose its place without a word."""


AnyTerm = TypeVar("AnyTerm", bound="Term")


class TermQuerySet(models.QuerySet[AnyTerm]):
    """Reads of a vocabulary for forms and filters."""

    def shown(self, hidden: Iterable[str]) -> Self:
        """Without the terms hidden under these names (`theme:mobilite`): a hidden theme hides its children."""
        prefix = f"{self.model._meta.model_name}:"
        slugs = [name.removeprefix(prefix) for name in hidden if name.startswith(prefix)]
        return self.exclude(slug__in=slugs) if slugs else self

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete these terms, or none of them: TermInUseError when one is in use."""
        for term in self:
            term.refuse_if_used()
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class Term(models.Model):
    """A value of a vocabulary: a stable slug for addresses and imports, a label for people."""

    slug = models.SlugField("identifiant", max_length=100, unique=True, blank=True, editable=False)
    label = models.CharField("libellé", max_length=150)
    position = models.PositiveSmallIntegerField("ordre", default=100)

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "label"]

    def __str__(self) -> str:
        return self.label

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a new term its slug, for good: renaming a term changes no address."""
        if not self.slug:
            self.slug = self._free_slug()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete this term; TermInUseError when something carries it."""
        self.refuse_if_used()
        return super().delete(*args, **kwargs)

    @property
    def ref(self) -> Ref:
        return Ref(str(self._meta.model_name), self.slug)

    @property
    def told(self) -> tuple[object, ...]:
        """What cards and documents say of it: all but its order."""
        return self.slug, self.label

    def uses(self) -> dict[str, int]:
        """How many things carry this term, by their French name: `{"fiches actions": 3}`."""
        found: dict[str, int] = {}
        for relation in self._meta.get_fields(include_hidden=True):
            if not isinstance(relation, ForeignObjectRel) or relation.related_model._meta.auto_created:
                continue
            count = relation.related_model._default_manager.filter(**{relation.field.name: self}).count()
            if count:
                name = str(relation.related_model._meta.verbose_name_plural)
                found[name] = found.get(name, 0) + count
        return found

    def refuse_if_used(self) -> None:
        """Raise TermInUseError, with a sentence for the editor, when something carries this term."""
        uses = self.uses()
        if uses:
            where = ", ".join(f"{count} {name}" for name, count in uses.items())
            sentence = f"« {self} » ne peut pas être supprimé : il est encore utilisé ({where})."
            raise TermInUseError(sentence, {self})

    def _free_slug(self) -> str:
        stem = slugify(self.label)[:90] or "terme"
        taken = set(type(self)._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
        return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


class ThemeMark(models.TextChoices):
    """The eight shapes and colours of the sprite, each for a family of themes."""

    MOBILITY = "mobility", "Mobilité"
    HOUSING = "housing", "Logement"
    FAMILY = "family", "Famille"
    DIGITAL = "digital", "Numérique"
    HEALTH = "health", "Santé"
    WORK = "work", "Emploi"
    TRAINING = "training", "Formation"
    RIGHTS = "rights", "Droits et budget"


class ThemeQuerySet(TermQuerySet["Theme"]):
    """Reads of the tree of themes."""

    def tree(self) -> Self:
        """The categories, each with `.children.all()` at hand: two queries, whatever their number."""
        return self.filter(parent=None).prefetch_related(
            models.Prefetch("children", queryset=self.filter(parent__isnull=False))
        )

    def shown(self, hidden: Iterable[str]) -> Self:
        hidden = list(hidden)
        prefix = "theme:"
        parents = [name.removeprefix(prefix) for name in hidden if name.startswith(prefix)]
        shown = super().shown(hidden)
        return shown.exclude(parent__slug__in=parents) if parents else shown


class Theme(Term):
    """A theme of data·inclusion: sixteen categories, each with its finer themes below it."""

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="thème parent",
        limit_choices_to={"parent": None},
    )
    mark = models.CharField("forme et couleur", max_length=20, blank=True, choices=ThemeMark.choices)

    objects = ThemeQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Term.Meta):
        verbose_name = "thème"
        verbose_name_plural = "thèmes"

    def clean(self) -> None:
        """Two levels, no more: filters and forms show categories and their themes."""
        if self.parent and (self.parent.parent_id or self.parent == self or (self.pk and self.children.exists())):
            raise ValidationError({"parent": "Un thème ne peut dépendre que d’un thème principal, sur deux niveaux."})

    @property
    def told(self) -> tuple[object, ...]:
        return *super().told, self.parent_id, self.mark

    @property
    def family_mark(self) -> str:
        """The mark to draw: its own, or its category's. Read with `select_related("parent")` in lists."""
        return self.mark or (self.parent.mark if self.parent else "")


class Audience(Term):
    """Whom something is for, in data·inclusion's words."""

    class Meta(Term.Meta):
        verbose_name = "public"
        verbose_name_plural = "publics"


class PracticeTopic(Term):
    """What a practice is about that the themes of services do not cover: the support relation, supervision…"""

    class Meta(Term.Meta):
        verbose_name = "sujet de pratique"
        verbose_name_plural = "sujets de pratique"


class PathStage(Term):
    """A stage of a person's path: entry, follow-up, in work, staying in work."""

    class Meta(Term.Meta):
        verbose_name = "étape du parcours"
        verbose_name_plural = "étapes du parcours"


class Sector(Term):
    """A sector of activity of the insertion enterprises."""

    class Meta(Term.Meta):
        verbose_name = "secteur d’activité"
        verbose_name_plural = "secteurs d’activité"


VOCABULARIES: tuple[type[Term], ...] = (Theme, Audience, PracticeTopic, PathStage, Sector)


class ShippedFile(models.Model):
    """Which version of a data file shipped with the product was last loaded, so that setting up again costs nothing."""

    name = models.CharField("fichier", max_length=100, unique=True)
    fingerprint = models.CharField("empreinte", max_length=64)

    class Meta:
        verbose_name = "fichier livré"
        verbose_name_plural = "fichiers livrés"

    def __str__(self) -> str:
        return self.name

    @classmethod
    def pending(cls, paths: Iterable[Path]) -> dict[Path, str]:
        """The files that changed since they were loaded, with their fingerprints. One query."""
        loaded = dict(cls.objects.values_list("name", "fingerprint"))
        current = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
        return {path: print_ for path, print_ in current.items() if loaded.get(path.name) != print_}

    @classmethod
    def load_once(cls, path: Path, load: Callable[[Path], object]) -> None:
        """Load this version of a file unless it was; what it brings and that it was loaded are one change."""
        if pending := cls.pending([path]):
            with one_change():
                load(path)
                cls.mark_loaded(pending)

    @classmethod
    def mark_loaded(cls, fingerprints: dict[Path, str]) -> None:
        """Remember these versions, in the transaction that loaded them."""
        for path, fingerprint in fingerprints.items():
            cls.objects.update_or_create(name=path.name, defaults={"fingerprint": fingerprint})
