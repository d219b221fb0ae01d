"""What people say of themselves, and to whom: each piece for nobody, for members or for everyone."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from accounts.models.users import User
from cards.kinds import Viewer
from cards.refs import Ref

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another when an address is read aloud."""
_OWN_LETTERS = 5
LONGEST_NAME_IN_SLUG = 100


def new_slug(user: User) -> str:
    """An address for this person's page: their name, never their e-mail, and letters of its own.

    The letters are always there: an address without them would be the first of its name, and one with them would tell
    that somebody else is called so who may not want to be known here.
    """
    name = slugify(f"{user.first_name} {user.last_name}")[:LONGEST_NAME_IN_SLUG].strip("-")
    return f"{name or 'membre'}-{get_random_string(_OWN_LETTERS, _LETTERS)}"


class Shown(models.IntegerChoices):
    """Who sees a piece of a profile. Ordered: what everyone sees, members see."""

    NOBODY = 0, "Personne"
    MEMBERS = 1, "Les membres"
    EVERYONE = 2, "Tout le monde"

    @classmethod
    def least_for(cls, viewer: Viewer) -> "Shown":
        """What a piece must at least be for this viewer to see it."""
        return cls.MEMBERS if viewer.is_authenticated else cls.EVERYONE


def _shown(piece: str, default: Shown = Shown.MEMBERS) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(f"qui voit : {piece}", choices=Shown.choices, default=default)


class ProfileQuerySet(models.QuerySet["Profile"]):
    def visible_to(self, viewer: Viewer) -> "ProfileQuerySet":
        """Those whose name this viewer may see: without a name there is no one to see. Their own, always."""
        active = self.filter(user__is_active=True)
        seen = models.Q(name_shown__gte=Shown.least_for(viewer))
        return active.filter(seen | models.Q(user=viewer.pk) if viewer.is_authenticated else seen)

    def showing(self, viewer: Viewer, *pieces: str) -> "ProfileQuerySet":
        """Those who also show these pieces to this viewer: whoever filters by a piece asks this first, else a filter
        tells what its owner keeps to themselves."""
        least = Shown.least_for(viewer)
        shown = models.Q(**{f"{piece}_shown__gte": least for piece in pieces})
        return self.visible_to(viewer).filter(shown)


class Profile(models.Model):
    """How a member is known to others: their trade, their place, what they can help with."""

    PIECES: ClassVar[tuple[str, ...]] = (
        "name", "trade", "organisation", "basin", "themes", "audiences", "languages", "helps_with", "welcomes_visits",
        "photo", "about", "email", "phone",
    )  # fmt: skip
    """Each has its `<piece>_shown`."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="profile", verbose_name="compte"
    )
    slug = models.SlugField("identifiant", max_length=120, unique=True)
    trade = models.CharField("métier", max_length=120, blank=True)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.SET_NULL, null=True, blank=True, related_name="people", verbose_name="structure"
    )
    basin = models.ForeignKey(
        "territories.Basin", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="bassin"
    )
    themes = models.ManyToManyField("vocabulary.Theme", blank=True, related_name="+", verbose_name="thèmes")
    audiences = models.ManyToManyField("vocabulary.Audience", blank=True, related_name="+", verbose_name="publics")
    languages = models.JSONField("langues", default=list, blank=True)
    """Codes of vocabulary.languages: `["fr", "ar"]`."""
    helps_with = models.TextField("ce que je peux aider à faire", max_length=600, blank=True)
    welcomes_visits = models.BooleanField("j’accueille des visites", default=False)
    photo = models.CharField("photo", max_length=40, blank=True, editable=False)
    """The unguessable name of its files (accounts.people.photos), which our own view serves to those who may see it."""
    about = models.TextField("en quelques mots", max_length=1000, blank=True)
    phone = models.CharField("téléphone", max_length=60, blank=True)

    name_shown = _shown("mon nom")
    trade_shown = _shown("mon métier")
    organisation_shown = _shown("ma structure")
    basin_shown = _shown("mon bassin")
    themes_shown = _shown("mes thèmes")
    audiences_shown = _shown("mes publics")
    languages_shown = _shown("mes langues")
    helps_with_shown = _shown("ce que je peux aider à faire")
    welcomes_visits_shown = _shown("si j’accueille des visites")
    photo_shown = _shown("ma photo")
    about_shown = _shown("mon texte")
    email_shown = _shown("mon adresse électronique", Shown.NOBODY)
    phone_shown = _shown("mon téléphone", Shown.NOBODY)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = "profil"
        verbose_name_plural = "profils"

    def __str__(self) -> str:
        return self.user.get_full_name()

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.slug])

    @property
    def ref(self) -> Ref:
        return Ref("person", str(self.pk))


def profile_of(user: User) -> Profile:
    """How this person is known to others; made, careful by default, for an account that has none yet."""
    profile, _ = Profile.objects.select_related("user").get_or_create(user=user, defaults={"slug": new_slug(user)})
    return profile
