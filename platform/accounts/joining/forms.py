"""The forms of joining. Nothing they ask is asked again."""

import re
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.forms import MISSING_ADDRESS, READ_THERE, SIX_DIGITS, TEN_SIGNS, MyDevice, as_code, say
from accounts.joining.admission import Entry, entry_for
from accounts.models import User
from territories.models import Basin

NOT_A_NAME = re.compile(r"[/@:<>\d\u200e\u200f\u202a-\u202e\u2066-\u2069]|\.\w|www", re.IGNORECASE)
"""Names go into letters to addresses nobody confirmed yet: none may hold a link, nor turn the line round."""


def basin_choices() -> list[tuple[str, Any]]:
    """Every basin under its territory, by slug."""
    choices: dict[str, list[tuple[str, str]]] = {}
    for basin in Basin.objects.select_related("territory"):
        choices.setdefault(basin.territory.name, []).append((basin.slug, basin.name))
    return [("", "Choisir un bassin"), *choices.items()]


def validate_name(value: str) -> None:
    """Refuse what is not a name."""
    if NOT_A_NAME.search(value):
        raise ValidationError("Écrivez seulement un nom, sans chiffre ni adresse.")


class PlaceForm(forms.Form):
    """Where one works, and as what."""

    basin = forms.ModelChoiceField(
        Basin.objects.select_related("territory"), to_field_name="slug", label="Bassin où vous travaillez",
        help_text="Le plus proche suffit : vous pourrez en changer.",
        error_messages={"required": "Choisissez un bassin.", "invalid_choice": "Choisissez un bassin de la liste."},
    )  # fmt: skip
    trade = forms.CharField(
        label="Métier", required=False, max_length=120, widget=forms.TextInput({"autocomplete": "organization-title"}),
        help_text="Facultatif. Par exemple : assistante sociale, encadrant technique.", validators=[validate_name],
    )  # fmt: skip
    organisation = forms.CharField(
        label="Structure", required=False, max_length=250, widget=forms.TextInput({"autocomplete": "organization"}),
        help_text="Facultatif. Par exemple : CPAS de Dison.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basin"].choices = basin_choices()  # type: ignore[attr-defined]


class NewMemberForm(PlaceForm):
    """What a new account needs, besides its address."""

    first_name = forms.CharField(
        label="Prénom", max_length=80, validators=[validate_name],
        widget=forms.TextInput({"autocomplete": "given-name"}), error_messages={"required": "Indiquez votre prénom."},
    )  # fmt: skip
    last_name = forms.CharField(
        label="Nom", max_length=80, validators=[validate_name],
        widget=forms.TextInput({"autocomplete": "family-name"}), error_messages={"required": "Indiquez votre nom."},
    )  # fmt: skip
    password = forms.CharField(
        label="Mot de passe", required=False, strip=False, max_length=128,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=f"Facultatif : sans lui, un code vous sera envoyé à chaque connexion. {TEN_SIGNS}",
    )  # fmt: skip
    field_order = ("email", "first_name", "last_name", "basin", "trade", "organisation", "password")
    address = ""

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("password"):
            names = {name: typed.get(name, "") for name in ("first_name", "last_name")}
            try:
                validate_password(typed["password"], User(email=typed.get("email") or self.address, **names))
            except ValidationError as error:
                self.add_error("password", error)
        return typed


class SignUpForm(NewMemberForm):
    """Ask to join."""

    email = forms.EmailField(
        label="Adresse électronique", max_length=254, help_text="Celle du travail, si vous en avez une : elle ouvre "
        "souvent le compte tout de suite.", widget=forms.EmailInput({"autocomplete": "email"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["email"], "Adresse électronique", str(self.fields["email"].help_text), missing=MISSING_ADDRESS)

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        email, basin = typed.get("email"), typed.get("basin")
        if email and basin and entry_for(email, basin) == Entry.BY_INVITATION:
            self.add_error(
                "email", f"{basin.territory} : on entre avec une adresse d’un organisme reconnu, ou sur invitation. "
                "Demandez-en une à une personne déjà membre.",
            )  # fmt: skip
        return typed


class ConfirmForm(MyDevice):
    """The code of the letter, and whether this device is one's own."""

    code = forms.CharField()
    field_order = ("code", "remember")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        as_code(self.fields["code"], SIX_DIGITS, READ_THERE)


class InviteForm(forms.Form):
    """Whom to invite."""

    email = forms.EmailField(max_length=254, widget=forms.EmailInput({"autocomplete": "off"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["email"], "Son adresse électronique", missing="Indiquez l’adresse de la personne à inviter.")


class DecisionForm(forms.Form):
    """A word with a decision."""

    word = forms.CharField(
        label="Un mot, si vous voulez", required=False, max_length=600, widget=forms.Textarea({"rows": 3}),
        help_text="Il sera dans le message que la personne recevra, avec votre nom.",
    )  # fmt: skip
