"""The words of the sign-in forms; their rules are allauth's."""

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from django import forms

INCOMPLETE_ADDRESS = "Cette adresse n’est pas complète. Elle ressemble à nom@structure.be."


def _say(field: forms.Field, label: str, hint: str = "", missing: str = "") -> None:
    """Give a field its visible label and hint; a placeholder is not a label."""
    field.label, field.help_text = label, hint
    field.error_messages |= {"required": missing, "invalid": INCOMPLETE_ADDRESS}
    field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):
    """Sign in with an address and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["login"], "Adresse électronique", missing="Indiquez votre adresse électronique.")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        _say(self.fields["password"], "Mot de passe", missing="Indiquez votre mot de passe.")
        _say(self.fields["remember"], "C’est mon appareil", "Vous y resterez connecté·e pendant deux semaines.")


class ForgottenPasswordForm(ResetPasswordForm):
    """Ask for a link; known and unknown addresses get the same answer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self.fields["email"],
            "Adresse électronique",
            "Celle avec laquelle vous vous connectez.",
            missing="Indiquez votre adresse électronique.",
        )


class NewPasswordForm(ResetPasswordKeyForm):
    """Choose a new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self.fields["password1"],
            "Nouveau mot de passe",
            "Dix caractères au moins. Quatre mots sans rapport font un bon mot de passe.",
            missing="Choisissez un mot de passe.",
        )
        _say(
            self.fields["password2"],
            "Le même, une seconde fois",
            missing="Écrivez le mot de passe une seconde fois.",
        )
