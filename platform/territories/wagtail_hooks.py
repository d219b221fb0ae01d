"""Territories, basins and municipalities in the admin, for those who may change them."""

from collections.abc import Iterable

from django.db import models
from django.db.models.deletion import Collector
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from territories.forms import TerritoryForm
from territories.models import Basin, Municipality, Territory


class TerritoryViewSet(SnippetViewSet):
    model = Territory
    icon = "globe"
    list_display = ["name", "country", "leading_body"]
    search_fields = ["name", "leading_body"]
    search_backend_name = None
    base_form_class = TerritoryForm
    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("slug"), FieldPanel("country")], "Le territoire"),
        MultiFieldPanel(
            [
                FieldPanel("leading_body"),
                FieldPanel("funders_notice"),
                FieldPanel("legal_text"),
            ],
            "Qui le porte",
        ),
        MultiFieldPanel(
            [FieldPanel("who_may_join"), FieldPanel("open_domains"), FieldPanel("admission")], "Qui peut s’inscrire"
        ),
        InlinePanel("logos", heading="Logos", label="Logo"),
        InlinePanel("group_kinds", heading="Types de groupe", label="Type de groupe"),
        MultiFieldPanel([FieldPanel("labels"), FieldPanel("hidden_terms")], "Ses mots"),
    ]


class BasinViewSet(SnippetViewSet):
    model = Basin
    icon = "site"
    list_display = ["name", "territory"]
    list_filter = ["territory"]
    search_fields = ["name"]
    search_backend_name = None
    panels = [
        FieldRowPanel([FieldPanel("article"), FieldPanel("name")]),
        FieldPanel("slug"),
        FieldPanel("territory"),
        FieldPanel("outline"),
    ]


class MunicipalityViewSet(SnippetViewSet):
    model = Municipality
    icon = "home"
    list_display = ["name", "postcode", "code", "basin", "successor"]
    list_filter = ["territory", "basin"]
    search_fields = ["folded", "name", "postcode", "code"]
    search_backend_name = None
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("postcode"), FieldPanel("code")]),
        FieldRowPanel([FieldPanel("territory"), FieldPanel("basin")]),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude"), FieldPanel("population")]),
        FieldPanel("successor"),
        InlinePanel("localities", heading="Localités, autres codes postaux et anciens noms", label="Localité"),
    ]


class TerritoriesGroup(SnippetViewSetGroup):
    menu_label = "Territoires"
    menu_icon = "globe"
    menu_order = 410
    items = (TerritoryViewSet, BasinViewSet, MunicipalityViewSet)


register_snippet(TerritoriesGroup)


@hooks.register("before_delete_snippet")
def keep_what_others_stand_on(request: HttpRequest, instances: Iterable[models.Model]) -> HttpResponse | None:
    """Send back to the list with a sentence, instead of deleting a territory or basin that still holds places."""
    for place in instances:
        if not isinstance(place, Territory | Basin | Municipality):
            continue
        try:
            Collector(using="default").collect([place])
        except models.ProtectedError as error:
            held = {str(thing._meta.verbose_name_plural) for thing in error.protected_objects}
            messages.error(
                request, f"« {place} » ne peut pas être supprimé : il porte encore des {', '.join(sorted(held))}."
            )
            return redirect(f"wagtailsnippets_{place._meta.app_label}_{place._meta.model_name}:list")
    return None
