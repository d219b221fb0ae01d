"""What the gallery shows: one of each, in each of its states."""

from typing import Any

from django import forms

from cards.kinds import Card, Mark
from cards.refs import Ref


class SampleForm(forms.Form):
    """Every kind of field."""

    place = forms.CharField(label="Commune ou code postal", help_text="Par exemple 4802 ou Heusy.")
    address = forms.EmailField(
        label="Adresse électronique",
        error_messages={"invalid": "Il manque ce qui suit l’arobase, par exemple nom@structure.be."},
    )
    organisation = forms.ChoiceField(
        label="Votre structure", choices=[("dison", "CPAS de Dison"), ("ruisseau", "Ateliers du Ruisseau")]
    )
    change = forms.CharField(label="Ce que vous avez changé", widget=forms.Textarea(attrs={"rows": 3}))
    again = forms.ChoiceField(
        label="Referiez-vous ?",
        choices=[("yes", "Oui"), ("unsure", "Pas sûr"), ("no", "Non")],
        widget=forms.RadioSelect,
    )
    contact = forms.BooleanField(label="On peut me contacter", help_text="Seulement les membres.", required=False)


def samples() -> dict[str, Any]:
    """Context of the gallery."""
    return {
        "cards": [
            _card("sheet", "Fiche action", "Faire le trajet ensemble avant le premier jour", "ok"),
            _card("practice", "Bonne pratique", "Une crèche ouvre à 5 h trois jours par semaine", "due"),
            _card("tool", "Outil", "Calculer ce qui reste après le loyer", ""),
            _card("service", "Service", "Garde d’enfants à domicile, horaires décalés", "stale"),
        ],
        "trail": [("Accueil", "/"), ("Fiches actions", "/fiches-actions/"), ("Mobilité", "#pages")],
        "entries": [("besoin", "Le besoin"), ("public", "Pour qui"), ("etapes", "Étape par étape")],
        "form": SampleForm(initial={"place": "4802 Heusy", "again": "yes"}, auto_id="c_%s"),
        "wrong": SampleForm({"place": "Heusy", "address": "a.benomar@", "organisation": "dison"}, auto_id="w_%s"),
        "themes": [Mark(name, label) for name, label in _THEMES],
        "icons": _ICONS,
        "listing": {"page": 2, "pages": 4, "previous_url": "?page=1#pages", "next_url": "?page=3#pages"},
    }


def _card(icon: str, label: str, title: str, state: str) -> Card:
    return Card(
        ref=Ref(icon, "1"),
        title=title,
        url="#cartes",
        kind_label=label,
        icon=icon,
        summary="Une semaine avant l’engagement, la personne et son accompagnant font la route, à l’heure réelle.",
        facts=("Ateliers du Ruisseau", "Pepinster"),
        freshness={"ok": "Vérifiée le 3 novembre 2026", "due": "À revérifier, dernière fois en mars 2025"}.get(
            state, "Signalée fermée, en cours de vérification" if state else ""
        ),
        freshness_state=state,
        marks=(Mark("mobility", "Mobilité"), Mark("work", "Emploi")),
    )


_THEMES = (
    ("mobility", "Mobilité"),
    ("housing", "Logement"),
    ("family", "Famille et garde"),
    ("digital", "Numérique"),
    ("health", "Santé"),
    ("work", "Emploi"),
    ("training", "Formation"),
    ("rights", "Accès aux droits"),
)
_ICONS = (
    ("search", "Chercher"),
    ("sheet", "Fiche action"),
    ("practice", "Bonne pratique"),
    ("tool", "Outil"),
    ("service", "Service"),
    ("person", "Personne"),
    ("people", "Groupe, structure"),
    ("chat", "Discussion"),
    ("visit", "Aller voir"),
    ("pin", "Lieu"),
    ("phone", "Téléphone"),
    ("mail", "Courriel"),
    ("euro", "Coût"),
    ("clock", "Durée"),
    ("check", "Fait, résolu"),
    ("ok", "Vérifié"),
    ("half", "À revérifier"),
    ("alert", "Signalé"),
    ("info", "Information"),
    ("flag", "Signaler"),
    ("save", "Garder"),
    ("print", "Imprimer"),
    ("share", "Partager"),
    ("edit", "Écrire"),
    ("bell", "Avis"),
    ("mask", "Sans mon nom"),
    ("filter", "Filtrer"),
    ("menu", "Menu"),
    ("close", "Fermer"),
    ("go", "Suivre"),
    ("back", "Revenir"),
    ("down", "Descendre"),
    ("plus", "Ajouter"),
)
