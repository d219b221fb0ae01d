"""The catalogue in the admin, to look things up: imported rows are read there, never edited."""

from django.db import models
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from accounts.structures.admin import CatalogueViewSet, ReadOnly
from offers.models import Offer


class OfferViewSet(CatalogueViewSet):
    model: type[models.Model] = Offer
    icon = "tag"
    list_display = ["name", "organisation", "city", "source", "updated_on", "withdrawn_on"]
    list_filter = ["source", "type", "country", "updated_on"]
    search_fields = ["name", "source_id", "organisation__name"]
    list_select_related = ["organisation"]
    inspect_view_fields_exclude = ["contact_person", "fingerprint"]


class CatalogueGroup(SnippetViewSetGroup):
    menu_label = "Services et aides"
    menu_icon = "tag"
    menu_order = 300
    items = (OfferViewSet,)


register_permission_policy(Offer, ReadOnly(Offer))
register_snippet(CatalogueGroup)
