"""Choosing a structure on an editor's screen: by any words of its name or of its place, among those that stand."""

from typing import Any

from django import forms
from django.db.models import Q
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from accounts.models import OrganisationQuerySet
from territories.spelling import fold


class ByName(BaseFilterForm):
    """The words of one's search, without accents and in any order."""

    q = forms.CharField(
        label="Nom ou localité", required=False, widget=forms.TextInput({"placeholder": "Nom ou localité"})
    )

    def filter(self, objects: OrganisationQuerySet) -> OrganisationQuerySet:
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        for word in fold(self.search_query).split():
            objects = objects.filter(Q(folded__contains=word) | Q(city__icontains=word))
        return objects


class _Standing:
    filter_form_class = ByName

    def get_object_list(self) -> Any:
        standing: OrganisationQuerySet = super().get_object_list()  # type: ignore[misc]
        return standing.standing().order_by("folded", "pk")


class Choose(_Standing, ChooseView):
    """The window that opens."""


class ChooseResults(_Standing, ChooseResultsView):
    """Its results, as one types."""


class OrganisationChooser(SnippetChooserViewSet):
    """Any structure, never one that was merged into another."""

    choose_view_class = Choose
    choose_results_view_class = ChooseResults
