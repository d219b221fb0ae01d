"""What those who keep a place write."""

import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import inlineformset_factory

from cards.kinds import Viewer, kinds
from territories.models import (
    MOST_FIGURES,
    FirstContact,
    Initiative,
    KeyFigure,
    Municipality,
    Place,
    StateOfPlay,
    Territory,
)
from territories.places import Place as Spot
from territories.places import understand
from territories.spelling import fold

LARGEST_REPORT = 10 * 1024 * 1024
MOST_NAMESAKES = 20


class StateForm(forms.ModelForm):
    """An edition: its text and its report. Its figures and initiatives are forms of their own."""

    class Meta:
        model = StateOfPlay
        fields = ("dated", "author", "summary", "strengths", "lacks", "text", "report", "published")
        widgets = {
            "dated": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "summary": forms.Textarea(attrs={"rows": 3}),
            "strengths": forms.Textarea(attrs={"rows": 4}),
            "lacks": forms.Textarea(attrs={"rows": 4}),
            "text": forms.Textarea(attrs={"rows": 12}),
        }

    def clean_report(self) -> Any:
        report = self.cleaned_data["report"]
        if isinstance(report, UploadedFile) and (report.size or 0) > LARGEST_REPORT:
            raise forms.ValidationError("Ce fichier dépasse 10 Mo. Réduisez-le, ou déposez-en un résumé.")
        return report

    def clean_dated(self) -> Any:
        dated, own = self.cleaned_data["dated"], self.instance
        twins = StateOfPlay.objects.filter(dated=dated, basin=own.basin_id, territory=own.territory_id)
        if twins.exclude(pk=own.pk).exists():
            raise forms.ValidationError("Il y a déjà une édition à cette date. Choisissez un autre jour.")
        return dated


class FigureForm(forms.ModelForm):
    """One figure; one carried over from the last edition is kept even when nobody touched it."""

    def has_changed(self) -> bool:
        carried = not self.instance.pk and self.is_bound and any(self[name].value() for name in self.fields)
        return carried or super().has_changed()


FigureForms = inlineformset_factory(
    StateOfPlay,
    KeyFigure,
    form=FigureForm,
    fields=("label", "value", "unit", "source", "as_of"),
    max_num=MOST_FIGURES,
    validate_max=True,
    extra=2,
)
InitiativeForms = inlineformset_factory(
    StateOfPlay,
    Initiative,
    fields=("reason",),
    extra=0,
    edit_only=True,
    widgets={"reason": forms.Textarea(attrs={"rows": 2})},
)


class PinForm(forms.Form):
    """Why a page is pinned, and where."""

    state = forms.ModelChoiceField(StateOfPlay.objects.none(), label="Dans quel état des lieux", empty_label=None)
    reason = forms.CharField(
        label="Pourquoi la retenir",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Une phrase, lue à côté du titre : « Parce que deux communes voisines veulent la reprendre. »",
    )

    def __init__(self, *args: Any, states: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].queryset = states  # type: ignore[attr-defined]


class ContactForm(forms.ModelForm):
    """Whom to ring first, from which municipality or from the whole place."""

    town = forms.CharField(
        label="Pour quelle commune",
        required=False,
        max_length=100,
        help_text="Vide : pour tout le lieu.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    url = forms.URLField(label="Site", required=False, assume_scheme="https")

    field_order = ("name", "what_for", "for_whom", "phone", "hours", "url", "town")

    class Meta:
        model = FirstContact
        fields = ("name", "what_for", "for_whom", "phone", "hours", "url")
        widgets = {"phone": forms.TextInput(attrs={"type": "tel", "inputmode": "tel"})}

    def __init__(self, *args: Any, place: Place, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place, self.viewer = place, viewer
        if self.instance.municipality:
            self.fields["town"].initial = str(self.instance.municipality)

    def clean_town(self) -> Municipality | None:
        text = self.cleaned_data["town"]
        spot = understand(text) if text else None
        if text and not isinstance(spot, Spot):
            raise forms.ValidationError(f"« {text} »\u202f: nous ne connaissons pas cette commune.")
        if not isinstance(spot, Spot):
            return None
        inside = {"territory": self.place} if isinstance(self.place, Territory) else {"basin": self.place}
        town = Municipality.objects.filter(code=spot.municipality, **inside).first()
        if town is None:
            raise forms.ValidationError(f"{spot.municipality_name} n’est pas dans {self.place}.")
        return town

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("phone") or cleaned.get("url")):
            raise forms.ValidationError("Donnez au moins un téléphone ou un site : on doit pouvoir les joindre.")
        return cleaned

    def save(self, commit: bool = True) -> Any:
        contact, town = self.instance, self.cleaned_data["town"]
        contact.organisation = _structure_named(contact.name, self.viewer)
        contact.municipality = town
        contact.basin = None if town or isinstance(self.place, Territory) else self.place
        contact.territory = self.place if isinstance(self.place, Territory) and not town else None
        return super().save(commit)


def _structure_named(name: str, viewer: Viewer) -> str:
    """The structure of the directory that bears this very name, if this person may see one: its page is linked."""
    owner, words = kinds().get("organisation"), re.findall(r"\w+", name)
    if owner is None or not words or not hasattr(owner, "named_like"):
        return ""
    found = owner.cards(owner.named_like(words, viewer, MOST_NAMESAKES), viewer)
    same = [card.ref for card in found.values() if fold(card.title) == fold(name)]
    return str(same[0]) if len(same) == 1 else ""
