"""Background work that failed at every attempt: shown to those who run the site, who may hand it out again."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST
from django_tasks_db.models import DBTaskResult
from wagtail.admin import messages
from wagtail.admin.views.reports import ReportView

from outbox.backlog import failed_for_good, give_again


class FailedTasksView(ReportView):
    """The list: which task, when, why; nothing to change but « Relancer »."""

    page_title = "Tâches en échec"
    header_icon = "warning"
    index_url_name = "failed_tasks"
    index_results_url_name = "failed_tasks_results"
    results_template_name = "operations/failed_tasks_results.html"
    no_results_message = "Aucune tâche n’a échoué."
    model = DBTaskResult
    paginate_by = 30

    def user_has_permission(self, permission: str) -> bool:
        return bool(self.request.user.is_superuser)

    permission_required = "view"

    def get_base_queryset(self) -> "QuerySet[DBTaskResult]":
        return failed_for_good()


@require_POST
def run_again(request: HttpRequest, task_id: str) -> HttpResponse:
    """Hand a failed task out again."""
    if not request.user.is_superuser:
        raise PermissionDenied
    if give_again(task_id):
        messages.success(request, "La tâche est relancée.")
    else:
        messages.error(request, "Cette tâche n’est plus en échec : quelqu’un l’a sans doute déjà relancée.")
    return redirect("failed_tasks")


def urls() -> list[URLPattern]:
    """Addresses under the admin's."""
    return [
        path("taches/", FailedTasksView.as_view(), name="failed_tasks"),
        path("taches/resultats/", FailedTasksView.as_view(results_only=True), name="failed_tasks_results"),
        path("taches/<uuid:task_id>/relancer/", run_again, name="run_task_again"),
    ]


def address() -> str:
    """Where the list is."""
    return reverse("failed_tasks")
