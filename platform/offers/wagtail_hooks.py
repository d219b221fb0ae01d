"""The catalogue in the admin, to look things up: imported rows are read there, never edited."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import InspectView, SnippetViewSet, SnippetViewSetGroup

from accounts.models import Organisation, User
from offers.models import Offer


class ReadOnly(ModelPermissionPolicy):
    """Whoever enters the admin may look; nobody adds, changes or deletes, not even those who may do everything."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return action == "view" and user.has_perm("wagtailadmin.access_admin")


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


class OfferViewSet(CatalogueViewSet):
    model: type[models.Model] = Offer
    icon = "tag"
    list_display = ["name", "organisation", "city", "source", "updated_on", "withdrawn_on"]
    list_filter = ["source", "type", "country", "updated_on"]
    search_fields = ["name", "source_id", "organisation__name"]
    list_select_related = ["organisation"]
    inspect_view_fields_exclude = ["contact_person", "fingerprint"]


class OrganisationViewSet(CatalogueViewSet):
    model: type[models.Model] = Organisation
    icon = "group"
    list_display = ["name", "city", "source", "source_updated_on"]
    list_filter = ["source"]
    search_fields = ["name", "source_id", "city"]
    inspect_view_fields_exclude = ["fingerprint"]


class CatalogueGroup(SnippetViewSetGroup):
    menu_label = "Services et aides"
    menu_icon = "tag"
    menu_order = 300
    items = (OfferViewSet, OrganisationViewSet)


for model in (Offer, Organisation):
    register_permission_policy(model, ReadOnly(model))
register_snippet(CatalogueGroup)
