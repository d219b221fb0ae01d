"""The vocabularies in the admin: editors add, rename and reorder; what is in use cannot be deleted."""

from collections.abc import Iterable

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from vocabulary.models import Audience, PathStage, PracticeTopic, Sector, Term, TermInUseError, Theme

SLUG_HELP = "Donné une fois pour toutes : il sert dans les adresses et les imports."


class TermViewSet(SnippetViewSet):
    """What the five vocabularies have in common."""

    list_display = ["label", "slug"]
    search_fields = ["label", "slug"]
    search_backend_name = None
    sort_order_field = "position"
    list_per_page = 100
    inspect_view_enabled = False
    copy_view_enabled = False
    panels = [FieldPanel("label"), FieldPanel("slug", read_only=True, help_text=SLUG_HELP)]


class ThemeViewSet(TermViewSet):
    model = Theme
    icon = "tag"
    list_display = ["label", "parent", "mark", "slug"]
    list_filter = ["mark"]
    panels = [
        FieldPanel("label"),
        FieldPanel("parent", help_text="Vide pour un thème principal."),
        FieldPanel("mark", help_text="Pour un thème principal ; les autres prennent celle de leur parent."),
        FieldPanel("slug", read_only=True, help_text=SLUG_HELP),
    ]


class AudienceViewSet(TermViewSet):
    model = Audience
    icon = "group"


class PracticeTopicViewSet(TermViewSet):
    model = PracticeTopic
    icon = "comment"


class PathStageViewSet(TermViewSet):
    model = PathStage
    icon = "arrow-right"


class SectorViewSet(TermViewSet):
    model = Sector
    icon = "cogs"


class VocabularyGroup(SnippetViewSetGroup):
    menu_label = "Vocabulaire"
    menu_icon = "list-ul"
    menu_order = 400
    items = (ThemeViewSet, AudienceViewSet, PracticeTopicViewSet, PathStageViewSet, SectorViewSet)


register_snippet(VocabularyGroup)


@hooks.register("before_delete_snippet")
def keep_terms_in_use(request: HttpRequest, instances: Iterable[models.Model]) -> HttpResponse | None:
    """Send the editor back to the list with the reason, instead of deleting a term that something carries."""
    for term in instances:
        if not isinstance(term, Term):
            continue
        try:
            term.refuse_if_used()
        except TermInUseError as error:
            messages.error(request, str(error.args[0]))
            return redirect(f"wagtailsnippets_{term._meta.app_label}_{term._meta.model_name}:list")
    return None
