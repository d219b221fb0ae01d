"""The first screen: what the files hold, and the files."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile

from imports.deposit import MOST_FILES, MOST_MB
from imports.desks import Desk


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = (data or [None]) if isinstance(data, list | tuple) else [data]  # No file at all is refused as one.
        return [super(_FilesField, self).clean(each, initial) for each in given]


class DepositForm(forms.Form):
    """What is brought, and what it is."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    desk = forms.ChoiceField(label="Ces fichiers contiennent", widget=forms.RadioSelect)
    brought = _FilesField(
        label="Les fichiers",
        widget=_SeveralFiles,
        help_text=f"Un ou plusieurs, ou un .zip de tous : {MOST_MB} Mo en tout. Déposez-les ici ou choisissez-les.",
        error_messages={"required": "Choisissez au moins un fichier.", "empty": "Ce fichier est vide."},
        max_length=200,
    )

    def __init__(self, desks: dict[str, Desk], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["desk"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(key, f"{desk.label} — {desk.hint}") for key, desk in desks.items()]
        choice.initial = next(iter(desks), None)

    def clean_brought(self) -> Sequence[UploadedFile]:
        files: Sequence[UploadedFile] = self.cleaned_data["brought"]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Plus de {MOST_FILES} fichiers : déposez-les en plusieurs fois.")
        if sum(file.size or 0 for file in files) > MOST_MB * 1024 * 1024:
            raise forms.ValidationError(f"L’ensemble dépasse {MOST_MB} Mo : déposez-le en plusieurs fois.")
        return files
