"""What a table does not say of itself: whose it is, where it holds, how fresh it is."""

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import slugify

from imports.models import ImportRun
from territories.models import Basin, Country
from territories.places import municipalities_of


class AboutForm(forms.Form):
    """About the tables as a whole, before the dry run."""

    source = forms.CharField(
        label="De qui viennent ces services", max_length=60,
        help_text="Le nom de l’organisme qui tient ce tableau. Le même nom la prochaine fois : ses services seront mis "
        "à jour, pas doublés.",
    )  # fmt: skip
    country = forms.ChoiceField(label="Pays", choices=Country.choices, widget=forms.RadioSelect)
    zone = forms.ChoiceField(
        label="À qui s’adressent ces services", required=False,
        help_text="Quand le tableau ne le dit pas, ils sont proposés dans tout le pays.",
    )  # fmt: skip
    structure = forms.CharField(
        label="La structure qui les propose, si le tableau ne la nomme pas", required=False, max_length=150
    )
    date = forms.DateField(
        label="À jour le", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Pour les lignes qui ne donnent pas leur date.",
    )  # fmt: skip
    withdraw = forms.BooleanField(
        label="Ce tableau est complet : retirer les services de cette source qui n’y sont plus", required=False
    )

    def __init__(self, run: ImportRun, *args: Any, **kwargs: Any) -> None:
        said = {name: run.options[name] for name in self.base_fields if run.options.get(name)}
        kwargs["initial"] = {"date": timezone.localdate(), "country": Country.BE, **said}
        super().__init__(*args, **kwargs)
        zone = self.fields["zone"]
        assert isinstance(zone, forms.ChoiceField)
        basins = Basin.objects.select_related("territory").defer("outline").order_by("territory__name", "name")
        zone.choices = [("", "Tout le pays"), *((basin.slug, f"{basin.territory} › {basin}") for basin in basins)]

    def clean_source(self) -> str:
        """As the catalogue writes it: « Maison de l’emploi » is `maison-de-lemploi`."""
        source: str = slugify(self.cleaned_data["source"])[:60]
        if not re.search("[a-z]", source):
            raise forms.ValidationError("Donnez un nom, avec des lettres.")
        return source

    def clean_date(self) -> str:
        return str(self.cleaned_data["date"].isoformat())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        country = cleaned.get("country", "")
        codes = [code for code in municipalities_of(cleaned.get("zone") or "-") if code.startswith(f"{country}:")]
        return cleaned | {"zone_codes": [code.partition(":")[2] for code in codes]}


class ConfirmForm(forms.Form):
    """Before the import: what would take much away asks twice."""

    confirm = forms.BooleanField(
        label="Retirer ces services même s’ils sont plus d’un cinquième de la source", required=False
    )
