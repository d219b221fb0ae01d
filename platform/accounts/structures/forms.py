"""The forms by which people write of organisations."""

import uuid
from typing import Any

from django import forms

from accounts import contacts
from accounts.models import Organisation
from accounts.structures.numbers import digits_of, host_of, international, is_right_bce, is_right_siret
from accounts.structures.types import choices_for
from territories.places import Place, understand
from territories.spelling import fold
from vocabulary.models import Sector

WRONG_NUMBER = (
    "Ce numéro n’est pas juste : vérifiez-le. Un SIRET a quatorze chiffres, un numéro d’entreprise belge en a dix."
)
WRONG_LINK = "Cette adresse n’est pas complète. Elle ressemble à https://www.structure.be."
WRONG_EMAIL = "Cette adresse n’est pas complète. Elle ressemble à accueil@structure.be."


def _link() -> forms.URLField:
    return forms.URLField(
        label="Site", required=False, max_length=2000, assume_scheme="https", error_messages={"invalid": WRONG_LINK},
        widget=forms.URLInput({"inputmode": "url", "autocomplete": "off"}),
    )  # fmt: skip


class OwnWords(forms.ModelForm):
    """What the people of an organisation say of it; what they leave empty, its source goes on saying."""

    own_website = _link()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = Organisation
        fields = (*Organisation.OWN, "sectors")
        widgets = {
            "own_description": forms.Textarea({"rows": 6}),
            "own_notice": forms.Textarea({"rows": 3}),
            "own_hours": forms.Textarea({"rows": 2}),
            "own_phone": forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
            "own_email": forms.EmailInput({"autocomplete": "off"}),
            "sectors": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "own_description": "Ce que vous proposez, et à qui, en quelques phrases.",
            "own_notice": "Par exemple : sonner à la porte de gauche, venir avec sa carte d’identité, salle d’attente "
            "avec des jeux.",
            "own_email": "Une adresse au nom d’une personne n’est montrée qu’aux membres.",
            "own_hours": "Comme vous les diriez : du lundi au jeudi, de 9 h à 16 h.",
            "sectors": "Les métiers que l’on y exerce, pour une structure d’insertion par le travail.",
        }
        error_messages = {
            "own_email": {"invalid": WRONG_EMAIL},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: Organisation = self.instance
        country = (own.municipality_id or "")[:2]
        self.fields["own_type"] = forms.ChoiceField(label="Type", required=False, choices=_sorts(country))
        self.fields["sectors"].queryset = Sector.objects.all()  # type: ignore[attr-defined]
        self.fields["version"].initial = own.own_version
        for name, delivered in (
            ("own_description", own.description), ("own_phone", contacts.shown(own.phone)), ("own_email", own.email),
            ("own_website", own.website), ("own_hours", own.opening_hours),
        ):  # fmt: skip
            if delivered and own.source:
                self.fields[name].help_text += f" Sans réponse, nous montrons\u00a0: «\u00a0{delivered[:200]}\u00a0»."

    def beside(self, newer: Organisation) -> list[tuple[str, str]]:
        """What somebody saved meanwhile, by the label of its field, where it is not what was typed here."""
        saved = [
            (self.fields[name].label, str(getattr(newer, name)))
            for name in Organisation.OWN
            if getattr(newer, name) and getattr(newer, name) != self.cleaned_data[name]
        ]
        theirs = list(newer.sectors.all())
        if set(theirs) != set(self.cleaned_data["sectors"]):
            saved.append((self.fields["sectors"].label, ", ".join(map(str, theirs)) or "aucun"))
        return [(str(label), text) for label, text in saved]


class NewStructure(forms.ModelForm):
    """What a member knows of a structure that is missing here."""

    website = _link()
    place = forms.CharField(
        label="Où", max_length=100, help_text="La commune, ou son code postal.",
        error_messages={"required": "Dites dans quelle commune elle se trouve."},
    )  # fmt: skip
    number = forms.CharField(
        label="SIRET ou numéro d’entreprise", required=False, max_length=30,
        help_text="Il évite les doublons. Laissez vide si vous ne le connaissez pas.",
    )  # fmt: skip
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Organisation
        fields = ("name", "own_type", "place", "address", "phone", "website", "number", "own_description")
        widgets = {
            "own_description": forms.Textarea({"rows": 4}),
            "phone": forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
        }
        labels = {"address": "Rue et numéro", "name": "Nom"}
        help_texts = {"name": "Comme elle se présente elle-même."}
        error_messages = {
            "name": {"required": "Donnez son nom."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["own_type"] = forms.ChoiceField(label="Type", required=False, choices=_sorts())
        self.fields["key"].initial = uuid.uuid4().hex
        self.order_fields(self.Meta.fields)

    def clean_place(self) -> Place:
        """The municipality that was meant."""
        found = understand(self.cleaned_data["place"])
        if not isinstance(found, Place):
            raise forms.ValidationError("Nous ne connaissons pas cette commune. Essayez avec son code postal.")
        return found

    def clean_number(self) -> str:
        """Its digits, when their sum is right."""
        digits = digits_of(self.cleaned_data["number"])
        right = is_right_siret(digits) if len(digits) == 14 else is_right_bce(digits)
        if self.cleaned_data["number"] and not right:
            raise forms.ValidationError(WRONG_NUMBER)
        return digits

    def clean(self) -> dict[str, Any]:
        """Put what was understood where it is kept."""
        cleaned, own = super().clean() or self.cleaned_data, self.instance
        number, place = cleaned.get("number", ""), cleaned.get("place")
        own.siret, own.bce = (number if len(number) == length else "" for length in (14, 10))
        if isinstance(place, Place):
            own.municipality_id, own.postcode, own.city = place.municipality, place.postcode, place.name
            own.latitude, own.longitude = place.latitude, place.longitude
            cleaned["phone"] = international(cleaned.get("phone", ""), place.country)
        own.folded = fold(cleaned.get("name", ""))
        own.site_host = host_of(cleaned.get("website", ""))
        return cleaned


class Word(forms.Form):
    """A few words with a gesture."""

    word = forms.CharField(
        label="Un mot", required=False, max_length=500, widget=forms.Textarea({"rows": 3}),
        error_messages={"max_length": "Cinq cents caractères au plus."},
    )  # fmt: skip


def _sorts(country: str = "") -> list[tuple[str, str]]:
    return [("", "Je ne sais pas, ou un autre type"), *choices_for(country)]
