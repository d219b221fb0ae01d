"""Who uses a sheet: kinds of group by their slug, since each territory has its own rows for the same kinds."""

from typing import Any

from django import forms
from django.db import models

from territories.models import GroupKind


def group_kind_labels() -> dict[str, str]:
    """Label by slug, each kind once: the first territory that has it names it."""
    labels: dict[str, str] = {}
    for slug, label in GroupKind.objects.order_by("position", "territory_id").values_list("slug", "label"):
        labels.setdefault(slug, label)
    return labels


class GroupKindsField(models.JSONField):
    """A list of slugs of kinds of group.

    A key to GroupKind would tie a sheet to one territory's row; « travailleurs sociaux » use it everywhere.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            label=self.verbose_name.capitalize(),
            help_text=self.help_text,
            required=False,
            choices=lambda: list(group_kind_labels().items()),
            widget=forms.CheckboxSelectMultiple,
        )
