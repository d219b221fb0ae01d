"""What people decided of structures that look alike: they are one, or they are two."""

from django.conf import settings
from django.db import models


class Merger(models.Model):
    """One structure taken into another, by somebody, with what it takes to part them again."""

    merged = models.ForeignKey("accounts.Organisation", models.CASCADE, related_name="+", verbose_name="fusionnée")
    kept = models.ForeignKey("accounts.Organisation", models.CASCADE, related_name="mergers", verbose_name="gardée")
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="par"
    )
    done_at = models.DateTimeField("le", auto_now_add=True)
    undone_at = models.DateTimeField("annulée le", null=True, blank=True)
    moved = models.JSONField("déplacés", default=dict)
    """Keys of the people, claims and older mergers that went along, and what the kept one said before."""

    class Meta:
        ordering = ["-done_at", "-pk"]
        verbose_name = "fusion"
        verbose_name_plural = "fusions"

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"


class Distinction(models.Model):
    """Two structures that look alike and are two: nobody is asked again. The lower key comes first."""

    first = models.ForeignKey("accounts.Organisation", models.CASCADE, related_name="+")
    second = models.ForeignKey("accounts.Organisation", models.CASCADE, related_name="+")
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField("dit le", auto_now_add=True)

    class Meta:
        verbose_name = "distinction"
        verbose_name_plural = "distinctions"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="two_are_told_apart_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="the_lower_key_comes_first"),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
