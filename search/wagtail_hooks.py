"""What search adds to Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from search.needs import desk
from search.synonyms.desk import SynonymsViewSet
from territories.keeping import keeps_everything

register_snippet(SynonymsViewSet)


@hooks.register("register_admin_urls")
def needs_urls() -> list[URLPattern]:
    """Address of what is looked for."""
    return desk.admin_urls()


class ForKeepers(MenuItem):
    """A line of the menu for those who look after the whole site."""

    def is_shown(self, request: HttpRequest) -> bool:
        return keeps_everything(request.user)


@hooks.register("register_admin_menu_item")
def needs_menu_item() -> MenuItem:
    """« Ce que l’on cherche », beside what readers say."""
    return ForKeepers(
        "Ce que l’on cherche", reverse_lazy("needs_of_the_site"), name="needs", icon_name="search", order=255
    )
