"""What one says of oneself, and to whom each piece is shown."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet

from accounts.models import Organisation, Profile, Shown
from accounts.people import photos, workplace
from accounts.people.versions import version_of
from territories.models import Basin
from vocabulary.languages import LANGUAGES
from vocabulary.models import Theme

NAMES = ("first_name", "last_name")
LISTS = ("themes", "audiences", "languages")
_UNSEEN = re.compile("[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""Signs that show nothing and turn the text around them: a name must not rearrange the page it stands on."""


@dataclass(frozen=True, slots=True)
class FormPiece:
    """One piece of a profile in its form: what one says, who sees it, and what somebody saved meanwhile."""

    name: str
    fields: Sequence[tuple[forms.BoundField, str | None]]
    shown: forms.BoundField
    shown_saved: str | None
    folded: bool
    """A long list to choose from."""


class BasinField(forms.ModelChoiceField):
    """Basins of every territory, each with its own."""

    def label_from_instance(self, basin: Basin) -> str:
        return f"{basin.territory} · {basin}"


class ProfileForm(forms.ModelForm[Profile]):
    """One's own profile. Whoever saves must have seen what is saved: `version` says what they saw."""

    first_name = forms.CharField(label="Prénom", max_length=80, required=False)
    last_name = forms.CharField(label="Nom", max_length=80, required=False)
    workplace = forms.CharField(
        label="Structure",
        max_length=250,
        required=False,
        help_text="Quelques mots de son nom suffisent\u00a0: nous vous proposons celles qui y répondent.",
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Laquelle\u202f?", required=False, widget=forms.RadioSelect, empty_label=None
    )
    basin = BasinField(
        Basin.objects.select_related("territory").defer("outline"),
        label="Bassin",
        required=False,
        empty_label="Pas précisé",
    )
    languages = forms.MultipleChoiceField(
        label="Langues", choices=list(LANGUAGES.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Profile
        fields: ClassVar[list[str]] = [
            "trade", "organisation", "basin", "themes", "audiences", "languages", "helps_with", "welcomes_visits",
            "about", "phone", *(f"{piece}_shown" for piece in Profile.PIECES),
        ]  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {
            "themes": forms.CheckboxSelectMultiple,
            "audiences": forms.CheckboxSelectMultiple,
            "helps_with": forms.Textarea(attrs={"rows": 4}),
            "about": forms.Textarea(attrs={"rows": 5}),
            "trade": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        }
        labels: ClassVar[dict[str, str]] = {
            "trade": "Métier",
            "helps_with": "Ce que je peux aider à faire",
            "welcomes_visits": "J’accueille des visites",
            "about": "En quelques mots",
            "phone": "Téléphone",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "helps_with": "Ce qu’un·e collègue peut vous demander\u00a0: un geste du métier, un public, une démarche.",
            "welcomes_visits": "Des collègues pourront demander à venir voir comment vous travaillez.",
            "about": "Votre parcours, ce qui vous tient à cœur.",
        }

    def __init__(self, *args: Any, meanwhile: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meanwhile = meanwhile or {}
        user, self.matches = self.instance.user, False
        for piece in Profile.PIECES:
            field = self.fields[f"{piece}_shown"]
            field.label = str(field.label).replace(" :", "").capitalize()
        for name, autocomplete in zip(NAMES, ("given-name", "family-name"), strict=True):
            self.initial[name] = getattr(user, name)
            self.fields[name].widget.attrs["autocomplete"] = autocomplete
        self.initial["version"] = version_of(self.instance)
        organisation = self.instance.organisation
        self.initial["workplace"] = organisation.name if organisation else ""
        self.before = organisation
        themes: Any = self.fields["themes"]
        # Those of today stay offered, even finer ones: a list that lacks them would take them off unseen.
        themes.queryset = Theme.objects.filter(Q(parent=None) | Q(pk__in=self.instance.themes.values("pk")))
        self._offer(workplace.named(self.data.get("workplace", ""), user) if self.is_bound else None)

    def _offer(self, found: QuerySet[Organisation] | None) -> None:
        field: Any = self.fields["organisation"]
        if found is not None:
            field.queryset = found

    def clean_first_name(self) -> str:
        return _legible(self.cleaned_data["first_name"])

    def clean_last_name(self) -> str:
        return _legible(self.cleaned_data["last_name"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) for name in NAMES) and not any(name in self.errors for name in NAMES):
            self.add_error("first_name", "Indiquez votre prénom, votre nom ou les deux\u00a0: on vous connaît par eux.")
        if not cleaned.get("workplace"):
            self.errors.pop("organisation", None)
        if "organisation" not in self.errors:
            cleaned["organisation"] = self._workplace(cleaned)
        return cleaned

    def _workplace(self, cleaned: Mapping[str, Any]) -> Organisation | None:
        """The organisation meant: the one chosen, the one they had, or the only one so named; else all are proposed."""
        said, chosen = cleaned.get("workplace", ""), cleaned.get("organisation")
        if not said or chosen:
            return chosen if said else None
        if self.before and workplace.same_name(said, self.before.name):
            return self.before
        return workplace.meant(self, said)

    def pieces(self) -> Iterator[FormPiece]:
        """Each piece as the page lays it out."""
        for piece in Profile.PIECES:
            names = {"name": NAMES, "organisation": ("workplace",), "photo": (), "email": ()}.get(piece, (piece,))
            fields = [(self[name], self.meanwhile.get(name)) for name in names]
            shown = f"{piece}_shown"
            yield FormPiece(piece, fields, self[shown], self.meanwhile.get(shown), folded=piece in LISTS)


class PhotoForm(forms.Form):
    """A photo to show, decoded at once so that a file that is none is refused here."""

    photo = forms.FileField(
        label="Votre photo",
        help_text="Une image JPEG, PNG ou WebP, 10\u00a0Mo au plus. Nous en gardons un carré, sans le lieu ni la date.",
        error_messages={
            "required": "Choisissez une image.",
            "empty": "Ce fichier est vide.",
        },
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    def clean_photo(self) -> str:
        """The name under which the photo was kept."""
        file = self.cleaned_data["photo"]
        if file.size > photos.MOST_BYTES:
            raise forms.ValidationError("Cette image est trop lourde\u00a0: 10\u00a0Mo au plus.")
        try:
            return photos.keep(file)
        except photos.UnreadablePhotoError as error:
            raise forms.ValidationError(str(error)) from error


def shown_to(form_data: Any, least: Shown) -> Any:
    """The same form, every piece for this audience; an address or a telephone is never opened by a shortcut."""
    data = form_data.copy()
    for piece in Profile.PIECES:
        name = f"{piece}_shown"
        if piece not in ("email", "phone") or least is Shown.NOBODY:
            data[name] = str(least.value)
        elif data.get(name) not in ("0", "1"):
            data[name] = str(Shown.NOBODY.value)
    return data


def _legible(name: str) -> str:
    return " ".join(_UNSEEN.sub(" ", name).split())
