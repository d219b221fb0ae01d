"""The import desk in Wagtail's admin: its addresses, its line of the menu, its words in the journal."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from imports import views
from imports.desks import open_to


@hooks.register("register_admin_urls")
def import_urls() -> list[URLPattern]:
    """Addresses under the admin's."""
    return [
        path("importer/", views.desk_page, name="import_desk"),
        path("importer/modeles/<slug:desk>.xlsx", views.template_file, name="import_template"),
        path("importer/<int:pk>/", views.run_page, name="import_run"),
        path("importer/<int:pk>/correspondances/", views.match_words, name="import_words"),
        path("importer/<int:pk>/mots/", views.match_values, name="import_values"),
        path("importer/<int:pk>/reprendre/", views.match_again, name="import_again"),
        path("importer/<int:pk>/lancer/", views.launch, name="import_launch"),
        path("importer/<int:pk>/abandonner/", views.give_up, name="import_give_up"),
        path("importer/<int:pk>/annuler/", views.undo, name="import_undo"),
    ]


class ForImporters(MenuItem):
    """A line of the menu for those who may import something."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(open_to(request.user))


@hooks.register("register_admin_menu_item")
def import_menu_item() -> MenuItem:
    """« Importer », beside what it fills."""
    return ForImporters("Importer", reverse("import_desk"), name="importer", icon_name="upload", order=310)


@hooks.register("register_log_actions")
def import_log_actions(actions: Any) -> None:
    """What the journal says of imports."""
    actions.register_action("imports.launch", "Importer", "Import lancé")
    actions.register_action("imports.undo", "Annuler un import", "Import annulé")
