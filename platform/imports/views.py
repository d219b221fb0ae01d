"""The import desk in Wagtail's admin: one screen to deposit, one address for each import whatever its stage."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log

from imports import actions
from imports.answers import targets_in, values_in
from imports.desks import Desk, desks, open_to
from imports.forms import DepositForm
from imports.models import ImportRun, Stage
from imports.screens import is_theirs, screen
from outbox.backlog import seems_stopped

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LISTED = 30
_AGAIN = 2
"""Seconds."""
Step = Callable[[HttpRequest, ImportRun, Desk], HttpResponse | None]


def desk_page(request: HttpRequest) -> HttpResponse:
    """Deposit files; and the imports of before."""
    open_desks = dict(open_to(request.user))
    if not open_desks:
        raise PermissionDenied
    form = DepositForm(open_desks, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return redirect(
            actions.deposit_files(key=said["key"], desk=said["desk"], uploads=said["brought"], by=request.user)
        )
    runs = ImportRun.objects.filter(desk__in=open_desks).select_related("by")[:_LISTED]
    return render(request, "imports/desk.html", {"form": form, "runs": runs, "desks": open_desks})


def run_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Where an import stands, with the form of its next step."""
    run = _run(request, pk)
    answer = _shown(request, run, {"is_late": run.is_working and seems_stopped()})
    if run.is_working:  # Reads itself again, with or without script.
        answer["Refresh"] = str(_AGAIN)
    return answer


def template_file(request: HttpRequest, desk: str) -> HttpResponse:
    """A workbook to fill in."""
    if desk not in open_to(request.user):
        raise Http404
    name = f"modele-{desk}.xlsx"
    return HttpResponse(
        desks()[desk].template(),
        content_type=WORKBOOK,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _step(work: Step) -> Callable[[HttpRequest, int], HttpResponse]:
    """A view for one press of a button: its own answer, else back to the run's page."""

    @require_POST
    @wraps(work)
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        run = _their_run(request, pk)
        try:
            return work(request, run, desks()[run.desk]) or redirect(run)
        except actions.NotNowError as error:
            messages.warning(request, f"Cet import en est déjà à l’étape « {error} ».")
        return redirect(run)

    return view


@_step
def match_words(request: HttpRequest, run: ImportRun, desk: Desk) -> HttpResponse | None:
    """Their headings or columns are said."""
    about = desk.about(run, request.POST)
    targets, name = targets_in(request.POST, run, desk), request.POST.get("model_name", "").strip()
    run.matching = {**run.matching, "words": targets}
    if (about and not about.is_valid()) or (lack := desk.lacks(run)):
        lack = lack if about is None or about.is_valid() else "Un renseignement manque ci-dessous."
        return _shown(request, run, {"about": about, "lack": lack})
    actions.match_words(run=run, targets=targets, about=about.cleaned_data if about else {})
    if name:
        actions.keep_correspondence(run=run, name=name)
        run.options["model_name"] = name
        run.save(update_fields=["options"])
    return None


@_step
def match_values(request: HttpRequest, run: ImportRun, desk: Desk) -> None:
    """Their values are said."""
    if run.stage != Stage.VALUES:  # Its files may be gone with the stage: there is nothing left to ask of them.
        raise actions.NotNowError(run.get_stage_display())
    actions.match_values(run=run, meant=values_in(request.POST, run, desk))
    if name := run.options.get("model_name"):
        actions.keep_correspondence(run=run, name=name)


@_step
def match_again(request: HttpRequest, run: ImportRun, desk: Desk) -> None:
    """Back to the correspondences."""
    actions.match_again(run=run)


@_step
def launch(request: HttpRequest, run: ImportRun, desk: Desk) -> HttpResponse | None:
    """Import for good."""
    fate = desk.fate(run, request.user, request.POST)
    if fate and not fate.is_valid():
        return _shown(request, run, {"fate": fate})
    actions.launch(run=run, options=fate.cleaned_data if fate else {}, skipped=request.POST.getlist("skip"))
    log(instance=run, action="imports.launch", title=run.name, user=request.user)
    return None


@_step
def undo(request: HttpRequest, run: ImportRun, desk: Desk) -> None:
    """« Annuler cet import »."""
    actions.undo(run=run)
    log(instance=run, action="imports.undo", title=run.name, user=request.user)


@_step
def give_up(request: HttpRequest, run: ImportRun, desk: Desk) -> HttpResponse:
    """Leave it there; nothing was imported."""
    actions.give_up(run=run)
    messages.success(request, "L’import est abandonné ; rien n’a été enregistré.")
    return redirect("import_desk")


def _shown(request: HttpRequest, run: ImportRun, said: dict[str, Any]) -> HttpResponse:
    desk = desks()[run.desk]
    return render(request, "imports/run.html", screen(run, desk, request.user) | said)


def _run(request: HttpRequest, pk: int) -> ImportRun:
    """For those who import the same kind of things; private and missing answer alike."""
    return get_object_or_404(ImportRun.objects.select_related("by"), pk=pk, desk__in=open_to(request.user))


def _their_run(request: HttpRequest, pk: int) -> ImportRun:
    """For whoever may carry it on."""
    run = _run(request, pk)
    if not is_theirs(run, request.user):
        raise Http404
    return run
