"""What operations add to Wagtail's admin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry

from accounts.models import User
from operations import failed_tasks, home, journal, roles, roles_desk


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


@hooks.register("register_admin_urls")
def roles_urls() -> list[URLPattern]:
    """Addresses of the roles."""
    return roles_desk.urls()


@hooks.register("register_settings_menu_item")
def roles_menu_item() -> MenuItem:
    """The roles, beside the accounts."""
    return ForSuperusers("Rôles par bassin", roles_desk.address(), name="roles", icon_name="group", order=590)


@hooks.register("register_log_actions")
def gestures(actions: LogActionRegistry) -> None:
    """What the journal says of what is done here."""
    journal.register(actions)


@hooks.register("construct_homepage_panels")
def what_the_rooms_say(request: HttpRequest, panels: list[Component]) -> None:
    """The front page of the administration."""
    home.fill(request, panels)


@hooks.register("before_edit_user")
def keep_an_administrator(request: HttpRequest, user: User) -> HttpResponse | None:
    """The last one neither gives it up nor closes their account from the form of accounts."""
    gives_up = request.method == "POST" and not ({"is_superuser", "is_active"} <= request.POST.keys())
    return _refused(request, [user]) if gives_up else None


@hooks.register("before_delete_user")
def do_not_delete_the_last(request: HttpRequest, user: User) -> HttpResponse | None:
    """Nor does anybody delete that account."""
    return _refused(request, [user])


@hooks.register("before_bulk_action")
def nor_among_others(
    request: HttpRequest, action_type: str, objects: list[object], action: object
) -> HttpResponse | None:
    """Nor with others at once."""
    people = [each for each in objects if isinstance(each, User)]
    closes = action_type in {"delete", "set_active_state"}
    return _refused(request, people) if people and closes and request.method == "POST" else None


def _refused(request: HttpRequest, people: list[User]) -> HttpResponse | None:
    if not roles.is_last([person.pk for person in people]):
        return None
    messages.error(request, "Sans ce compte, personne n’administrerait plus le site : confiez-le d’abord à quelqu’un.")
    return redirect("wagtailusers_users:index")
