"""What the site needs to stand: its tree of pages, its texts, its editors' groups, its review."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from fichesactions.editors import load_groups, load_workflow
from fichesactions.models import HomePage, PracticeIndexPage, SheetIndexPage, Toolbox
from fichesactions.texts import load_texts, published
from outbox.transactions import one_change

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
            published(home, model(title=title, slug=slug, intro=intro))
    load_texts(home)
    load_groups(home)
    load_workflow(home)


def _home() -> HomePage:
    root = Page.get_first_root_node()
    home = HomePage.objects.first()
    if home is None:
        home = published(root, HomePage(title=settings.SITE_NAME, slug="accueil"))
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    where = {"hostname": address.hostname, "port": port, "root_page": home, "site_name": settings.SITE_NAME}
    Site.objects.update_or_create(is_default_site=True, defaults=where)
    # Wagtail's welcome page, once the site no longer stands on it.
    for page in Page.objects.filter(depth=2, content_type__model="page"):
        page.delete()
    return home
