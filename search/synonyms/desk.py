"""Synonyms and acronyms in the admin, where editors keep them."""

from typing import Any

from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from search.models import Synonyms
from search.models.synonyms import LONGEST

INTRODUCTION = """
<p>Chercher l’une de ces expressions trouve aussi les autres, dès l’enregistrement et sur tout le site.
Accents, majuscules, pluriels, points et articles ne comptent pas : écrivez chaque expression une seule fois.</p>
<p>Ce qui est seulement <em>proche</em>, de l’autre côté de la frontière (RSA et RIS, CCAS et CPAS), ne fait trouver
que des fiches, des pratiques et des outils, après le reste, et les résultats le disent. Jamais un service : il ne
servirait à personne.</p>
<p>Un même sigle peut avoir un sens dans chaque pays : faites-en deux entrées.</p>
"""
EVERYWHERE = "Vide si on le dit ainsi des deux côtés de la frontière."
ONE_A_LINE = "Une par ligne, le sigle puis son nom en toutes lettres. Un sigle s’écrit en capitales."


class NewSynonyms(CreateView):
    """Begun with the words of a search that found nothing, when one comes from there."""

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"expressions": self.request.GET.get("expressions", "")[:LONGEST]}


class SynonymsViewSet(SnippetViewSet):
    """One list, sought by any expression."""

    model = Synonyms
    add_view_class = NewSynonyms
    menu_label = "Synonymes et sigles"
    menu_name = "synonyms"
    menu_order = 410
    add_to_admin_menu = True
    icon = "list-ul"
    list_display = ["expressions_on_a_line", "country", "close_on_a_line", "close_country"]
    list_filter = ["country"]
    search_fields = ["expressions", "close_expressions"]
    search_backend_name = None
    list_per_page = 100
    ordering = "expressions"
    inspect_view_enabled = False
    copy_view_enabled = False
    panels = [
        HelpPanel(INTRODUCTION),
        FieldPanel("expressions", help_text=ONE_A_LINE),
        FieldPanel("country", help_text=EVERYWHERE),
        MultiFieldPanel(
            [FieldPanel("close_expressions", help_text=ONE_A_LINE), FieldPanel("close_country")],
            heading="Proche, dans l’autre pays (facultatif)",
        ),
    ]
