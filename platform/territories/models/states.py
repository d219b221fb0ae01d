"""The state of play of a basin or a territory, in dated editions that can be compared."""

import re
from typing import Any, ClassVar

from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from cards.kinds import Viewer
from cards.refs import Ref
from cards.texts import rendered
from territories.models.lands import Basin, Place, Territory, belongs_to_one_place
from territories.models.roles import Part, Role, basins_of, runs_the_site

MOST_FIGURES = 8
"""More, and none of them is key."""
_THOUSANDS = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")
REPORT_EXTENSIONS = ("pdf", "odt", "docx", "odp", "pptx", "ods", "xlsx")


class StateOfPlayQuerySet(models.QuerySet["StateOfPlay"]):
    def of(self, place: Place) -> "StateOfPlayQuerySet":
        """This place's own, the last first."""
        own = {"basin" if isinstance(place, Basin) else "territory": place}
        return self.filter(**own).order_by("-dated")

    def visible_to(self, viewer: Viewer) -> "StateOfPlayQuerySet":
        """Published ones; drafts too for those who keep their place."""
        published = models.Q(published=True)
        if not viewer.is_authenticated:
            return self.filter(published)
        if runs_the_site(viewer):
            return self.all()
        return self.filter(published | kept_by(viewer))

    def kept_by(self, viewer: Viewer) -> "StateOfPlayQuerySet":
        """Those that this person may change."""
        return self.all() if runs_the_site(viewer) else self.filter(kept_by(viewer))


def kept_by(viewer: Viewer) -> models.Q:
    """What belongs to a basin or a territory that this person facilitates; nothing for a stranger."""
    lands = Role.objects.of(viewer).filter(part=Part.FACILITATOR, territory__isnull=False)
    return models.Q(basin__in=basins_of(viewer, Part.FACILITATOR)) | models.Q(territory__in=lands.values("territory"))


class StateOfPlay(models.Model):
    """What is known of a place at a date: its figures, what holds, what lacks, what is tried."""

    basin = models.ForeignKey(
        Basin, models.CASCADE, null=True, blank=True, related_name="states_of_play", verbose_name="bassin"
    )
    territory = models.ForeignKey(
        Territory, models.CASCADE, null=True, blank=True, related_name="states_of_play", verbose_name="territoire"
    )
    dated = models.DateField("date de l’édition", help_text="Le jour n’est pas montré : « septembre 2026 ».")
    published = models.BooleanField(
        "publiée", default=False, help_text="Sinon c’est un brouillon, que seules voient les personnes qui animent."
    )
    published_at = models.DateTimeField(null=True, editable=False)
    """When it first was."""
    author = models.CharField("par qui", max_length=150, default="l’équipe d’animation", blank=True)
    summary = models.TextField("en quelques phrases", max_length=600, blank=True)
    strengths = models.TextField("ce qui tient", max_length=2000, blank=True, help_text="Une chose par ligne.")
    lacks = models.TextField("ce qui manque", max_length=2000, blank=True, help_text="Une chose par ligne.")
    text = models.TextField(
        "texte",
        max_length=20_000,
        blank=True,
        help_text="Une ligne vide sépare deux paragraphes ; « - » commence une ligne de liste.",
    )
    """Markdown, shown through `told`."""
    report = models.FileField(
        "rapport complet",
        upload_to="territoires/etats-des-lieux",
        blank=True,
        validators=[FileExtensionValidator(REPORT_EXTENSIONS)],
        help_text="PDF de préférence, 10 Mo au plus.",
    )

    objects = StateOfPlayQuerySet.as_manager()

    class Meta:
        ordering = ["-dated"]
        verbose_name = "état des lieux"
        verbose_name_plural = "états des lieux"
        constraints: ClassVar = [
            belongs_to_one_place("a_state_of_play_is_of_one_place"),
            models.UniqueConstraint(fields=["basin", "dated"], name="one_edition_per_basin_and_day"),
            models.UniqueConstraint(fields=["territory", "dated"], name="one_edition_per_territory_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.edition}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.published and self.published_at is None:
            self.published_at = timezone.now()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return f"{self.place.get_absolute_url()}etat-des-lieux/{self.dated.isoformat()}/"

    @property
    def place(self) -> Place:
        place = self.basin or self.territory
        if place is None:  # A constraint of the database holds it.
            raise ValueError("un état des lieux sans lieu")
        return place

    @property
    def edition(self) -> str:
        """« septembre 2026 »"""
        return date_format(self.dated, "F Y")

    @property
    def told(self) -> SafeString:
        """Its text, as HTML that is cleaned."""
        return rendered(self.text)

    @property
    def strong_points(self) -> list[str]:
        return _lines(self.strengths)

    @property
    def lacking(self) -> list[str]:
        return _lines(self.lacks)

    @property
    def report_kind(self) -> str:
        """« PDF »"""
        return (self.report.name or "").rpartition(".")[2].upper()


class KeyFigure(models.Model):
    """A number that says something of a place, with where it comes from: no number without its source."""

    state = models.ForeignKey(StateOfPlay, models.CASCADE, related_name="figures", verbose_name="état des lieux")
    label = models.CharField("ce qu’il compte", max_length=200, help_text="« demandeurs d’emploi inoccupés »")
    value = models.CharField("valeur", max_length=40, help_text="« 11 840 », « 38 », « 1 sur 4 »")
    unit = models.CharField("unité", max_length=30, blank=True, help_text="« % », « ménages »")
    source = models.CharField("source", max_length=150, help_text="« Forem »")
    as_of = models.CharField("date du chiffre", max_length=40, help_text="« août 2026 », « 2024 »")

    class Meta:
        ordering = ["pk"]
        verbose_name = "chiffre clef"
        verbose_name_plural = "chiffres clefs"

    def __str__(self) -> str:
        return f"{self.label} : {self.value}"

    @property
    def said(self) -> str:
        """« 38 % », « 6 800 foyers »: neither a number nor its unit is parted."""
        value = _THOUSANDS.sub("\u202f", self.value)
        return f"{value}\u00a0{self.unit}" if self.unit else value


class Initiative(models.Model):
    """A page pinned in an edition, with the reason."""

    state = models.ForeignKey(StateOfPlay, models.CASCADE, related_name="initiatives", verbose_name="état des lieux")
    ref = models.CharField("page", max_length=60)
    """`practice:42`: shown through its owner's card, so that one who may not see it does not."""
    reason = models.CharField(
        "pourquoi la retenir", max_length=300, help_text="« Parce que deux communes la veulent. »"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = "initiative"
        verbose_name_plural = "initiatives"

    def __str__(self) -> str:
        return self.ref

    @property
    def thing(self) -> Ref:
        return Ref.parse(self.ref)


def _lines(text: str) -> list[str]:
    return [line for each in text.splitlines() if (line := each.strip().lstrip("-•").strip())]
