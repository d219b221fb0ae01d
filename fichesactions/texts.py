"""The texts that a site opens with: help, charter, notices; those of a territory stand below the site's own."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone
from django.utils.html import format_html
from wagtail.models import Page

from fichesactions.demo import picture
from fichesactions.importing.written import Picture
from fichesactions.markdown import rich_text
from fichesactions.models import HomePage, TextPage
from territories.models import Territory
from vocabulary.models import ShippedFile

TEXTS = Path(__file__).parent / "data" / "texts"
OF_TERRITORIES = TEXTS / "territoires"
"""A folder a country: who is told of a complaint is not the same in Belgium and in France."""
_PICTURE = re.compile(r"^!\[(?P<said>[^\]]+)\]\((?P<file>[\w.-]+)\)$", re.MULTILINE)
_PLACE = re.compile(r"<p>IMAGE(\d+)</p>")
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class ShippedText:
    """A page as it comes with the product: « /mentions-legales/ », or « /mentions-legales/doubs/ »."""

    name: str
    """What `ShippedFile` remembers it by."""
    path: str
    """Slugs from the home page down."""
    content: str

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.content.encode()).hexdigest()

    @property
    def title(self) -> str:
        """The first line of the file."""
        return self.content.partition("\n")[0].lstrip("# ").strip()

    def body(self) -> str:
        """Rich text, its drawings in place."""
        drawn: list[str] = []

        def put_aside(found: re.Match[str]) -> str:
            image = picture(TEXTS / "images", Picture(found["file"], found["said"]))
            embed = '<embed embedtype="image" format="fullwidth" id="{}" alt="{}"/>'
            drawn.append(format_html(embed, image.pk, found["said"]))
            return f"IMAGE{len(drawn) - 1}"

        html = rich_text(_PICTURE.sub(put_aside, self.content.partition("\n")[2]), highest=2)
        return _PLACE.sub(lambda place: drawn[int(place[1])], html)


def load_texts(home: HomePage) -> None:
    """A page from each text, at its first loading only: one that editors deleted or moved stays away.

    It is renewed as long as nobody has edited it.
    """
    loaded = dict(ShippedFile.objects.values_list("name", "fingerprint"))
    for text in _shipped():
        if loaded.get(text.name) == text.fingerprint:
            continue
        _load(home, text, new=text.name not in loaded)
        ShippedFile.objects.update_or_create(name=text.name, defaults={"fingerprint": text.fingerprint})


def _shipped() -> Iterator[ShippedText]:
    for path in sorted(TEXTS.glob("*.md")):
        yield ShippedText(path.name, path.stem, path.read_text(encoding="utf-8"))
    for territory in Territory.objects.all():
        for path in sorted((OF_TERRITORIES / territory.country).glob("*.md")):
            said = path.read_text(encoding="utf-8")
            said = said.replace("{territoire}", territory.name)
            said = said.replace("{pilote}", territory.leading_body or "l’organisme pilote, à préciser")
            name = f"{path.stem}@{territory.slug}"
            yield ShippedText(name[:LONGEST_NAME], f"{path.stem}/{territory.slug}", said)


def _load(home: HomePage, text: ShippedText, *, new: bool) -> None:
    *above, slug = text.path.split("/")
    parent = TextPage.objects.child_of(home).filter(slug=above[0]).first() if above else home
    if parent is None:
        return
    page = TextPage.objects.child_of(parent).filter(slug=slug).first()
    if page is None:
        if new:
            published(parent, TextPage(title=text.title, slug=slug, body=text.body()))
    elif page.latest_revision is None or page.latest_revision.user_id is None:
        page.title, page.body = text.title, text.body()
        page.save_revision(log_action=False).publish(log_action=False)


def published(parent: Page, page: Page) -> Page:
    """Put a page below another, born published: publishing it afterwards would write each one twice."""
    page.live, page.has_unpublished_changes = True, False
    page.first_published_at = page.last_published_at = timezone.now()
    Page.objects.get(pk=parent.pk).specific.add_child(instance=page)
    revision = page.save_revision(clean=False, log_action=False)
    Page.objects.filter(pk=page.pk).update(live_revision=revision, has_unpublished_changes=False)
    page.refresh_from_db()
    return page
