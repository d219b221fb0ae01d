"""Images of documents become images of the site, once each, with the words that stand for them."""

import hashlib
import re
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.images.fields import WagtailImageField

from fichesactions.desk.standing import IMAGE
from fichesactions.models import SiteImage
from imports.models import ImportRun, Made

_MARK = re.compile(r"<img\b[^>]*?>")
_NAME = re.compile(r'src="image:([0-9a-f]{40}\.\w+)"')
_ALT = re.compile(r'alt="([^"]*)"')
UNSAID = "Image à décrire"


class Pictures:
    """The images of one import, decoded outside any transaction and under Wagtail's own limits."""

    def __init__(self, run: ImportRun, folder: Path) -> None:
        self._run, self._folder = run, folder
        self._ids: dict[str, int | None] = {}

    def prepare(self, names: dict[str, str], title: str) -> list[str]:
        """Make those that are not there yet; what to say of those that cannot be."""
        doubts = []
        for mark, alt in names.items():
            name = mark.removeprefix("image:")
            if name not in self._ids:
                self._ids[name] = self._made(name, alt, title)
            if self._ids[name] is None:
                doubts.append(f"« {title} » : une image illisible ou démesurée est laissée de côté.")
        return doubts

    def placed(self, html: str) -> str:
        """A rich text with its marks made images of ours."""
        return _MARK.sub(self._embed, html)

    def _embed(self, found: re.Match[str]) -> str:
        name, alt = _NAME.search(found[0]), _ALT.search(found[0])
        key = self._ids.get(name[1]) if name else None
        said = alt[1] if alt else ""
        return f'<embed alt="{said}" embedtype="image" format="fullwidth" id="{key}"/>' if key else ""

    def _made(self, name: str, alt: str, title: str) -> int | None:
        try:
            data = (self._folder / name).read_bytes()
            known = SiteImage.objects.filter(file_hash=hashlib.sha1(data, usedforsecurity=False).hexdigest()).first()
            return int(known.pk) if known else self._create(data, name, alt, title)
        except (ValidationError, OSError):
            return None

    def _create(self, data: bytes, name: str, alt: str, title: str) -> int:
        file = WagtailImageField().to_python(ContentFile(data, name=name))
        image = SiteImage(title=(alt or title)[:255], description=alt[:255] or f"{UNSAID} : {title}"[:255], file=file)
        image.uploaded_by_user_id = self._run.by_id
        with transaction.atomic():
            image.file_size = len(data)
            image._set_file_hash()
            image.save()
            Made.objects.create(run=self._run, kind=IMAGE, key=str(image.pk), mark=print_of(image))
        return int(image.pk)


def print_of(image: Any) -> str:
    """What somebody could have changed of it."""
    said = "|".join([image.title, image.description, image.credit, image.file_hash, str(image.collection_id)])
    return hashlib.sha256(said.encode()).hexdigest()
