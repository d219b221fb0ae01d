"""Organisations in the administration: found, looked at, and led from there to the pages where people write of them."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import EditView, IndexView, InspectView, SnippetViewSet

from accounts.models import Claim, Organisation, User
from accounts.structures.choosing import OrganisationChooser


class ReadOnly(ModelPermissionPolicy):
    """Whoever enters the admin may look; nobody adds, changes or deletes, not even those who may do everything."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return action == "view" and user.has_perm("wagtailadmin.access_admin")


class ChangedOnItsPage(ModelPermissionPolicy):
    """Whoever enters the admin may look, and goes to the thing's own page to change it: nothing is written here."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return action in {"view", "change"} and user.has_perm("wagtailadmin.access_admin")


class ImportedRow(InspectView):
    """All that was imported, the code of a municipality that this site does not know included."""

    def get_field_display_value(self, field_name: str, field: models.Field) -> Any:
        try:
            return super().get_field_display_value(field_name, field)
        except ObjectDoesNotExist:
            return getattr(self.object, field.attname)


class CatalogueViewSet(SnippetViewSet):
    """What a list of imported rows has in common."""

    inspect_view_enabled = True
    inspect_view_class = ImportedRow
    search_backend_name = None
    copy_view_enabled = False


class ToItsPage(EditView):
    """« Modifier » leads to the one form there is, which tells of a newer text."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(_where(self.get_object()))


class Standing(IndexView):
    """Without those that were merged into another."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().filter(merged_into=None)


class Waiting(IndexView):
    """What somebody has to answer, the oldest first."""

    def get_base_queryset(self) -> Any:
        waiting = Claim.objects.waiting().values("pk")
        return super().get_base_queryset().filter(pk__in=waiting).select_related("organisation", "user")


class OrganisationViewSet(CatalogueViewSet):
    model: type[models.Model] = Organisation
    icon = "group"
    menu_label = "Structures"
    index_view_class = Standing
    edit_view_class = ToItsPage
    chooser_viewset_class = OrganisationChooser
    list_display = ["name", "type_label", "city", "source", "source_updated_on", "own_saved_at"]
    list_filter = ["source", "opened"]
    search_fields = ["name", "folded", "source_id", "city", "siret", "bce"]
    inspect_view_fields_exclude = ["fingerprint", "entry_key", "folded", "site_host", "own_version"]


class ClaimViewSet(CatalogueViewSet):
    model: type[models.Model] = Claim
    icon = "user"
    menu_label = "« C’est ma structure »"
    index_view_class = Waiting
    edit_view_class = ToItsPage
    inspect_view_enabled = False
    list_display = ["user", "organisation", "word", "asked_at"]
    ordering = ["asked_at"]


def _where(thing: models.Model) -> str:
    if isinstance(thing, Claim):
        return reverse("organisation_answer", args=[thing.organisation.slug, thing.pk])
    assert isinstance(thing, Organisation)
    return reverse("organisation_edit", args=[thing.slug])
