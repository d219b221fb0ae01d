"""One screen for administrators: who facilitates and edits where, who administers; give and take."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from accounts.models import User
from operations import roles
from territories.models import Basin, Part, Role, Territory

ADMINISTRATOR = "administrator"
UNKNOWN = "Aucun compte actif n’a cette adresse. Vérifiez-la dans l’annuaire, ou invitez d’abord la personne."
WITHOUT_PLACE = "Choisissez un bassin ou un territoire."


class RoleForm(forms.Form):
    """Whom, what and where."""

    email = forms.EmailField(label="Adresse électronique de la personne")
    part = forms.ChoiceField(label="Rôle", choices=[*Part.choices, (ADMINISTRATOR, "Administration de tout le site")])
    place = forms.ChoiceField(label="Où", required=False, help_text="Sans objet pour l’administration.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {f"territory:{each.slug}": each for each in Territory.objects.all()}
        basins = list(Basin.objects.select_related("territory"))
        self.places |= {f"basin:{each.slug}": each for each in basins}
        choices: list[tuple[str, Any]] = [("", "Choisir…")]
        for territory, own in groupby(basins, key=lambda basin: basin.territory):
            whole = (f"territory:{territory.slug}", f"{territory}, en entier")
            choices.append((str(territory), [whole, *((f"basin:{each.slug}", each.full_name) for each in own)]))
        self.fields["place"].choices = choices  # type: ignore[attr-defined]

    def clean_email(self) -> User:
        person = User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if person is None:
            raise forms.ValidationError(UNKNOWN)
        return person

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("part") != ADMINISTRATOR and not self.cleaned_data.get("place"):
            self.add_error("place", WITHOUT_PLACE)
        return self.cleaned_data

    def give(self, by: User) -> None:
        """Do as it says."""
        person, part = self.cleaned_data["email"], self.cleaned_data["part"]
        if part == ADMINISTRATOR:
            roles.make_administrator(person=person, by=by)
        else:
            roles.give(person=person, part=Part(part), place=self.places[self.cleaned_data["place"]], by=by)


def desk(request: HttpRequest) -> HttpResponse:
    """The screen."""
    administrator = _administrator(request)
    form = RoleForm(request.POST or None, initial={"email": request.GET.get("personne", "")})
    if request.method == "POST" and form.is_valid():
        form.give(administrator)
        messages.success(request, f"C’est fait : {form.cleaned_data['email'].get_full_name()} a ce rôle.")
        return redirect("roles")
    read = Role.objects.select_related("user", "basin__territory", "territory", "given_by")
    context = {
        "form": form,
        "lands": _by_land(read),
        "administrators": User.objects.filter(is_superuser=True, is_active=True).order_by("last_name", "first_name"),
        "page_title": "Rôles par bassin",
        "header_icon": "group",
    }
    return render(request, "operations/admin/roles.html", context)


@require_POST
def take_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one role back."""
    administrator = _administrator(request)
    role = Role.objects.select_related("user", "basin__territory", "territory").filter(pk=pk).first()
    if role is None:
        messages.error(request, "Ce rôle n’existe plus : quelqu’un l’a sans doute déjà retiré.")
    else:
        roles.take(role=role, by=administrator)
        messages.success(request, f"{role.user.get_full_name()} n’a plus ce rôle : {roles.in_words(role)}.")
    return redirect("roles")


@require_POST
def take_administration(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the administration of the site back, unless nobody else has it."""
    administrator = _administrator(request)
    person = get_object_or_404(User, pk=pk)
    try:
        roles.unmake_administrator(person=person, by=administrator)
    except roles.LastAdministratorError:
        messages.error(request, "C’est la dernière personne qui administre le site : confiez-le d’abord à une autre.")
    else:
        messages.success(request, f"{person.get_full_name()} n’administre plus le site.")
        if person == administrator:
            return redirect("/")  # The administration is closed to them from now on.
    return redirect("roles")


def _by_land(found: Iterable[Role]) -> list[tuple[str, list[tuple[str, list[Role]]]]]:
    """Territory by territory, place by place, as the screen shows them."""

    def land(role: Role) -> str:
        return str(role.territory or (role.basin and role.basin.territory))

    def place(role: Role) -> str:
        return role.basin.full_name if role.basin else ""

    rows = sorted(found, key=lambda role: (land(role), place(role), role.part, role.user.get_full_name()))
    return [
        (name, [(where or "En entier", list(own)) for where, own in groupby(there, key=place)])
        for name, there in groupby(rows, key=land)
    ]


def _administrator(request: HttpRequest) -> User:
    """Whoever asks, who must administer the site."""
    if not (isinstance(request.user, User) and request.user.is_superuser):
        raise PermissionDenied
    return request.user


def urls() -> list[URLPattern]:
    """Addresses under the admin's."""
    return [
        path("roles/", desk, name="roles"),
        path("roles/<int:pk>/retirer/", take_role, name="take_role"),
        path("roles/administration/<int:pk>/retirer/", take_administration, name="take_administration"),
    ]


def address() -> str:
    """Where the screen is."""
    return reverse("roles")
