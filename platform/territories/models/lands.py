"""Territories, with their own words, and their basins."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from cards.refs import Ref
from cards.words import of
from territories.outlines import rings
from territories.words import WORDS

DOMAIN = re.compile(r"(\*\.)?([\w-]+\.)+[\w-]{2,}", re.IGNORECASE)


class Country(models.TextChoices):
    """The two home countries; every code of a place carries one, since 62063 is both Liège and Avesnes-le-Comte."""

    BE = "BE", "Belgique"
    FR = "FR", "France"


def validate_domains(value: str) -> None:
    """Refuse what is not a domain of addresses; a whole ending such as « *.be » would let everyone in."""
    for line in value.split():
        if not DOMAIN.fullmatch(line):
            raise ValidationError(f"« {line} » n’est pas un domaine. Il s’écrit « cpas-dison.be » ou « *.cpas.be ».")


class Admission(models.TextChoices):
    """How people enter whose address is of no recognised domain."""

    APPROVAL = "approval", "Quelqu’un du bassin accepte chaque inscription"
    INVITATION = "invitation", "Il faut une invitation"


class Territory(ClusterableModel):
    """A land with one leading body and its own words: Wallonia, the Doubs, the Charente."""

    slug = models.SlugField("identifiant", unique=True)
    name = models.CharField("nom", max_length=100, unique=True)
    country = models.CharField("pays", max_length=2, choices=Country.choices)
    leading_body = models.CharField("organisme pilote", max_length=200, blank=True)
    funders_notice = models.TextField("mention des financeurs", blank=True)
    legal_text = models.TextField("mentions légales propres", blank=True)
    who_may_join = models.TextField("qui peut rejoindre", blank=True)
    open_domains = models.TextField(
        "adresses admises tout de suite", blank=True, db_default="", default="",
        validators=[validate_domains],
        help_text="Un domaine par ligne : « cpas-dison.be », ou « *.cpas.be » pour tous ceux qu’il contient.",
    )  # fmt: skip
    admission = models.CharField(
        "autres adresses", max_length=12, choices=Admission.choices, blank=True, db_default="", default="",
        help_text="Sans choix, la règle du site.",
    )  # fmt: skip
    labels = models.JSONField("mots propres au territoire", default=dict, blank=True)
    hidden_terms = models.JSONField("valeurs de vocabulaire masquées", default=list, blank=True)
    """Names such as `theme:souvrir-a-linternational`."""

    class Meta:
        ordering = ["name"]
        verbose_name = "territoire"
        verbose_name_plural = "territoires"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("territory", args=[self.slug])

    @property
    def ref(self) -> Ref:
        return Ref("territory", self.slug)

    @property
    def told(self) -> tuple[object, ...]:
        """What other rooms say of it."""
        return self.slug, self.name, self.leading_body, self.labels

    def label(self, word: str, default: str = "") -> str:
        """How this territory says a word of the glossary: « bassin EFE » here, « bassin d’emploi » there."""
        return str(self.labels.get(word) or default or WORDS.get(word, word))


class TerritoryLogo(Orderable):
    """A logo that the territory's pages must show: its leading body's, its funders'."""

    territory = ParentalKey(Territory, on_delete=models.CASCADE, related_name="logos", verbose_name="territoire")
    # A file of its own: a key to the site's images, which belong to a room above, would close a ring of migrations.
    image = models.ImageField("image", upload_to="territoires/logos")
    name = models.CharField("organisme", max_length=150, help_text="Lu à la place de l’image par qui ne la voit pas.")
    url = models.URLField("site", blank=True)

    class Meta(Orderable.Meta):
        verbose_name = "logo"
        verbose_name_plural = "logos"

    def __str__(self) -> str:
        return self.name


class GroupKind(models.Model):
    """Who meets in a territory's groups, and so who uses a sheet: social workers, heads of enterprises, supervisors."""

    territory = ParentalKey(Territory, on_delete=models.CASCADE, related_name="group_kinds", verbose_name="territoire")
    slug = models.SlugField("identifiant", max_length=80)
    label = models.CharField("libellé", max_length=120)
    position = models.PositiveSmallIntegerField("ordre", default=100)

    class Meta:
        ordering = ["position", "label"]
        verbose_name = "type de groupe"
        verbose_name_plural = "types de groupe"
        constraints = [models.UniqueConstraint(fields=["territory", "slug"], name="one_kind_per_territory_and_slug")]

    def __str__(self) -> str:
        return self.label


def validate_outline(value: object) -> None:
    """Refuse what a map could not draw."""
    try:
        rings(value)
    except ValueError as error:
        raise ValidationError(
            "Le contour doit être un objet GeoJSON de type Polygon ou MultiPolygon, en degrés, longitude d’abord."
        ) from error


class Article(models.TextChoices):
    """What French says before some names of places; `cards.words.of` contracts it: « du Brabant wallon »."""

    LE = "le", "le"
    LA = "la", "la"
    ELIDED = "l’", "l’"
    LES = "les", "les"


class Basin(models.Model):
    """An employment basin of a territory: the nearest circle of neighbours."""

    territory = models.ForeignKey(Territory, models.PROTECT, related_name="basins", verbose_name="territoire")
    slug = models.SlugField("identifiant", unique=True)
    name = models.CharField("nom", max_length=100)
    article = models.CharField("article du nom", max_length=3, choices=Article, blank=True)
    """What French says before it: « le » Brabant wallon, but no article before Namur."""
    outline = models.JSONField("contour (GeoJSON)", null=True, blank=True, validators=[validate_outline])
    """Drawn in place of the cells of its municipalities. Heavy: lists defer it, `maps.drawings` reads it."""

    class Meta:
        ordering = ["territory__name", "name"]
        verbose_name = "bassin"
        verbose_name_plural = "bassins"
        constraints = [models.UniqueConstraint(fields=["territory", "name"], name="one_basin_per_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Read with `select_related("territory")` in lists."""
        return reverse("basin", args=[self.territory.slug, self.slug])

    @property
    def ref(self) -> Ref:
        return Ref("basin", self.slug)

    @property
    def told(self) -> tuple[object, ...]:
        """What other rooms say of it."""
        return self.slug, self.name, self.article, self.territory_id

    @property
    def full_name(self) -> str:
        """« bassin EFE de Namur », in its territory's own words. Read with `select_related("territory")` in lists."""
        between = "" if self.article in ("", Article.ELIDED) else " "
        return f"{self.territory.label('basin')} {of(f'{self.article}{between}{self.name}')}"


Place = Basin | Territory
"""What has a door of its own."""


def belongs_to_one_place(name: str) -> models.CheckConstraint:
    """A constraint: a row is of a basin or of a territory, never of both."""
    one = models.Q(basin__isnull=True) ^ models.Q(territory__isnull=True)
    return models.CheckConstraint(condition=one, name=name)
