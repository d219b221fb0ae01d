"""Who keeps a basin or a whole territory: its facilitators and its editors. Every room asks these questions here."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models

from cards.kinds import Viewer
from territories.models.lands import Basin, Place, Territory


class Part(models.TextChoices):
    """What one does for a place."""

    FACILITATOR = "facilitator", "Animation"
    EDITOR = "editor", "Rédaction"


class RoleQuerySet(models.QuerySet["Role"]):
    def over(self, place: Place) -> "RoleQuerySet":
        """Those that hold for this place: for a basin, its own and those over its whole territory."""
        if isinstance(place, Territory):
            return self.filter(territory=place)
        return self.filter(models.Q(basin=place) | models.Q(territory=place.territory_id))

    def of(self, viewer: Viewer) -> "RoleQuerySet":
        """This person's; none for a stranger."""
        return self.filter(user=viewer.pk) if viewer.is_authenticated else self.none()


class Role(models.Model):
    """A part that a person plays in one basin or in a whole territory; given by an administrator."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles", verbose_name="personne")
    part = models.CharField("rôle", max_length=20, choices=Part.choices)
    basin = models.ForeignKey(Basin, models.CASCADE, null=True, blank=True, related_name="roles", verbose_name="bassin")
    territory = models.ForeignKey(
        Territory, models.CASCADE, null=True, blank=True, related_name="roles", verbose_name="territoire"
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="donné par"
    )
    given_at = models.DateTimeField("donné le", auto_now_add=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = "rôle"
        verbose_name_plural = "rôles"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(basin__isnull=True) ^ models.Q(territory__isnull=True),
                name="a_role_is_over_a_basin_or_a_territory",
            ),
            models.UniqueConstraint(fields=["user", "part", "basin"], name="one_role_per_basin"),
            models.UniqueConstraint(fields=["user", "part", "territory"], name="one_role_per_territory"),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}, {self.basin or self.territory}"


def runs_the_site(viewer: Viewer) -> bool:
    """Whether this person may do everything here, and so everywhere."""
    return bool(getattr(viewer, "is_superuser", False))


def keeps(viewer: Viewer, place: Place, *parts: Part) -> bool:
    """Whether this person plays one of these parts (any, when none is said) over this basin or territory; who runs the
    site does. One query at most."""
    if not viewer.is_authenticated:
        return False
    return runs_the_site(viewer) or Role.objects.of(viewer).over(place).filter(part__in=parts or Part.values).exists()


def facilitates_somewhere(viewer: Viewer) -> bool:
    """Whether there is any place, however small, for which this person decides."""
    return runs_the_site(viewer) or Role.objects.of(viewer).filter(part=Part.FACILITATOR).exists()


def basins_of(viewer: Viewer, *parts: Part) -> models.QuerySet[Basin]:
    """Basins over which this person plays one of these parts, through their territory or not; all, for who runs the
    site. Not evaluated: it becomes a part of one query."""
    if runs_the_site(viewer):
        return Basin.objects.all()
    roles = Role.objects.of(viewer).filter(part__in=parts or Part.values)
    return Basin.objects.filter(
        models.Q(pk__in=roles.values("basin")) | models.Q(territory__in=roles.values("territory"))
    )


def keepers(basin: Basin, *parts: Part) -> Iterable[int]:
    """Keys of the active people who play one of these parts over this basin."""
    roles = Role.objects.over(basin).filter(part__in=parts or Part.values, user__is_active=True)
    return roles.order_by("user").values_list("user", flat=True).distinct()


def deciders(basin: Basin | None) -> list[int]:
    """Whom to tell that something waits for a decision there: its facilitators; where there is none, who runs the
    site."""
    found = list(keepers(basin, Part.FACILITATOR)) if basin else []
    if found:
        return found
    people = get_user_model()._default_manager.filter(is_superuser=True, is_active=True)
    return list(people.values_list("pk", flat=True))
