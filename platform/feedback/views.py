"""What readers send: no account, no cookie, no token; nothing is decided by who is signed in."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cards.kinds import Card, Viewer, cards_for
from cards.refs import Ref
from feedback import actions
from feedback.forms import ReportForm, SentenceForm
from feedback.models import Remark, Verdict
from feedback.privacy import found_in
from feedback.visits import is_a_visit, read, visit_of, written
from ui.reading import reading_and_writing
from ui.strangers import for_strangers


@for_strangers
@require_POST
def leave_answer(request: HttpRequest, ref: str) -> HttpResponse:
    """Oui, en partie, non: kept, then a page that offers a sentence and the next step."""
    about, verdict = read(ref), _verdict(request)
    remark = actions.answer(ref=about, verdict=verdict, visit=visit_of(request, f"{about} {verdict}"))
    return redirect("after_answer", visit=remark.visit)


@for_strangers
@never_cache
@reading_and_writing
def after_answer(request: HttpRequest, visit: str) -> HttpResponse:
    """Thanks; the sentence; another answer for whoever clicked beside it."""
    remark = _remark_of(visit)
    form = SentenceForm(request.POST if "text" in request.POST else None, verdict=remark.verdict)
    warned = []
    if request.method == "POST" and "reponse" in request.POST:
        return _said_more(remark, verdict=_verdict(request))
    if request.method == "POST" and form.is_valid():
        warned = [] if "masquer" in request.POST else found_in(form.cleaned_data["text"])
        if not warned:
            return _said_more(remark, text="" if form.is_trapped else form.cleaned_data["text"])
    context = {"remark": remark, "form": form, "card": _card(remark.ref, request.user), "warned": warned}
    return render(request, "feedback/after_answer.html", {**context, "verdicts": Verdict.choices})


@for_strangers
@never_cache
@reading_and_writing
def report_error(request: HttpRequest, ref: str) -> HttpResponse:
    """What is wrong with a page, told by anybody."""
    posted = request.method == "POST"
    about = read(ref, AnonymousUser() if posted else request.user)
    form, warned = ReportForm(request.POST if posted else None, kind=about.kind), []
    if posted and form.is_valid():
        as_it_is = "tel-quel" in request.POST
        warned = [] if as_it_is or "masquer" in request.POST else found_in(form.cleaned_data["text"])
        if not warned:
            return _reported(about, ref, form, as_it_is=as_it_is)
    context = {"form": form, "card": _card(about, request.user), "warned": warned, "ref": written(about, request.user)}
    return render(request, "feedback/report.html", context)


@never_cache
@require_safe
def report_received(request: HttpRequest, ref: str) -> HttpResponse:
    """Thanks, and where to go from here."""
    return render(request, "feedback/report_received.html", {"card": _card(read(ref, request.user), request.user)})


def _verdict(request: HttpRequest) -> Verdict:
    try:
        return Verdict(request.POST.get("reponse", ""))
    except ValueError as error:
        raise BadRequest from error


def _remark_of(visit: str) -> Remark:
    remark = Remark.objects.exclude(verdict="").filter(visit=visit).first() if is_a_visit(visit) else None
    if remark is None or not remark.may_still_change:
        raise Http404
    return remark


def _said_more(remark: Remark, *, verdict: Verdict | None = None, text: str | None = None) -> HttpResponse:
    try:
        actions.say_more(remark=remark, verdict=verdict, text=text)
    except actions.TooLateError as error:
        raise Http404 from error
    return redirect("after_answer", visit=remark.visit)


def _reported(about: Ref, ref: str, form: ReportForm, *, as_it_is: bool) -> HttpResponse:
    said = {name: form.cleaned_data[name] for name in ("reason", "text", "contact", "visit")}
    if not form.is_trapped:
        actions.report(ref=about, as_it_is=as_it_is, **said)
    return redirect("report_received", ref=ref)


def _card(ref: Ref, viewer: Viewer) -> Card | None:
    """The page, as this reader may see it; it may have gone since."""
    return next(iter(cards_for([ref], viewer)), None)
