"""The organisations where people work and that offer services."""

from collections.abc import Collection
from contextlib import suppress
from typing import Any, ClassVar, NamedTuple

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.urls import reverse

from accounts.addresses import is_personal
from accounts.structures.types import OrganisationType
from cards.kinds import Viewer
from cards.refs import Ref
from territories.models import Basin
from territories.spelling import FoldedField


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def standing(self) -> "OrganisationQuerySet":
        """Those that were not merged into another, whose page sends on."""
        return self.filter(merged_into__isnull=True)

    def delivered(self) -> "OrganisationQuerySet":
        """What sources say, for everyone, those that were merged included."""
        return self.exclude(source="").filter(source_id__isnull=False)

    def visible_to(self, user: Viewer) -> "OrganisationQuerySet":
        """What a source delivered is public; what members entered is for members until it is opened to everyone."""
        standing = self.standing()
        return standing if user.is_authenticated else standing.filter(_OPEN)

    def with_place(self) -> "OrganisationQuerySet":
        """With its municipality and basin of today, for cards and documents."""
        basins = ("municipality__basin", "municipality__successor__basin")
        return self.select_related(*basins).defer(*(f"{basin}__outline" for basin in basins))


_BLANK: dict[str, Any] = {"blank": True, "default": "", "db_default": ""}
"""For columns that a delivery does not name: it writes its own, and the database knows the rest."""
_OPEN = ~models.Q(source="") | models.Q(opened=True)


class Known(NamedTuple):
    """What is known of an organisation: the word of its people where they gave one, else its source's."""

    description: str
    phone: str
    email: str
    website: str
    opening_hours: str
    type: str


class Organisation(models.Model):
    """One organisation, one row: imported under its source's key, later claimed and completed by its people.

    Columns that a source delivers are never edited here; what its people say stands beside them in `own_*`, which no
    delivery touches. Who shows it reads `known`.
    """

    source = models.CharField("source", max_length=100, blank=True)
    source_id = models.CharField("clef dans la source", max_length=250, unique=True, null=True, blank=True)
    slug = models.SlugField("identifiant", max_length=120, unique=True)
    name = models.CharField("nom", max_length=250)
    folded = FoldedField(max_length=250, **_BLANK)
    description = models.TextField("description", blank=True)
    type = models.CharField("type reconnu", max_length=30, **_BLANK)
    """Guessed from what its source says."""
    siret = models.CharField("SIRET", max_length=14, blank=True, db_index=True)
    bce = models.CharField("numéro d’entreprise (BCE)", max_length=10, db_index=True, **_BLANK)
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
    phone = models.CharField("téléphone", max_length=60, blank=True, db_index=True)
    email = models.EmailField("courriel", blank=True)
    website = models.URLField("site", max_length=2000, blank=True)
    site_host = models.CharField(max_length=253, editable=False, db_index=True, **_BLANK)
    """Of its site, without « www. »: by which look-alikes are found, and who writes from its own addresses."""
    opening_hours = models.CharField("horaires", max_length=1000, blank=True)
    accessibility = models.URLField("accessibilité du lieu", max_length=2000, blank=True)
    networks = models.JSONField("réseaux", default=list, blank=True)
    source_link = models.URLField("page dans la source", max_length=2000, blank=True)
    source_updated_on = models.DateField("mise à jour dans la source", null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    """Hash of the imported record: an unchanged row is skipped."""

    own_description = models.TextField("ce que nous faisons", max_length=4000, **_BLANK)
    own_phone = models.CharField("téléphone", max_length=60, **_BLANK)
    own_email = models.EmailField("courriel", **_BLANK)
    own_website = models.URLField("site", max_length=2000, **_BLANK)
    own_hours = models.CharField("horaires", max_length=1000, **_BLANK)
    own_type = models.CharField("type", max_length=30, **_BLANK)
    own_notice = models.TextField("bon à savoir avant de venir", max_length=1000, **_BLANK)
    sectors = models.ManyToManyField(
        "vocabulary.Sector", blank=True, related_name="organisations", verbose_name="secteurs d’activité"
    )
    own_version = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    """Raised at each save of what its people say: a form begun on an older one is told."""
    own_saved_at = models.DateTimeField("complété le", null=True, blank=True, editable=False)
    own_saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="ajoutée par"
    )
    """For what a member entered; empty for a delivered row."""
    entry_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    """Of the form by which it was entered: posted twice, it is one structure."""
    opened = models.BooleanField("visible de tout le monde", default=False, db_default=False)
    """For what a member entered: until somebody who keeps it or its basin opens it, members alone see it."""
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged", verbose_name="fusionnée dans"
    )
    """Its page sends there for ever; it goes on taking what its source delivers under its key."""

    OWN: ClassVar[tuple[str, ...]] = (
        "own_type", "own_description", "own_notice", "own_phone", "own_email", "own_website", "own_hours",
    )  # fmt: skip
    """What its people say of it, besides its sectors."""

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

    @property
    def known(self) -> Known:
        """What pages, cards, search and schema.org say of it."""
        return Known(
            self.own_description or self.description,
            self.own_phone or self.phone,
            self.own_email or self.email,
            self.own_website or self.website,
            self.own_hours or self.opening_hours,
            self.own_type or self.type,
        )

    @property
    def type_label(self) -> str:
        """« CPAS »; empty when nobody knows what sort it is."""
        sort = self.known.type
        return OrganisationType(sort).label if sort in OrganisationType.values else ""

    @property
    def is_open(self) -> bool:
        """Whether everyone may see it."""
        return bool(self.source) or self.opened

    @property
    def basin(self) -> Basin | None:
        """The basin where it stands today; None for a place without one. Read `with_place` in lists."""
        with suppress(ObjectDoesNotExist):  # A code that this site does not know.
            return self.municipality.current.basin if self.municipality else None
        return None


def shown_to(viewer: Viewer, email: str, people: Collection[str]) -> str:
    """An organisation's address; empty for strangers when it bears somebody's name: one of these people whom its
    services name, or anybody's given name."""
    return "" if email and not viewer.is_authenticated and is_personal(email, people) else email
