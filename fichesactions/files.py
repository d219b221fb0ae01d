"""Who may open an image or a document by its own address: one that closed pages alone show is closed like them."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, ReferenceIndex

from accounts.models import User
from cards.kinds import Viewer
from fichesactions.models import KnowledgePage, SiteDocument, SiteImage
from fichesactions.models.visibility import open_files_q, visible_q

File = SiteImage | SiteDocument


def may_open(file: File, viewer: Viewer) -> bool:
    """Whether neither its collection nor all the pages that show it are closed to this reader."""
    if not type(file)._default_manager.filter(open_files_q(viewer), pk=file.pk).exists():
        return False
    # Whoever edits reads drafts in the administration, and chooses among all files there.
    if isinstance(viewer, User) and viewer.has_perm("wagtailadmin.access_admin"):
        return True
    shown_on = _pages_of(file)
    return not shown_on or Page.objects.filter(visible_q(viewer), pk__in=shown_on).exists()


def _pages_of(file: File) -> set[int]:
    """Pages that show it: fields are asked at once, since Wagtail's index of what stands in texts is a task behind."""
    shows = (
        Q(illustration=file) if isinstance(file, SiteImage) else Q(attachments__document=file) | Q(tool__document=file)
    )
    pages = KnowledgePage.objects.filter(shows).values_list("pk", flat=True)
    mentions = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(type(file)),
        to_object_id=str(file.pk),
    ).values_list("object_id", flat=True)
    return set(pages) | {int(key) for key in mentions}
