"""Forms of the admin for what a territory says its own way."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from territories.words import WORDS
from vocabulary.models import VOCABULARIES


class WordsField(forms.CharField):
    """Words of the screen, one a line as « mot = façon de le dire ici », kept as a mapping."""

    widget = forms.Textarea(attrs={"rows": len(WORDS)})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return "\n".join(f"{word} = {said}" for word, said in value.items())
        return value

    def to_python(self, value: Any) -> Any:
        words: dict[str, str] = {}
        for line in str(super().to_python(value) or "").splitlines():
            word, separator, said = (part.strip() for part in line.partition("="))
            if not line.strip():
                continue
            if not separator or not said:
                raise forms.ValidationError(f"« {line} » n’est pas de la forme « mot = façon de le dire ».")
            if word not in WORDS:
                raise forms.ValidationError(f"« {word} » n’est pas un mot que l’on peut changer : {', '.join(WORDS)}.")
            words[word] = said
        return words

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def term_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every term of every vocabulary under the name that hides it: `theme:mobilite`."""
    return [
        (
            str(model._meta.verbose_name_plural).capitalize(),
            [(f"{model._meta.model_name}:{term.slug}", term.label) for term in model.objects.all()],
        )
        for model in VOCABULARIES
    ]


class TerritoryForm(WagtailAdminModelForm):
    """A territory's own words and the vocabulary values that it does not show."""

    labels = WordsField(
        label="Mots propres au territoire",
        required=False,
        help_text="Un par ligne. Mots que l’on peut changer : "
        + " ; ".join(f"{word} (« {said} »)" for word, said in WORDS.items()),
    )
    hidden_terms = forms.MultipleChoiceField(
        label="Valeurs de vocabulaire masquées",
        required=False,
        choices=term_choices,
        widget=forms.SelectMultiple(attrs={"size": 15}),
        help_text="Ce qui n’existe pas dans ce territoire. Masquer un thème masque aussi ses sous-thèmes.",
    )
