"""A document cut at its headings: what a Word or LibreOffice file says, part by part, in the rich text of our pages."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import PurePosixPath
from typing import Any

import nh3
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from fichesactions.desk.tables import flattened, is_form, rows_of
from fichesactions.markdown import SCHEMES, TAGS

LONGEST_HEADING = 90
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = HEADINGS | {"p", "ul", "ol", "blockquote", "table", "div"}
_LEADING = re.compile(r"^(?:fiche|outil|pratique)?\s*(?:n°\s*)?\d{1,4}\s*[-–—_.:)]\s*", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """What stands under a heading; the first has none."""

    heading: str
    html: str


@dataclass(slots=True)
class Document:
    """One file as it was read."""

    place: str
    title: str
    blocks: list[Block]
    doubts: list[str] = field(default_factory=list)
    images: dict[str, str] = field(default_factory=dict)
    """File name in the run's folder → what the image shows."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> "Document":
        return cls(**{**said, "blocks": [Block(**block) for block in said["blocks"]]})


def cut(html: str, place: str, doubts: Iterable[str] = ()) -> Document:
    """Cut what a reader made of a file: `h1.title` or a lone first heading is its title, the others open a block."""
    soup = BeautifulSoup(html, "html.parser")
    _lift_images(soup)
    parts = list(_parts(soup))
    if not any(is_heading for is_heading, _ in parts):
        parts = [(_is_bold_heading(tag), tag) for _, tag in parts]
    title, parts = _titled(parts, place)
    document = Document(place, title, [Block("", "")], list(doubts))
    for is_heading, tag in parts:
        if is_heading and (text := _text(tag)):
            document.blocks.append(Block(text[:LONGEST_HEADING], ""))
        elif is_form(tag):
            document.blocks += [Block(label[:LONGEST_HEADING], _clean(cell)) for label, cell in rows_of(tag)]
        else:
            document.blocks[-1].html += _clean(flattened(tag) if tag.name == "table" else str(tag))
    document.images = {
        str(image["src"]): str(image.get("alt") or "") for image in soup.find_all("img") if image.get("src")
    }
    document.blocks = [block for block in document.blocks if block.heading or block.html]
    document.doubts = list(dict.fromkeys(document.doubts))
    return document


def title_of_file(place: str) -> str:
    """« Fiches/12 - aller_voir.docx » is « aller voir »."""
    stem = PurePosixPath(place).stem.replace("_", " ").strip()
    return _LEADING.sub("", stem) or stem or "Sans titre"


def _parts(soup: BeautifulSoup) -> Iterator[tuple[bool, Tag]]:
    for child in list(soup.children):
        if isinstance(child, Tag):
            yield child.name in HEADINGS, child
        elif isinstance(child, NavigableString) and child.strip():
            yield False, child.wrap(soup.new_tag("p"))


def _is_bold_heading(tag: Tag) -> bool:
    """Without styles, a short paragraph wholly in bold is how people write a heading."""
    text = _text(tag)
    if tag.name != "p" or not text or len(text) > LONGEST_HEADING or text.endswith((".", ";", ",")):
        return False
    bold = "".join(part.get_text() for part in tag.find_all("strong", recursive=False))
    return "".join(bold.split()) == "".join(tag.get_text().split())


def _titled(parts: list[tuple[bool, Tag]], place: str) -> tuple[str, list[tuple[bool, Tag]]]:
    """A title said as such, else the first heading when it stands first and alone at its level, else the file's."""
    for part in parts:
        if "title" in (part[1].get("class") or []) and _text(part[1]):
            return _text(part[1])[:255], [other for other in parts if other is not part]
    headings = [part for part in parts if part[0]]
    if headings and headings[0] is parts[0]:
        first, others = headings[0], headings[1:]
        if others and all(other[1].name > first[1].name for other in others if other[1].name != "p"):
            alone = first[1].name != "p" or len(others) > 0
            if alone:
                return _text(first[1])[:255], parts[1:]
    return title_of_file(place)[:255], parts


def _lift_images(soup: BeautifulSoup) -> None:
    """An image stands between paragraphs in our pages, never inside one."""
    for image in soup.find_all("img"):
        top = image
        while isinstance(top.parent, Tag) and top.parent is not soup and top.parent.name != "[document]":
            top = top.parent
        if top is not image:
            top.insert_after(image.extract())


def _clean(html: str) -> str:
    """In the form that the editor saves; an image is a mark that the import turns into one of ours."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(["h1", "h2", "h4", "h5", "h6"]):
        tag.name = "h3"
    for item in soup.find_all(["li", "blockquote"]):
        for paragraph in item.find_all("p", recursive=False):
            if paragraph.previous_sibling:
                paragraph.insert_before(soup.new_tag("br"))
            paragraph.unwrap()
    for link in soup.find_all("a"):
        if str(link.get("href") or "").split(":", 1)[0].lower() not in SCHEMES:
            link.unwrap()
    for tag in soup.find_all(["p", "h3", "li"]):
        if not tag.get_text(strip=True) and not tag.find("img"):
            tag.decompose()
    clean = nh3.clean(
        str(soup), tags=TAGS | {"img"}, attributes={"a": {"href"}, "img": {"src", "alt"}},
        url_schemes=SCHEMES | {"image"}, link_rel=None, strip_comments=True,
    )  # fmt: skip
    return clean.replace("<br>", "<br/>").strip()


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())
