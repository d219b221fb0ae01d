"""The catalogue of services and aids, as their sources deliver it: imported columns are never edited here."""

from collections.abc import Iterable
from typing import cast

from django.db import models
from django.urls import reverse

from accounts.addresses import is_personal
from cards.kinds import Viewer
from cards.refs import Ref
from territories.models import Country
from vocabulary.models import Audience, Theme


class OfferType(models.TextChoices):
    """What one gets, in data·inclusion's words."""

    SUPPORT = "accompagnement", "Accompagnement"
    MONEY = "aide-financiere", "Aide financière"
    GOODS = "aide-materielle", "Aide matérielle"
    WORKSHOP = "atelier", "Atelier"
    TRAINING = "formation", "Formation"
    INFORMATION = "information", "Information"


class Fees(models.TextChoices):
    """Whether one pays; empty when the source does not say."""

    FREE = "gratuit", "Gratuit"
    PAID = "payant", "Payant"


class Reception(models.TextChoices):
    """Where one is received."""

    ON_SITE = "en-presentiel", "Sur place"
    REMOTE = "a-distance", "À distance"


class RequestMode(models.TextChoices):
    """How one asks for the service."""

    PHONE = "telephoner", "Téléphoner"
    MAIL = "envoyer-un-courriel", "Écrire un courriel"
    VISIT = "se-presenter", "Se présenter sur place"
    LINK = "utiliser-lien-mobilisation", "Faire la demande en ligne"


class Serves(models.TextChoices):
    """Whom the service helps or answers to: the person, the professional beside them, the company that hires."""

    PERSON = "personnes", "Personnes"
    PROFESSIONAL = "professionnels", "Professionnels"
    COMPANY = "entreprises", "Entreprises"


class OfferQuerySet(models.QuerySet["Offer"]):
    def published(self) -> "OfferQuerySet":
        """What a list, a search or a sitemap may show: not withdrawn by its source."""
        return self.filter(withdrawn_on__isnull=True)

    def visible_to(self, user: Viewer) -> "OfferQuerySet":
        """The catalogue is public, withdrawn pages included; only what names a person is for members (`contact_for`,
        `email_for`)."""
        return self.all()

    def contact_persons(self) -> "models.QuerySet[Offer, str]":
        """Whom these services name: an address that bears one of these names is a person's, whichever service of the
        same structure gives it."""
        return self.exclude(contact_person="").order_by().values_list("contact_person", flat=True).distinct()

    def with_relations(self) -> "OfferQuerySet":
        """With what a page shows, in a fixed number of queries."""
        return (
            self.select_related("organisation", "municipality__basin")
            .defer("municipality__basin__outline")
            .prefetch_related(models.Prefetch("themes", queryset=Theme.objects.select_related("parent")))
        )

    def for_cards(self) -> "OfferQuerySet":
        """With what a card shows and no more, besides its marks."""
        return self.select_related("organisation").only(*_ON_CARDS)


_ON_CARDS = (
    "slug", "name", "description", "city", "fees", "reception_modes", "zones", "audiences_known", "updated_on",
    "organisation__name", "organisation__slug",
)  # fmt: skip


class Offer(models.Model):
    """One service or aid, kept by its source's key: importing again updates it, its address never changes."""

    source = models.CharField("source", max_length=100)
    source_id = models.CharField("clef dans la source", max_length=250, unique=True)
    slug = models.SlugField("identifiant", max_length=120, unique=True)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.SET_NULL, null=True, related_name="offers", verbose_name="structure"
    )
    organisation_source_id = models.CharField("clef de la structure", max_length=250, db_index=True)
    """Kept apart from the link: a service may be delivered before its structure."""
    country = models.CharField("pays", max_length=2, choices=Country.choices)
    name = models.CharField("nom", max_length=150)
    description = models.TextField("description")
    type = models.CharField("type", max_length=20, choices=OfferType.choices, blank=True)
    themes = models.ManyToManyField(Theme, related_name="+", verbose_name="thèmes")
    audiences = models.ManyToManyField(Audience, related_name="+", verbose_name="publics")
    audiences_known = models.BooleanField("publics précisés par la source")
    """False is « non précisé », which is neither « tous publics » nor « personne »."""
    audience_details = models.TextField("précisions sur les publics", blank=True)
    serves = models.JSONField("pour", default=list)
    conditions = models.TextField("conditions d’accès", blank=True)
    fees = models.CharField("coût", max_length=10, choices=Fees.choices, blank=True)
    fees_details = models.TextField("précisions sur le coût", blank=True)
    zones = models.JSONField("zone d’éligibilité", null=True)
    """Codes with their country (`BE:62063`, `FR:25`); null is everywhere, as data·inclusion says."""
    address = models.CharField("adresse", max_length=300, blank=True)
    address_details = models.CharField("complément d’adresse", max_length=300, blank=True)
    postcode = models.CharField("code postal", max_length=10, blank=True)
    city = models.CharField("localité", max_length=150, blank=True)
    municipality = models.ForeignKey(
        "territories.Municipality", models.DO_NOTHING, to_field="code", db_constraint=False, null=True,
        db_column="municipality_code", related_name="+", verbose_name="commune",
    )  # fmt: skip
    """The code is kept even when this site does not know the municipality, and the link stands when it comes to."""
    latitude = models.FloatField("latitude", null=True)
    longitude = models.FloatField("longitude", null=True)
    reception_modes = models.JSONField("modes d’accueil", default=list)
    request_modes = models.JSONField("modes de demande", default=list)
    requested_by = models.JSONField("qui peut demander", default=list)
    request_link = models.URLField("lien pour demander", max_length=2000, blank=True)
    request_details = models.TextField("précisions sur la demande", blank=True)
    phone = models.CharField("téléphone", max_length=60, blank=True)
    email = models.EmailField("courriel", blank=True)
    contact_person = models.CharField("personne de contact", max_length=200, blank=True)
    """For members only, and so is an address that bears its name: see `contact_for` and `email_for`."""
    opening_hours = models.CharField("horaires", max_length=1000, blank=True)
    weekly_hours = models.FloatField("heures par semaine", null=True)
    weeks = models.PositiveSmallIntegerField("nombre de semaines", null=True)
    source_link = models.URLField("page dans la source", max_length=2000, blank=True)
    updated_on = models.DateField("mise à jour dans la source", db_index=True)
    withdrawn_on = models.DateField("retiré le", null=True)
    """The day a delivery of its source no longer held it; its page stays and says so."""
    fingerprint = models.CharField(max_length=64, editable=False)
    """Hash of the imported record: an unchanged row is skipped."""

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_on", "name"]
        verbose_name = "service ou aide"
        verbose_name_plural = "services et aides"
        indexes = [models.Index(fields=["source", "withdrawn_on"], name="offers_of_a_source")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("offer", args=[self.slug])

    @property
    def ref(self) -> Ref:
        return Ref("offer", str(self.pk))

    @property
    def is_remote(self) -> bool:
        return Reception.REMOTE in self.reception_modes

    @property
    def is_on_site(self) -> bool:
        """Whether it receives somewhere, known or not: it says so, or has a place and does not say otherwise."""
        has_place = self.municipality_id is not None or self.latitude is not None
        return Reception.ON_SITE in self.reception_modes or (has_place and not self.is_remote)

    @property
    def is_bound(self) -> bool:
        """Whether people must come to it: it receives somewhere, and not at a distance as well."""
        return self.is_on_site and not self.is_remote

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees: its own, else those of its municipality (read `with_relations`)."""
        for at in (self, self.municipality):
            if at and at.latitude is not None and at.longitude is not None:
                return at.latitude, at.longitude
        return None

    @property
    def theme_list(self) -> list[Theme]:
        """Its themes, each with its parent when read `with_relations`."""
        return cast(list[Theme], list(self.themes.all()))

    def contact_for(self, viewer: Viewer) -> str:
        """The contact person's name, for members; empty for strangers."""
        return self.contact_person if viewer.is_authenticated else ""

    def email_for(self, viewer: Viewer, people: Iterable[str]) -> str:
        """The service's own address; empty for strangers when it bears somebody's name: one of the people whom the
        services of its structure name (`contact_persons`)."""
        return "" if self.email and not viewer.is_authenticated and is_personal(self.email, people) else self.email
