"""People, known by one e-mail address, and the organisations they work for."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from accounts.addresses import is_personal
from cards.kinds import Viewer
from cards.refs import Ref


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account; one address is one account, whatever its case."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """Someone with an account: signs in with an e-mail address, is shown by name."""

    email = models.EmailField("adresse électronique", unique=True)
    first_name = models.CharField("prénom", max_length=80, blank=True)
    last_name = models.CharField("nom", max_length=80, blank=True)
    is_staff = models.BooleanField("accède à l’administration", default=False)
    is_active = models.BooleanField("compte actif", default=True)
    date_joined = models.DateTimeField("membre depuis", default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "personne"
        verbose_name_plural = "personnes"
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_address")]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The name to show; never the address, of which not even the left half is anyone's business."""
        return f"{self.first_name} {self.last_name}".strip() or f"Membre n° {self.pk}"

    def get_short_name(self) -> str:
        return self.first_name or self.get_full_name()


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
