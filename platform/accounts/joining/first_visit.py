"""A newcomer's first visit: three things, then the first page that serves them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone

from accounts.joining.forms import basin_choices, validate_name
from accounts.models import Application, Organisation, User, profile_of
from accounts.people import workplace
from outbox.transactions import one_change
from territories.models import Basin


class WelcomeForm(forms.Form):
    """Trade, structure, basin: what was typed to join is there already."""

    trade = forms.CharField(
        label="Votre métier", required=False, max_length=120, validators=[validate_name],
        widget=forms.TextInput({"autocomplete": "organization-title"}),
        help_text="Par exemple : assistante sociale, encadrant technique.",
    )  # fmt: skip
    workplace = forms.CharField(
        label="Votre structure", required=False, max_length=250,
        widget=forms.TextInput({"autocomplete": "organization"}),
        help_text="Quelques mots de son nom suffisent : nous vous proposons celles qui y répondent.",
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Laquelle ?", required=False, widget=forms.RadioSelect, empty_label=None
    )
    basin = forms.ModelChoiceField(
        Basin.objects.select_related("territory"), to_field_name="slug", label="Votre bassin", required=False
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **(kwargs | {"initial": _known_of(user)}))
        self.fields["basin"].choices = basin_choices()  # type: ignore[attr-defined]
        said = self.data.get("workplace", "") if self.is_bound else ""
        self.fields["organisation"].queryset = workplace.named(said, user)  # type: ignore[attr-defined]
        self.matches = False

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        said = typed.get("workplace", "")
        if said and not typed.get("organisation") and "organisation" not in self.errors:
            typed["organisation"] = workplace.meant(self, said)
        return typed


def settle_in(user: User, typed: Mapping[str, Any]) -> None:
    """Keep what was said, and what was typed to join where the first visit is left out; never ask again."""
    application = Application.objects.filter(user=user).select_related("basin").first()
    with one_change():
        profile = profile_of(user)
        if typed:
            profile.trade, profile.organisation, profile.basin = typed["trade"], typed["organisation"], typed["basin"]
        elif application:
            profile.trade, profile.basin = profile.trade or application.trade, profile.basin or application.basin
        profile.save(update_fields=["trade", "organisation", "basin"])
        Application.objects.filter(user=user, welcomed_at=None).update(welcomed_at=timezone.now())


def first_useful_page(user: User) -> str:
    """The door of their basin, where there is what is near them; else the people of the site."""
    basin = profile_of(user).basin
    return basin.get_absolute_url() if basin else reverse("directory")


def _known_of(user: User) -> dict[str, Any]:
    profile = profile_of(user)
    application = Application.objects.filter(user=user).select_related("basin").first() or Application()
    basin = profile.basin or application.basin
    return {
        "trade": profile.trade or application.trade,
        "workplace": profile.organisation.name if profile.organisation else application.organisation,
        "basin": basin.slug if basin else "",
    }
