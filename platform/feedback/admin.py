"""All the remarks in the admin, to be filtered, settled and taken away as a table."""

from collections.abc import Iterable, Sequence
from typing import Any

import django_filters  # type: ignore[import-untyped]
from django import forms
from django.db.models import QuerySet
from django.urls import URLPattern, path
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.views.reports import ReportView

from cards.kinds import cards_for, kinds
from feedback.keepers import keepers
from feedback.models import Remark, RemarkQuerySet, Verdict
from feedback.reasons import REASONS
from territories.keeping import keeps_everything
from territories.models import Basin

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would reckon out: these words come from anybody."""


def _kinds() -> list[tuple[str, str]]:
    return [(kind, owner.plural) for kind, owner in kinds().items() if kind in keepers()]


def _said() -> list[tuple[str, Sequence[tuple[str, str]]]]:
    return [("Réponses", Verdict.choices), ("Signalements", list(REASONS.items()))]


class RemarkFilters(WagtailFilterSet):
    """What to show: to act on at first."""

    state = django_filters.ChoiceFilter(
        label="État",
        method="in_state",
        choices=[("open", "À traiter"), ("done", "Traités"), ("words", "Avec un texte ou un signalement")],
        widget=forms.RadioSelect,
        empty_label="Tous",
    )
    said = django_filters.ChoiceFilter(label="Réponse ou signalement", method="saying", choices=_said)
    kind = django_filters.ChoiceFilter(label="Sorte de page", choices=_kinds)
    basin = django_filters.ModelChoiceFilter(
        label="Bassin", method="of_basin", queryset=lambda request: Basin.objects.select_related("territory")
    )
    given_on = django_filters.DateFromToRangeFilter(label="Période", widget=DateRangePickerWidget)

    class Meta:
        model = Remark
        fields: Sequence[str] = []

    def in_state(self, remarks: RemarkQuerySet, name: str, value: str) -> RemarkQuerySet:
        if value == "open":
            return remarks.open()
        return remarks.exclude(done_at=None) if value == "done" else remarks.exclude(text="", reason="")

    def saying(self, remarks: RemarkQuerySet, name: str, value: str) -> RemarkQuerySet:
        return remarks.filter(reason=value) if value in REASONS else remarks.filter(verdict=value)

    def of_basin(self, remarks: RemarkQuerySet, name: str, value: Basin) -> RemarkQuerySet:
        return remarks.visible_to(self.request.user, basin=value.slug)


def harmless(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


class RemarksView(ReportView):
    """The list: about what, what was said, when, whether it is settled."""

    page_title = "Retours de lecture"
    header_icon = "comment"
    index_url_name = "feedback_admin"
    index_results_url_name = "feedback_admin_results"
    results_template_name = "feedback/admin/remarks_results.html"
    no_results_message = "Aucun retour ne répond à ces filtres."
    model = Remark
    filterset_class = RemarkFilters
    paginate_by = 50
    export_filename = "retours-de-lecture"
    list_export = ["given_on", "card.kind_label", "card.title", "card.url", "said", "text", "done_at"]
    export_headings = {
        "given_on": "Jour", "card.kind_label": "Sorte", "card.title": "Page", "card.url": "Adresse",
        "said": "Réponse ou signalement", "text": "Texte", "done_at": "Traité le",
    }  # fmt: skip
    custom_field_preprocess = {
        name: dict.fromkeys(("csv", "xlsx"), harmless) for name in ("card.title", "text", "said")
    }
    permission_required = "view"

    def user_has_permission(self, permission: str) -> bool:
        return keeps_everything(self.request.user)

    def get_base_queryset(self) -> "QuerySet[Remark]":
        remarks = Remark.objects.visible_to(self.request.user)
        return remarks.select_related("done_by").order_by("-given_on", "-pk")

    def decorate_paginated_queryset(self, object_list: Iterable[Remark]) -> list[Remark]:
        """Each with the card of what it is about."""
        rows = list(object_list)
        cards = {card.ref: card for card in cards_for({row.ref for row in rows}, self.request.user)}
        for row in rows:
            row.card = cards.get(row.ref)  # type: ignore[attr-defined]
        return [row for row in rows if row.card]  # type: ignore[attr-defined]


def urls() -> list[URLPattern]:
    """Addresses under the admin's."""
    return [
        path("retours/", RemarksView.as_view(), name="feedback_admin"),
        path("retours/resultats/", RemarksView.as_view(results_only=True), name="feedback_admin_results"),
    ]
