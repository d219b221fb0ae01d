"""What the site needs to stand: its tree of pages, its editors' groups, its review; and the demonstration's sheets."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from fichesactions.editors import load_groups, load_workflow
from fichesactions.importing.writing import import_sheets
from fichesactions.markdown import rich_text
from fichesactions.models import HomePage, PracticeIndexPage, SheetIndexPage, TextPage, Toolbox
from outbox.transactions import one_change
from vocabulary.models import ShippedFile

TEXTS = Path(__file__).parent / "data" / "texts"
SHELVES: tuple[tuple[type[Page], str, str, str], ...] = (
    (SheetIndexPage, "fiches-actions", "Fiches actions", "Des manières de faire, étape par étape, à reprendre demain."),
    (
        PracticeIndexPage,
        "bonnes-pratiques",
        "Bonnes pratiques",
        "Ce que des équipes ont fait, et ce qu’il faut pour le faire ailleurs.",
    ),
    (Toolbox, "boite-a-outils", "Boîte à outils", "Des documents, des jeux et des tableurs à emporter."),
)


@one_change()
def load_tree() -> None:
    """Make what is missing of the tree, the groups and the review; what editors changed stays as they left it."""
    home = _home()
    for model, slug, title, intro in SHELVES:
        if not model.objects.exists():
            _published(home, model(title=title, slug=slug, intro=intro))
    _load_texts(home)
    load_groups(home)
    load_workflow(home)


def load_demo(folder: Path) -> None:
    """The fictional sheets, published; a second time changes nothing."""
    report = import_sheets(folder / "sheets.jsonl", publish=True)
    if report.stopped or report.refused:
        raise ValueError(report.as_text())


def _home() -> HomePage:
    root = Page.get_first_root_node()
    home = HomePage.objects.first()
    if home is None:
        home = _published(root, HomePage(title=settings.SITE_NAME, slug="accueil"))
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    where = {"hostname": address.hostname, "port": port, "root_page": home, "site_name": settings.SITE_NAME}
    Site.objects.update_or_create(is_default_site=True, defaults=where)
    # Wagtail's welcome page, once the site no longer stands on it.
    for page in Page.objects.filter(depth=2, content_type__model="page"):
        page.delete()
    return home


def _published(parent: Page, page: Page) -> Page:
    page.live = False
    Page.objects.get(pk=parent.pk).specific.add_child(instance=page)
    page.save_revision(log_action=False).publish(log_action=False)
    page.refresh_from_db()
    return page


def _load_texts(home: HomePage) -> None:
    """A page from each file « slug.md », at its first loading only: one that editors deleted or moved stays away."""
    loaded = set(ShippedFile.objects.values_list("name", flat=True))
    pending = ShippedFile.pending(sorted(TEXTS.glob("*.md")))
    for path in pending:
        _load_text(home, path, new=path.name not in loaded)
    ShippedFile.mark_loaded(pending)


def _load_text(home: HomePage, path: Path, *, new: bool) -> None:
    """The first line of the file is the title of the page, which is renewed as long as nobody has edited it."""
    heading, _, markdown = path.read_text(encoding="utf-8").partition("\n")
    title, body = heading.lstrip("# ").strip(), rich_text(markdown, highest=2)
    page = TextPage.objects.child_of(home).filter(slug=path.stem).first()
    if page is None:
        if new:
            _published(home, TextPage(title=title, slug=path.stem, body=body))
    elif (page.title, page.body) != (title, body) and page.latest_revision.user_id is None:
        page.title, page.body = title, body
        page.save_revision(log_action=False).publish(log_action=False)
