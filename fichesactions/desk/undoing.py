"""« Annuler cet import » : drafts and images that nobody touched since go; the rest stays, and is named."""

from collections.abc import Sequence

from wagtail.models import Page, ReferenceIndex

from fichesactions.desk.images import print_of
from fichesactions.desk.standing import IMAGE, PAGE, REVISED, edit_url
from fichesactions.models import KnowledgePage, SiteImage
from imports.desks import Tell, Undone
from imports.models import ImportRun, Made
from outbox.transactions import make_way, one_change

BATCH = 5
"""Taking a page out of the tree is long: what people do meanwhile waits for no more than these."""


def undo(run: ImportRun, tell: Tell) -> Undone:
    """Run again after a kill it goes on: what is gone counts as gone."""
    undone = Undone()
    made = list(run.made.filter(kind=PAGE).order_by("pk"))
    for start in range(0, len(made), BATCH):
        with one_change():
            _remove_pages(run, made[start : start + BATCH], undone)
        make_way()
        tell("Annulation", min(start + BATCH, len(made)), len(made))
    _remove_images(run, undone)
    _name_the_revised(run, undone)
    return undone


def _remove_pages(run: ImportRun, made: Sequence[Made], undone: Undone) -> None:
    pages = KnowledgePage.objects.in_bulk([int(each.key) for each in made])
    for each in made:
        page = pages.get(int(each.key))
        if page and (why := _why_kept(page, each)):
            undone.kept.append((page.draft_title, edit_url(page.pk), why))
            continue
        if page:
            page = page.specific
            ReferenceIndex.remove_for_object(page)
            Page.objects.get(pk=page.pk).specific.delete(user=run.by)
        undone.removed["brouillons retirés"] = undone.removed.get("brouillons retirés", 0) + 1


def _why_kept(page: KnowledgePage, made: Made) -> str:
    if page.live:
        return "elle est publiée."
    if page.first_published_at:
        return "elle a été publiée, puis retirée."
    if str(page.latest_revision_id) != made.mark:
        return "quelqu’un l’a modifiée depuis."
    return "des pages sont rangées dessous." if page.numchild else ""


def _remove_images(run: ImportRun, undone: Undone) -> None:
    for each in run.made.filter(kind=IMAGE):
        image = SiteImage.objects.filter(pk=each.key).first()
        if image and ReferenceIndex.get_references_to(image).exists():
            continue  # It goes with the page that shows it, and that page stays.
        if image and print_of(image) != each.mark:
            undone.kept.append((image.title, "", "l’image a été modifiée depuis."))
            continue
        if image:
            with one_change():
                image.delete()
        undone.removed["images retirées"] = undone.removed.get("images retirées", 0) + 1


def _name_the_revised(run: ImportRun, undone: Undone) -> None:
    keys = run.made.filter(kind=REVISED).values_list("key", flat=True)
    for page in KnowledgePage.objects.filter(pk__in=list(keys)):
        why = "elle existait avant cet import, qui l’a mise à jour : son historique garde l’ancienne version."
        undone.kept.append((page.draft_title, edit_url(page.pk), why))
