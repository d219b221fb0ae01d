"""À qui m’adresser: the first people to ring, for a municipality, a basin or a whole territory."""

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone

from cards import phones
from cards.dates import in_words
from cards.kinds import Viewer
from cards.refs import Ref
from territories.models.lands import Basin, Territory
from territories.models.municipalities import Municipality
from territories.models.roles import runs_the_site
from territories.models.states import kept_by

MOST_CONTACTS = 3
"""More, and one no longer knows whom to ring first."""
HOLDS_FOR = timedelta(days=365)


class FirstContactQuerySet(models.QuerySet["FirstContact"]):
    def kept_by(self, viewer: Viewer) -> "FirstContactQuerySet":
        """Those that this person may change."""
        if runs_the_site(viewer):
            return self.all()
        own = Municipality.objects.filter(kept_by(viewer)).values("pk")
        return self.filter(kept_by(viewer) | models.Q(municipality__in=own))


class FirstContact(models.Model):
    """Somewhere to turn to first: what one gets there, for whom, when. Public facts only."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, blank=True, related_name="contacts", verbose_name="commune"
    )
    basin = models.ForeignKey(
        Basin, models.CASCADE, null=True, blank=True, related_name="contacts", verbose_name="bassin"
    )
    territory = models.ForeignKey(
        Territory, models.CASCADE, null=True, blank=True, related_name="contacts", verbose_name="territoire"
    )
    position = models.PositiveSmallIntegerField("rang", choices=[(n, n) for n in range(1, MOST_CONTACTS + 1)])
    name = models.CharField("nom", max_length=120, help_text="« CPAS de Stavelot »")
    what_for = models.CharField("pour quoi", max_length=160, help_text="« Aide financière, logement, formation »")
    for_whom = models.CharField("pour qui", max_length=160, blank=True, help_text="« Les moins de 26 ans »")
    phone = models.CharField("téléphone", max_length=30, blank=True)
    hours = models.CharField("quand", max_length=160, blank=True, help_text="« En semaine, de 8 h 30 à 11 h 30 »")
    url = models.URLField("site", blank=True)
    organisation = models.CharField("structure", max_length=60, blank=True)
    """`organisation:12` when this site knows it."""
    verified_on = models.DateField("vérifié le")

    objects = FirstContactQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name = "premier contact"
        verbose_name_plural = "premiers contacts"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(municipality__isnull=False, basin__isnull=True, territory__isnull=True)
                | models.Q(municipality__isnull=True, basin__isnull=False, territory__isnull=True)
                | models.Q(municipality__isnull=True, basin__isnull=True, territory__isnull=False),
                name="a_contact_is_of_one_place",
            ),
            models.CheckConstraint(
                condition=models.Q(position__range=(1, MOST_CONTACTS)), name="three_contacts_at_most"
            ),
            models.UniqueConstraint(fields=["municipality", "position"], name="one_contact_per_municipality_and_rank"),
            models.UniqueConstraint(fields=["basin", "position"], name="one_contact_per_basin_and_rank"),
            models.UniqueConstraint(fields=["territory", "position"], name="one_contact_per_territory_and_rank"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Municipality | Basin | Territory | None:
        return self.municipality or self.basin or self.territory

    @property
    def thing(self) -> Ref | None:
        return Ref.parse(self.organisation) if self.organisation else None

    @property
    def tel(self) -> str:
        """What a telephone dials, empty when this is no number."""
        return phones.tel(self.phone)

    @property
    def is_old(self) -> bool:
        return self.verified_on < timezone.localdate() - HOLDS_FOR

    @property
    def trust(self) -> str:
        """When somebody last made sure, and that it was long ago when it was."""
        said = f"Vérifié le {in_words(self.verified_on)}"
        return f"{said}\u202f; c’était il y a plus d’un an" if self.is_old else said

    def verify(self, today: date | None = None) -> None:
        """Say that it is still true today."""
        self.verified_on = today or timezone.localdate()
        self.save(update_fields=["verified_on"])
