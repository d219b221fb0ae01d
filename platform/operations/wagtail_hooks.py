"""What operations add to Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from operations import failed_tasks


@hooks.register("register_admin_urls")
def failed_tasks_urls() -> list[URLPattern]:
    """Addresses of the failed tasks."""
    return failed_tasks.urls()


class ForSuperusers(MenuItem):
    """A line of the menu for those who run the site."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)


@hooks.register("register_reports_menu_item")
def failed_tasks_report() -> MenuItem:
    """The failed tasks, among the reports."""
    return ForSuperusers("Tâches en échec", failed_tasks.address(), name="failed-tasks", icon_name="warning", order=950)
