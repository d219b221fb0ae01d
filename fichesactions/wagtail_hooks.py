"""What we ask of Wagtail: closed doors that look like walls, and an admin with only what editors need."""

from django.http import Http404, HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from fichesactions.changes import pages_changed, refs_below
from fichesactions.files import may_open
from fichesactions.models import SiteDocument
from fichesactions.stale_saves import both_texts

HIDDEN_MENU_ITEMS = {"help"}
HIDDEN_REPORTS = {"page-types-usage"}


@hooks.register("before_serve_document", order=-1)
def private_document_is_missing(document: SiteDocument, request: HttpRequest) -> None:
    """A document of a private collection, or one that closed pages alone show, looks as if it were not there."""
    if not may_open(document, request.user):
        raise Http404


@hooks.register("before_edit_page")
def no_text_covers_another_unseen(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A second editor of the same page sees both texts before one takes the place of the other."""
    return both_texts(request, page)


@hooks.register("after_convert_alias_page")
def an_alias_is_found_for_itself(request: HttpRequest, page: Page) -> None:
    """A page that showed another becomes one of its own: no signal of publication tells of it."""
    pages_changed(refs_below(page))


@hooks.register("construct_main_menu")
def hide_menu_items(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Nobody here needs the manual of Wagtail for developers."""
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_MENU_ITEMS]


@hooks.register("construct_reports_menu")
def hide_reports(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Reports about page types are for those who write the code."""
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_REPORTS]
