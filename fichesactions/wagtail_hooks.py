"""What we ask of Wagtail: closed doors that look like walls, and an admin with only what editors need."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.documents.models import AbstractDocument
from wagtail.models import BaseViewRestriction, Page

HIDDEN_MENU_ITEMS = {"help"}
HIDDEN_REPORTS = {"page-types-usage"}


@hooks.register("before_serve_page")
def private_page_is_missing(page: Page, request: HttpRequest, args: Sequence[Any], kwargs: dict[str, Any]) -> None:
    """Wagtail would lead to the sign-in page, which tells that something is there."""
    _refuse_alike(page.get_view_restrictions(), request)


@hooks.register("before_serve_document", order=-1)
def private_document_is_missing(document: AbstractDocument, request: HttpRequest) -> None:
    """The same for the documents of a private collection."""
    _refuse_alike(document.collection.get_view_restrictions(), request)


def _refuse_alike(restrictions: Iterable[BaseViewRestriction], request: HttpRequest) -> None:
    for restriction in restrictions:
        # Shared passwords are switched off: one left from before opens nothing.
        if restriction.restriction_type == BaseViewRestriction.PASSWORD or not restriction.accept_request(request):
            raise Http404


@hooks.register("construct_main_menu")
def hide_menu_items(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Nobody here needs the manual of Wagtail for developers."""
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_MENU_ITEMS]


@hooks.register("construct_reports_menu")
def hide_reports(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Reports about page types are for those who write the code."""
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_REPORTS]
