"""The words of the sign-in forms; their rules are allauth's."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MfaReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

INCOMPLETE_ADDRESS = "Cette adresse n’est pas complète. Elle ressemble à nom@structure.be."
MISSING_ADDRESS = "Indiquez votre adresse électronique."
TEN_SIGNS = "Dix caractères au moins. Quatre mots sans rapport font un bon mot de passe."
SIX_DIGITS = "Code à six chiffres"
READ_THERE = "Lisez-le sur l’ordinateur du bureau, tapez-le ici. Il vaut 20 minutes."
MINE = "C’est mon appareil"
MINE_HINT = "La connexion y dure 90 jours. Ne cochez pas sur un appareil partagé."


def say(field: forms.Field, label: str, hint: str = "", missing: str = "") -> None:
    """Give a field its visible label and hint; a placeholder is not a label."""
    field.label, field.help_text = label, hint
    field.error_messages |= {"required": missing, "invalid": INCOMPLETE_ADDRESS}
    field.widget.attrs.pop("placeholder", None)


def say_passwords(form: forms.Form, first: str) -> None:
    """Words of a password chosen twice."""
    say(form.fields["password1"], first, TEN_SIGNS, missing="Choisissez un mot de passe.")
    say(form.fields["password2"], "Le même, une seconde fois", missing="Écrivez le mot de passe une seconde fois.")


def as_code(field: forms.Field, label: str, hint: str, *, digits: bool = True) -> None:
    """A field for a code: large, with the keyboard of digits, and filled by the phone that received it."""
    say(field, label, hint, missing="Écrivez le code.")
    field.widget.attrs |= {"class": "code", "autocomplete": "one-time-code", "maxlength": "12", "autocapitalize": "off"}
    if digits:
        field.widget.attrs |= {"inputmode": "numeric", "maxlength": "7"}


class MyDevice(forms.Form):
    """Whether this device is the reader's own, where the session lasts."""

    remember = forms.BooleanField(label=MINE, help_text=MINE_HINT, required=False)


class SignInForm(account.LoginForm):
    """Sign in with an address and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["login"], "Adresse électronique", missing=MISSING_ADDRESS)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        say(self.fields["password"], "Mot de passe", missing="Indiquez votre mot de passe.")
        say(self.fields["remember"], MINE, MINE_HINT)


class AskCodeForm(account.RequestLoginCodeForm):
    """Ask for a code; known and unknown addresses get the same answer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["email"], "Adresse électronique", "Celle de votre compte.", missing=MISSING_ADDRESS)


class CodeForm(MyDevice, account.ConfirmLoginCodeForm):
    """Type the code that signs in."""

    field_order = ("code", "remember")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        as_code(self.fields["code"], SIX_DIGITS, READ_THERE)


class ForgottenPasswordForm(account.ResetPasswordForm):
    """Ask for a link; known and unknown addresses get the same answer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = "Celle avec laquelle vous vous connectez."
        say(self.fields["email"], "Adresse électronique", hint, missing=MISSING_ADDRESS)


class NewPasswordForm(account.ResetPasswordKeyForm):
    """Choose a new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_passwords(self, "Nouveau mot de passe")


class ChangePasswordForm(account.ChangePasswordForm):
    """Change a password that one knows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["oldpassword"], "Mot de passe actuel", missing="Indiquez votre mot de passe actuel.")
        say_passwords(self, "Nouveau mot de passe")


class SetPasswordForm(account.SetPasswordForm):
    """Choose a first password, for who signed in by codes so far."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_passwords(self, "Mot de passe")


class ReauthenticateForm(account.ReauthenticateForm):
    """Say one's password again, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["password"], "Mot de passe", missing="Indiquez votre mot de passe.")


class NewAddressForm(account.AddEmailForm):
    """Another address for the account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = "Un code y sera envoyé. L’adresse actuelle reste la vôtre tant que vous ne l’avez pas tapé."
        say(self.fields["email"], "Nouvelle adresse électronique", hint, missing="Indiquez la nouvelle adresse.")


class AddressCodeForm(account.ConfirmEmailVerificationCodeForm):
    """Type the code that was sent to the new address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        as_code(self.fields["code"], SIX_DIGITS, "Il vaut 20 minutes.")


SECOND_STEP_HINT = "Celui que montre l’application de votre téléphone, ou un de vos codes de secours."


class SecondStepForm(AuthenticateForm):
    """The code of the phone's application, at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        as_code(self.fields["code"], "Code de vérification", SECOND_STEP_HINT, digits=False)


class SecondStepAgainForm(MfaReauthenticateForm):
    """The same code, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        as_code(self.fields["code"], "Code de vérification", SECOND_STEP_HINT, digits=False)


class ActivateSecondStepForm(ActivateTOTPForm):
    """The first code of the application that was just set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        as_code(
            self.fields["code"], "Code montré par l’application", "Six chiffres, qui changent toutes les 30 secondes."
        )
