"""Two editors, one page: whoever saves second sees both texts first, so that neither is lost.

Wagtail refuses an out-of-date editor when it saves by itself, not when somebody presses a button. Its editor always
says which version it was opened on; we ask the same question of the button.
"""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page, Revision

SEEN = {"loaded_revision_id", "loaded_revision_created_at", "overwrite_revision_id"}
"""What the editor says of the version it was opened on, or last saved by itself."""


def both_texts(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The page that shows both versions, when this save would cover one that its editor never saw; else None."""
    latest = page.get_latest_revision()
    if request.method != "POST" or not request.accepts("text/html") or page.alias_of_id or latest is None:
        return None
    if not _unseen(request, latest):
        return None
    differences = _differences(request, page)
    if differences == []:
        return None
    context = {
        "page": page,
        "latest": latest,
        "differences": differences,
        "posted": list(_posted(request, latest)),
        "page_title": "Deux versions de la même page",
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": "warning",
    }
    return render(request, "fichesactions/admin/both_texts.html", context, status=409)


def _unseen(request: HttpRequest, latest: Revision) -> bool:
    said = request.POST
    if own := said.get("overwrite_revision_id"):
        return own != str(latest.pk)
    if not (loaded := said.get("loaded_revision_id")):
        return False
    # Wagtail rewrites its own automatic version in place: the same number may hold a later text.
    return (loaded, said.get("loaded_revision_created_at")) != (str(latest.pk), latest.created_at.isoformat())


def _differences(request: HttpRequest, page: Page) -> list[Any] | None:
    """Wagtail's comparisons, field by field, of what is saved with what was sent; None when they cannot be told."""
    saved, mine = page.get_latest_revision_as_object(), page.get_latest_revision_as_object()
    editor = type(mine).get_edit_handler()
    form = editor.get_form_class()(
        request.POST, request.FILES, instance=mine, parent_page=page.get_parent(), for_user=request.user
    )
    form.defer_required_fields()
    valid = form.is_valid()
    # What a field refuses is not lost: it is sent again with the rest, and the editor then says what is wrong with it.
    sent = form.save(commit=False) if valid else form.instance
    comparisons = editor.get_bound_panel(instance=saved, request=request, form=None).get_comparison()
    return [one for compare in comparisons if (one := compare(saved, sent)).has_changed()] or ([] if valid else None)


def _posted(request: HttpRequest, latest: Revision) -> Iterator[tuple[str, str]]:
    """All that was sent, now by somebody who has seen the latest version: saved again, it goes through."""
    for name, values in request.POST.lists():
        if name not in SEEN and name != "csrfmiddlewaretoken":
            yield from ((name, value) for value in values)
    yield "loaded_revision_id", str(latest.pk)
    yield "loaded_revision_created_at", latest.created_at.isoformat()
