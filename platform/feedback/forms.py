"""What readers may write, and the trap for machines that fill every field."""

from typing import Any

from django import forms

from feedback.models import Verdict
from feedback.privacy import clean
from feedback.reasons import reasons_for
from feedback.visits import is_a_visit, new_visit

LONGEST = 1000
ASKED = {
    Verdict.YES: "Qu’est-ce qui vous a servi ?",
    Verdict.PARTLY: "Que manque-t-il ?",
    Verdict.NO: "Que cherchiez-vous ?",
}
TOO_LONG = {"max_length": f"Votre texte est trop long : {LONGEST} caractères au plus."}


class WordsField(forms.CharField):
    """Plain words of somebody unknown."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": 4}), max_length=LONGEST, error_messages=TOO_LONG, **kwargs)

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")


class TrapForm(forms.Form):
    """A field that nobody sees, and that only machines fill."""

    site = forms.CharField(label="Laissez ce champ vide", required=False)

    @property
    def is_trapped(self) -> bool:
        """Whether something filled it."""
        return bool(self.data.get("site"))


class SentenceForm(TrapForm):
    """The sentence that follows an answer."""

    text = WordsField(required=False, label="Une phrase de plus, si vous voulez")

    def __init__(self, *args: Any, verdict: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = ASKED[Verdict(verdict)]
        self.fields["text"].help_text = "Une phrase suffit. N’écrivez rien qui permette de reconnaître quelqu’un."


class ReportForm(TrapForm):
    """What is wrong with a page."""

    reason = forms.ChoiceField(label="Qu’est-ce qui ne va pas ?", widget=forms.RadioSelect)
    text = WordsField(
        required=False, label="Précisez (facultatif)", help_text="Le bon numéro, le lien, la phrase à corriger."
    )
    contact = forms.CharField(
        required=False,
        max_length=150,
        label="Pour vous répondre (facultatif)",
        help_text="Courriel ou téléphone, lu par l’équipe seule ; effacé dès que c’est traité, 90 jours au plus.",
    )
    visit = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["visit"] = new_visit()
        self.fields["reason"].choices = reasons_for(kind)  # type: ignore[attr-defined]

    def clean_contact(self) -> str:
        return " ".join(clean(self.cleaned_data["contact"]).split())

    def clean_visit(self) -> str:
        key: str = self.cleaned_data["visit"]
        return key if is_a_visit(key) else new_visit()
