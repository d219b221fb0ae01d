"""What one says of a search one keeps."""

from django import forms

from search.models import SavedSearch


class SavedSearchForm(forms.ModelForm):
    """Its name, and whether to be told of what is new."""

    class Meta:
        model = SavedSearch
        fields = ("name", "alert")
        labels = {"name": "Son nom", "alert": "Me prévenir par courriel de ce qui est nouveau"}
        help_texts = {
            "name": "Personne d’autre ne le lit.",
            "alert": "Une seule lettre pour toutes vos recherches, au rythme que vous avez choisi.",
        }
        error_messages = {"name": {"required": "Donnez-lui un nom, pour la reconnaître."}}
