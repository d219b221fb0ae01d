"""Municipalities with their many names and postcodes."""

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from cards.refs import Ref
from territories.models.lands import Basin, Territory
from territories.spelling import FoldedField


class Municipality(ClusterableModel):
    """A municipality, known by a code that carries its country: `BE:62063`."""

    code = models.CharField("code", max_length=10, unique=True)
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="municipalities", verbose_name="territoire"
    )
    basin = models.ForeignKey(
        Basin, models.PROTECT, null=True, blank=True, related_name="municipalities", verbose_name="bassin"
    )
    name = models.CharField("nom", max_length=120)
    folded = FoldedField()
    postcode = models.CharField("code postal principal", max_length=5, db_index=True)
    latitude = models.FloatField("latitude", null=True, blank=True)
    longitude = models.FloatField("longitude", null=True, blank=True)
    population = models.PositiveIntegerField("habitants", default=0)
    """Only to put the likelier of two namesakes first."""
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name="commune qui la remplace",
    )

    class Meta:
        ordering = ["name"]
        verbose_name = "commune"
        verbose_name_plural = "communes"

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> Ref:
        return Ref("municipality", self.code)

    @property
    def told(self) -> tuple[object, ...]:
        """What other rooms say of it."""
        return self.code, self.name, self.basin_id, self.latitude, self.longitude, self.successor_id

    @property
    def country(self) -> str:
        return self.code[:2]

    @property
    def current(self) -> "Municipality":
        """The municipality that does its work today: itself, or what it was merged into, and so on."""
        seen, municipality = {self.pk}, self
        while municipality.successor and municipality.successor.pk not in seen:
            municipality = municipality.successor
            seen.add(municipality.pk)
        return municipality


class Locality(models.Model):
    """A name people use for a part of a municipality, with its postcode: Heusy 4802 is Verviers."""

    municipality = ParentalKey(
        Municipality, on_delete=models.CASCADE, related_name="localities", verbose_name="commune"
    )
    name = models.CharField("nom", max_length=120)
    folded = FoldedField()
    postcode = models.CharField("code postal", max_length=5, db_index=True)
    former = models.BooleanField("ancien nom", default=False, help_text="Plus officiel, mais encore employé.")

    class Meta:
        ordering = ["name"]
        verbose_name = "localité"
        verbose_name_plural = "localités"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "postcode", "name"], name="one_locality_per_name")
        ]

    def __str__(self) -> str:
        return f"{self.postcode} {self.name}"
