"""What is decided at once for all the drafts of an import."""

from typing import Any

from django import forms
from wagtail.models import Page

from accounts.models import User
from fichesactions.editors import REVIEWERS
from fichesactions.importing.record import MODELS
from fichesactions.importing.writing import SHELVES
from fichesactions.models import Folder
from imports.models import ImportRun
from territories.models import Basin
from vocabulary.models import Theme


class FateForm(forms.Form):
    """Where they go, what they are filed under, who reads them again."""

    parent = forms.TypedChoiceField(label="Les ranger dans", coerce=int)
    themes = forms.TypedMultipleChoiceField(
        label="Thèmes à ajouter à toutes", required=False, coerce=int, widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text="En plus de ceux que chaque fichier donne. Ctrl ou ⌘ pour en choisir plusieurs.",
    )  # fmt: skip
    basins = forms.TypedMultipleChoiceField(
        label="Bassins", required=False, coerce=int, widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text="Aucun : vaut partout.",
    )  # fmt: skip
    reviewer = forms.TypedChoiceField(label="Relecture confiée à", required=False, coerce=int, empty_value=None)
    submit = forms.TypedChoiceField(
        label="Ensuite", coerce=lambda value: value == "yes", widget=forms.RadioSelect, initial="no",
        choices=[("no", "Les laisser en brouillons"), ("yes", "Les soumettre toutes à relecture")],
    )  # fmt: skip

    def __init__(self, run: ImportRun, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("parent", places(run.desk, user))
        themes = Theme.objects.select_related("parent").order_by("parent__position", "parent__label", "position")
        self.choose("themes", [(t.pk, f"{t.parent} › {t}" if t.parent else str(t)) for t in themes])
        self.choose("basins", [(b.pk, f"{b.territory} › {b}") for b in Basin.objects.select_related("territory")])
        readers = User.objects.filter(is_active=True, groups__name=REVIEWERS).order_by("last_name", "first_name")
        self.choose("reviewer", [("", "Personne en particulier"), *((u.pk, u.get_full_name()) for u in readers)])

    def choose(self, name: str, choices: list[tuple[Any, str]]) -> None:
        """Give a field its choices."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


def places(kind: str, user: User) -> list[tuple[int, str]]:
    """The shelf of this kind, and folders below it, where this person may add pages."""
    shelf = SHELVES[MODELS[kind]].objects.first()
    if shelf is None:
        return []
    folders = Folder.objects.descendant_of(shelf).order_by("path")
    found: list[Page] = [shelf, *folders]
    return [
        (page.pk, f"{'— ' * (page.depth - shelf.depth)}{page.title}")
        for page in found
        if page.permissions_for_user(user).can_add_subpage()
    ]
