"""Choosing one's letters."""

from typing import ClassVar

from django import forms

from notifications.models import Preferences
from notifications.notices import Family, Rhythm

HINTS = {
    Family.ADDRESSED: "Une réponse, une demande, une relecture qui vous attend.",
    Family.BASIN: "Un nouvel état des lieux, une page qui y est retenue, de nouvelles fiches.",
    Family.INFORMED: "Ce que vous suivez ou avez gardé.",
}


class ChoicesForm(forms.ModelForm[Preferences]):
    """When letters leave, for each reason one is told."""

    class Meta:
        model = Preferences
        fields: ClassVar[list[str]] = [*Family.values, "quiet"]
        labels: ClassVar[dict[str, str]] = {"quiet": "Rien de 18 h à 8 h, ni le week-end, ni les jours fériés"}
        help_texts: ClassVar[dict[str, str]] = {
            **{family.value: hint for family, hint in HINTS.items()},
            "quiet": "Jours fériés de Belgique et de France. Seule une urgence passe outre.",
        }

    def rhythms(self) -> dict[Family, Rhythm]:
        """What was chosen, as the action wants it."""
        return {family: Rhythm(self.cleaned_data[family.value]) for family in Family}
