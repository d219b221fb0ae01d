"""The organisations where people work and that offer services."""

from collections.abc import Iterable

from django.db import models
from django.urls import reverse

from accounts.addresses import is_personal
from cards.kinds import Viewer
from cards.refs import Ref


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user: Viewer) -> "OrganisationQuerySet":
        """What a source delivered is public; what people of the house enter is for members."""
        return self.all() if user.is_authenticated else self.exclude(source="")


class Organisation(models.Model):
    """One organisation, one row: imported under its source's key, later claimed and completed by its people."""

    source = models.CharField("source", max_length=100, blank=True)
    source_id = models.CharField("clef dans la source", max_length=250, unique=True, null=True, blank=True)
    slug = models.SlugField("identifiant", max_length=120, unique=True)
    name = models.CharField("nom", max_length=250)
    description = models.TextField("description", blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    address = models.CharField("adresse", max_length=300, blank=True)
    address_details = models.CharField("complément d’adresse", max_length=300, blank=True)
    postcode = models.CharField("code postal", max_length=10, blank=True)
    city = models.CharField("localité", max_length=150, blank=True)
    municipality = models.ForeignKey(
        "territories.Municipality", models.DO_NOTHING, to_field="code", db_constraint=False, null=True, blank=True,
        db_column="municipality_code", related_name="+", verbose_name="commune",
    )  # fmt: skip
    """The code is kept even when this site does not know the municipality, and the link stands when it comes to."""
    latitude = models.FloatField("latitude", null=True, blank=True)
    longitude = models.FloatField("longitude", null=True, blank=True)
    phone = models.CharField("téléphone", max_length=60, blank=True)
    email = models.EmailField("courriel", blank=True)
    website = models.URLField("site", max_length=2000, blank=True)
    opening_hours = models.CharField("horaires", max_length=1000, blank=True)
    accessibility = models.URLField("accessibilité du lieu", max_length=2000, blank=True)
    networks = models.JSONField("réseaux", default=list, blank=True)
    source_link = models.URLField("page dans la source", max_length=2000, blank=True)
    source_updated_on = models.DateField("mise à jour dans la source", null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    """Hash of the imported record: an unchanged row is skipped."""

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "structure"
        verbose_name_plural = "structures"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation", args=[self.slug])

    @property
    def ref(self) -> Ref:
        return Ref("organisation", str(self.pk))

    def email_for(self, viewer: Viewer, people: Iterable[str] | None = None) -> str:
        """Its address; empty for strangers when it bears somebody's name: one of the people whom its services name.

        Who shows many structures reads these people for all of them and hands them over; else they are read here.
        """
        if not self.email or viewer.is_authenticated:
            return self.email
        if people is None:
            named = self.offers.exclude(contact_person="")
            people = named.values_list("contact_person", flat=True)
        return "" if is_personal(self.email, people) else self.email
