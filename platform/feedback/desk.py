"""Where those who look after pages read what is said of them, and say what is settled. Facilitators have no other."""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Model, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cards.kinds import Card, Viewer, cards_for
from cards.refs import Ref
from feedback import actions
from feedback.models import OPEN, Remark, RemarkQuerySet, Verdict
from feedback.months import last_year
from feedback.visits import parsed
from territories.keeping import basins_kept_by, keeps_everything
from territories.models import Basin
from ui.returning import way_back

A_PAGE = 30
SETTLED_SHOWN = 20
OPEN_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Heard:
    """A page and what is said of it, as a list shows it."""

    card: Card
    yes: int
    partly: int
    no: int
    open: int

    @property
    def answers(self) -> int:
        """How many answered."""
        return self.yes + self.partly + self.no


def heard(remarks: RemarkQuerySet, viewer: Viewer, number: str = "1", *, size: int = A_PAGE) -> Page:
    """Pages that these remarks are about, those with most to act on first: three queries and those of the cards."""
    said = {verdict: Count("pk", filter=Q(verdict=verdict)) for verdict in Verdict.values}
    by_page = (
        remarks.order_by().values("kind", "key").annotate(**said, open=Count("pk", filter=OPEN), last=Max("given_on"))
    )
    page = Paginator(by_page.order_by("-open", "-last", "kind", "key"), size).get_page(number)
    rows: dict[Ref, Any] = {Ref(row["kind"], row["key"]): row for row in page.object_list}
    counted = (*Verdict.values, "open")
    said_of: list[Any] = [
        Heard(card, **{name: rows[card.ref][name] for name in counted}) for card in cards_for(rows, viewer)
    ]
    page.object_list = said_of
    return page


@login_required
@require_safe
def remarks(request: HttpRequest) -> HttpResponse:
    """What is said of all that this person looks after, page by page; for nobody else."""
    basins = list(basins_kept_by(request.user).select_related("territory"))
    here = _chosen(basins, request.GET.get("bassin", ""))
    theirs = Remark.objects.visible_to(request.user, basin=here.slug if here else "")
    if not (basins or keeps_everything(request.user) or theirs.exists()):
        raise Http404
    only_open = request.GET.get("etat") != "tout"
    page = heard(theirs.open() if only_open else theirs, request.user, request.GET.get("page", "1"))
    context = {"page_obj": page, "basins": basins, "here": here, "only_open": only_open}
    return render(request, "feedback/remarks.html", context)


@login_required
@require_safe
def remarks_on(request: HttpRequest, ref: str) -> HttpResponse:
    """What is said of one page: over time, what to act on, what was settled and by whom."""
    card, said = _about(ref, request.user)
    telling = said.exclude(text="", reason="").select_related("done_by")
    settled = telling.exclude(done_at=None).order_by("-done_at")[:SETTLED_SHOWN]
    counts = dict(said.exclude(verdict="").values_list("verdict").annotate(Count("pk")).order_by())
    context = {
        "card": card,
        "counts": [(label, counts.get(verdict, 0)) for verdict, label in Verdict.choices],
        "total": sum(counts.values()),
        "year": last_year(said),
        "open": telling.filter(done_at=None).order_by("-given_on", "-pk")[:OPEN_SHOWN],
        "settled": settled,
    }
    return render(request, "feedback/remarks_on.html", context)


@login_required
@require_POST
def settle_remark(request: HttpRequest, pk: int) -> HttpResponse:
    """« C’est traité », or back."""
    remark = get_object_or_404(Remark.objects.visible_to(request.user), pk=pk)
    gesture = actions.reopen if "rouvrir" in request.POST else actions.settle
    gesture(remark=remark, by=cast(Model, request.user))
    return redirect(way_back(request, "suite", reverse("remarks_on", args=[str(remark.ref)])))


def _chosen(basins: list[Basin], slug: str) -> Basin | None:
    return next((basin for basin in basins if basin.slug == slug), None)


def _about(text: str, viewer: Viewer) -> tuple[Card, RemarkQuerySet]:
    """The page and what is said of it, for those who look after it and see it."""
    ref = parsed(text)
    said = Remark.objects.visible_to(viewer).about(ref)
    card = next(iter(cards_for([ref], viewer)), None)
    if card is None or not said.exists():
        raise Http404
    return card, said
