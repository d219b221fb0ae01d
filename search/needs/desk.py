"""Where needs are read: in the administration for those who edit, on a page of their own for those who facilitate."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST, require_safe

from feedback.admin import harmless
from search.needs import actions, report
from territories.keeping import basins_kept_by, keeps_everything
from territories.models import Basin
from ui.returning import way_back

HEADINGS = (
    "Recherche", "Fois demandée", "Jours différents", "Sans résultat", "Listes dont un résultat est ouvert",
    "Rang moyen des résultats ouverts", "Dernier jour", "Bassins",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """What of the needs is looked at: which of them, over how long, where."""

    view: str
    days: int
    here: Basin | None
    basins: Sequence[Basin]

    @property
    def basin(self) -> str:
        return self.here.slug if self.here else ""

    def address(self, **changes: str) -> str:
        """The query of this page with other values."""
        params = {"voir": self.view, "jours": str(self.days), "bassin": self.basin} | changes
        return f"?{urlencode({name: value for name, value in params.items() if value})}"


@login_required
@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """For those who facilitate or edit somewhere: what is looked for in their basins; 404 for the others."""
    basins = list(basins_kept_by(request.user).select_related("territory"))
    if not basins:
        raise Http404
    return _answer(request, _shown(request, basins, everywhere=False), "search/needs/desk.html")


@require_safe
def needs_of_the_site(request: HttpRequest) -> HttpResponse:
    """In the administration: what is looked for on the whole site, or in any basin."""
    if not keeps_everything(request.user):
        raise PermissionDenied
    basins = list(Basin.objects.select_related("territory"))
    return _answer(request, _shown(request, basins, everywhere=True), "search/needs/admin.html")


@login_required
@require_POST
def settle_need(request: HttpRequest) -> HttpResponse:
    """« C’est traité », or back."""
    words, basin = request.POST.get("mots", ""), request.POST.get("bassin", "")
    if not _may_settle(request, basin):
        raise Http404
    back = way_back(request, "suite", reverse("needs"))
    if "rouvrir" in request.POST:
        actions.reopen(words=words, basin=basin)
        return redirect(back)
    try:
        actions.settle(words=words, basin=basin, by=cast(Model, request.user))
    except actions.UnknownNeedError as error:
        raise Http404 from error
    return redirect(f"{back}{'&' if '?' in back else '?'}{urlencode({'traitee': words})}")


def _may_settle(request: HttpRequest, basin: str) -> bool:
    if not basin:
        return keeps_everything(request.user)
    return basins_kept_by(request.user).filter(slug=basin).exists()


def _shown(request: HttpRequest, basins: Sequence[Basin], *, everywhere: bool) -> Shown:
    view, days, slug = (request.GET.get(name, "") for name in ("voir", "jours", "bassin"))
    here = next((basin for basin in basins if basin.slug == slug), None if everywhere else basins[0])
    period = int(days) if days in map(str, report.PERIODS) else report.USUAL
    return Shown(view if view in report.VIEWS else "sans-reponse", period, here, basins)


def _answer(request: HttpRequest, shown: Shown, template: str) -> HttpResponse:
    if request.GET.get("format") == "csv":
        return _table(shown)
    done = shown.view == "traitees"
    synonyms = _new_synonyms(request)
    names = {basin.slug: basin.name for basin in Basin.objects.only("slug", "name")}
    context: dict[str, Any] = {
        "shown": shown,
        "views": [(label, shown.address(voir=view), view == shown.view) for view, label in report.VIEWS.items()],
        "periods": [(days, shown.address(jours=str(days)), days == shown.days) for days in report.PERIODS],
        "lines": [] if done else [(line, _ways(line, names, shown, synonyms)) for line in _lines(shown)],
        "settled": report.settled(shown.basin) if done else (),
        "just_settled": report.settled(shown.basin).filter(words=request.GET.get("traitee", "")).first(),
        "here_address": f"{request.path}{shown.address()}",
        "csv_address": shown.address(format="csv"),
        "shown_at_most": report.SHOWN,
        "least_days": settings.SEARCH_LOG_DAYS,
    }
    return render(request, template, context)


def _lines(shown: Shown, limit: int | None = report.SHOWN) -> list[report.Line]:
    return report.lines(shown.view, days=shown.days, basin=shown.basin, limit=limit)


def _ways(line: report.Line, names: Mapping[str, str], shown: Shown, synonyms: str) -> dict[str, str]:
    """Where it was asked for, and what one may do of it."""
    told = ", ".join(f"{names.get(slug, slug)} ({times})" for slug, times in line.basins[:3])
    again = urlencode({"q": line.words} | ({"bassin": shown.basin} if shown.basin else {}))
    return {
        "told": "" if shown.basin else told,
        "again": f"{reverse('search')}?{again}",
        "synonym": f"{synonyms}?{urlencode({'expressions': line.words})}" if synonyms else "",
    }


def _new_synonyms(request: HttpRequest) -> str:
    """Where other words for the same thing are added, for those who may."""
    may = getattr(request.user, "has_perm", lambda permission: False)("search.add_synonyms")
    return reverse("wagtailsnippets_search_synonyms:add") if may else ""


def _table(shown: Shown) -> HttpResponse:
    """The whole list, as a spreadsheet opens it in French."""
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="recherches-{shown.view}-{shown.days}-jours.csv"'
    table = csv.writer(answer, delimiter=";")
    table.writerow(HEADINGS)
    for line in [] if shown.view == "traitees" else _lines(shown, None):
        rank = f"{line.rank:.1f}".replace(".", ",") if line.rank else ""
        where = ", ".join(slug for slug, _ in line.basins)
        row = (line.words, line.asked, line.days, line.empties, line.clicks, rank, line.last.isoformat(), where)
        table.writerow(harmless(cell) for cell in row)
    return answer


def admin_urls() -> list[URLPattern]:
    """Addresses under the admin's."""
    return [path("recherches/", needs_of_the_site, name="needs_of_the_site")]
