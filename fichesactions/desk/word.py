"""Word files, read by mammoth once their parts are known to be harmless: macros and links to files never open."""

import hashlib
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

import mammoth
from bs4 import BeautifulSoup, Tag

from imports.desks import UnreadableFileError

_MB = 1024 * 1024
LARGEST_TEXT, MOST_UNPACKED, MOST_PARTS = 4 * _MB, 120 * _MB, 2000
MOST_ELEMENTS = 150_000
"""Of one part: a hundred pages have some fifty thousand, and each is an object in memory."""
MOST_SWOLLEN = 100
MOST_IMAGES, LARGEST_IMAGE = 60, 10 * _MB
TOO_MANY_IMAGES = f"Les images au-delà de {MOST_IMAGES} sont laissées de côté."
IMAGES = {"image/png": "png", "image/jpeg": "jpg", "image/jpg": "jpg", "image/gif": "gif", "image/webp": "webp"}
_STYLES = "\n".join(
    [f"p[style-name='{name}'] => h1.title:fresh" for name in ("Title", "Titre", "Titre principal")]
    + [f"p[style-name='{name} {n}'] => h{n}:fresh" for n in range(1, 7) for name in ("Titre", "Heading", "heading")]
    + ["p[style-name='Subtitle'] => p:fresh", "p[style-name='Quote'] => blockquote:fresh"]
)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
Keep = Callable[[bytes, str], str]
"""Keeps the bytes of an image and its extension; the mark that stands for it."""


def html_of(path: Path, place: str, keep: Keep) -> tuple[str, list[str]]:
    """The HTML of a .docx, and what could not be kept. Raises UnreadableFileError."""
    check_parts(path, place, "word/document.xml")
    images = _Images(keep)
    try:
        with path.open("rb") as file:
            made = mammoth.convert_to_html(
                file, style_map=_STYLES, convert_image=mammoth.images.img_element(images.take),
                include_embedded_style_map=False, ignore_empty_paragraphs=True,
            )  # fmt: skip
    except UnreadableFileError:
        raise
    except RecursionError as error:
        raise UnreadableFileError(f"« {place} » emboîte trop de choses pour être lu.") from error
    except Exception as error:  # A malformed part makes mammoth stumble in any way.
        raise UnreadableFileError(f"« {place} » n’est pas un fichier Word lisible.") from error
    return _with_notes_in_line(made.value), images.doubts


def check_parts(path: Path, place: str, needed: str) -> None:
    """Weigh an office file before anything of it is built. Raises UnreadableFileError."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if needed not in {part.filename for part in parts}:
                raise UnreadableFileError(f"« {place} » n’est pas le fichier que dit son nom.")
            _check_sizes(parts, place)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_elements(archive.read(part), place)
    except _BROKEN as error:
        raise UnreadableFileError(f"« {place} » est abîmé ou protégé par un mot de passe.") from error


def _check_elements(xml: bytes, place: str) -> None:
    """In the letters that the part is written in, which a search for « <!DOCTYPE » would not know."""
    parser, count = ParserCreate(), 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MOST_ELEMENTS:
            raise UnreadableFileError(f"« {place} » est démesuré une fois décompressé : il n’est pas ouvert.")

    def refuse(*declared: object) -> None:
        raise UnreadableFileError(f"« {place} » définit des entités : il n’est pas ouvert.")

    parser.StartElementHandler, parser.StartDoctypeDeclHandler = begin, refuse
    with suppress(ExpatError):  # What is no XML stops here as it would stop its reader.
        parser.Parse(xml, True)


def _check_sizes(parts: list[zipfile.ZipInfo], place: str) -> None:
    swollen = any(p.file_size > _MB and p.file_size > MOST_SWOLLEN * p.compress_size for p in parts)
    long = any(p.filename.endswith((".xml", ".rels")) and p.file_size > LARGEST_TEXT for p in parts)
    if swollen or long or len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED:
        raise UnreadableFileError(f"« {place} » est démesuré une fois décompressé : il n’est pas ouvert.")


class _Images:
    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self._count = 0
        self.doubts: list[str] = []

    def take(self, image: Any) -> dict[str, str]:
        """Attributes of the image's mark; none when it cannot be shown on the web."""
        suffix = IMAGES.get(image.content_type)
        self._count += 1
        if suffix is None:
            self.doubts.append("Une image dans un format que le web ne montre pas est laissée de côté.")
        elif self._count > MOST_IMAGES:
            self.doubts.append(TOO_MANY_IMAGES)
        else:
            try:
                with image.open() as file:
                    data = file.read(LARGEST_IMAGE + 1)
            except Exception:  # Missing from the file, or linked to somewhere else.
                data = b""
            if 0 < len(data) <= LARGEST_IMAGE:
                return {"src": self._keep(data, suffix)}
            self.doubts.append("Une image absente, liée à un autre fichier ou trop lourde est laissée de côté.")
        return {}


def name_of_image(data: bytes, suffix: str) -> str:
    """The same image in three hundred files is kept once."""
    return f"{hashlib.sha256(data).hexdigest()[:40]}.{suffix}"


def _with_notes_in_line(html: str) -> str:
    """Footnotes stand where they are called, in brackets: a page on a phone has no foot."""
    if "footnote-" not in html and "endnote-" not in html:
        return html
    soup = BeautifulSoup(html, "html.parser")
    for call in soup.find_all("sup"):
        link = call.find("a")
        target = str(link.get("href") or "")[1:] if isinstance(link, Tag) else ""
        note = soup.find(id=target) if "note-" in target else None
        if isinstance(note, Tag):
            text = " ".join(note.get_text(" ").replace("↑", "").split())
            call.replace_with(f" ({text})" if text else "")
    for note in soup.find_all("li", id=lambda value: bool(value) and "note-" in value):
        note.decompose()
    for empty in soup.find_all("ol"):
        if not empty.find("li"):
            empty.decompose()
    return str(soup)
