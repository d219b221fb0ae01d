"""The editor's form."""

from typing import Any

from django import forms
from django.forms.models import ModelChoiceIteratorValue
from wagtail.admin.forms import WagtailAdminPageForm

from vocabulary.models import Theme

FACETS = ("themes", "audiences", "topics", "stages", "sectors", "basins")


class KnowledgePageForm(WagtailAdminPageForm):
    """Facets as boxes to tick, themes under their category: nothing to know by heart, nothing behind a click."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FACETS:
            if name in self.fields:
                self.fields[name].widget = forms.CheckboxSelectMultiple(choices=self.fields[name].choices)
        if "themes" in self.fields:
            self.fields["themes"].choices = themes_by_category()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("verified_on") and not cleaned.get("verified_by"):
            self.add_error("verified_by", "Dites qui a vérifié la page : c’est ce qui fait sa confiance.")
        return cleaned


def themes_by_category() -> list[tuple[str, list[tuple[ModelChoiceIteratorValue, str]]]]:
    """Each category, then its finer themes."""
    children: dict[int | None, list[Theme]] = {}
    for theme in Theme.objects.all():
        children.setdefault(theme.parent_id, []).append(theme)
    return [
        (
            category.label,
            [
                (ModelChoiceIteratorValue(theme.pk, theme), theme.label)
                for theme in (category, *children.get(category.pk, []))
            ],
        )
        for category in children.get(None, [])
    ]
