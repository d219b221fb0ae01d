"""LibreOffice Writer's files (.odt): their text as the same HTML that Word's becomes."""

import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from fichesactions.desk.word import IMAGES, LARGEST_IMAGE, MOST_IMAGES, TOO_MANY_IMAGES, Keep, check_parts
from imports.desks import UnreadableFileError

_NS = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
_SUFFIXES = set(IMAGES.values()) | {"jpeg"}
_DEEPEST = 60
_MOST_REPEATED = 50


def _n(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{_NS[prefix]}}}{local}"


_GROUPS_OF_ROWS = {_n(f"table:table-{name}") for name in ("header-rows", "rows", "row-group")}


def html_of(path: Path, place: str, keep: Keep) -> tuple[str, list[str]]:
    """The HTML of an .odt, and what could not be kept. Raises UnreadableFileError."""
    check_parts(path, place, "content.xml")
    try:
        with zipfile.ZipFile(path) as archive:
            root = fromstring(archive.read("content.xml"), forbid_dtd=True)
            body = root.find(f"{_n('office:body')}/{_n('office:text')}")
            if body is None:
                raise UnreadableFileError(f"« {place} » n’est pas un texte LibreOffice.")
            reader = _Reader(archive, keep, root)
            return reader.children(body, 0), reader.doubts
    except (ParseError, DefusedXmlException, KeyError, ValueError, zipfile.BadZipFile, RecursionError) as error:
        raise UnreadableFileError(f"« {place} » n’est pas un fichier LibreOffice lisible.") from error


def _rows(table: Element) -> Iterator[Element]:
    """Its own lines, not those of the tables in its cells."""
    for child in table:
        if child.tag == _n("table:table-row"):
            yield child
        elif child.tag in _GROUPS_OF_ROWS:
            yield from _rows(child)


class _Reader:
    def __init__(self, archive: zipfile.ZipFile, keep: Keep, root: Element) -> None:
        self._archive, self._keep = archive, keep
        self._parents: dict[str, str] = {}
        self._bold: set[str] = set()
        self._numbered: set[str] = set()
        self._images = 0
        self.doubts: list[str] = []
        self._read_styles(root)

    def _read_styles(self, root: Element) -> None:
        for style in root.iter(_n("style:style")):
            name = style.get(_n("style:name"), "")
            self._parents[name] = style.get(_n("style:parent-style-name"), "")
            text = style.find(_n("style:text-properties"))
            if text is not None and text.get(_n("fo:font-weight")) == "bold":
                self._bold.add(name)
        for style in root.iter(_n("text:list-style")):
            if style.find(_n("text:list-level-style-number")) is not None:
                self._numbered.add(style.get(_n("style:name"), ""))

    def children(self, element: Element, depth: int) -> str:
        """Blocks, one after the other."""
        if depth > _DEEPEST:
            raise RecursionError
        return "".join(self._block(child, depth + 1) for child in element)

    def _block(self, element: Element, depth: int) -> str:
        tag = element.tag
        if tag == _n("text:h"):
            level = min(max(int(element.get(_n("text:outline-level"), "1") or 1), 1), 6)
            return f"<h{level}>{self._inline(element, depth)}</h{level}>"
        if tag == _n("text:p"):
            return self._paragraph(element, depth)
        if tag == _n("text:list"):
            name = "ol" if element.get(_n("text:style-name"), "") in self._numbered else "ul"
            items = "".join(f"<li>{self.children(item, depth + 1)}</li>" for item in element)
            return f"<{name}>{items}</{name}>"
        if tag == _n("table:table"):
            return f"<table>{self._lines(element, depth)}</table>"
        if tag in {_n("text:section"), _n("office:text"), _n("text:index-body")}:
            return self.children(element, depth)
        return self._image(element) if tag == _n("draw:frame") else ""

    def _paragraph(self, element: Element, depth: int) -> str:
        style = element.get(_n("text:style-name"), "")
        names = {style, self._parents.get(style, "")}
        text = self._inline(element, depth)
        if names & {"Title", "Titre"}:
            return f'<h1 class="title">{text}</h1>'
        if style in self._bold and text and "<img" not in text:
            text = f"<strong>{text}</strong>"
        return f"<blockquote>{text}</blockquote>" if "Quotations" in names else f"<p>{text}</p>"

    def _lines(self, table: Element, depth: int) -> str:
        cells = {_n("table:table-cell"), _n("table:covered-table-cell")}
        return "".join(
            f"<tr>{''.join(f'<td>{self.children(c, depth + 1)}</td>' for c in row if c.tag in cells)}</tr>"
            for row in _rows(table)
        )

    def _inline(self, element: Element, depth: int) -> str:
        if depth > _DEEPEST:
            raise RecursionError
        said = [escape(element.text or "")]
        for child in element:
            said += [self._piece(child, depth + 1), escape(child.tail or "")]
        return "".join(said)

    def _piece(self, element: Element, depth: int) -> str:
        tag = element.tag
        if tag == _n("text:s"):
            count = element.get(_n("text:c"), "1")
            return " " * min(int(count) if count.isdigit() else 1, _MOST_REPEATED)
        plain = {_n("text:tab"): " ", _n("text:line-break"): "<br/>", _n("office:annotation"): ""}
        if tag in plain:
            return plain[tag]
        if tag == _n("draw:frame"):
            return self._image(element)
        if tag == _n("text:note"):
            note = element.find(_n("text:note-body"))
            text = " ".join("".join(note.itertext()).split()) if note is not None else ""
            return f" ({escape(text)})" if text else ""
        text = self._inline(element, depth)
        if tag == _n("text:a"):
            return f'<a href="{escape(element.get(_n("xlink:href"), ""))}">{text}</a>'
        return f"<strong>{text}</strong>" if element.get(_n("text:style-name"), "") in self._bold and text else text

    def _image(self, frame: Element) -> str:
        image = frame.find(_n("draw:image"))
        if image is None:
            box = frame.find(_n("draw:text-box"))
            return self.children(box, _DEEPEST // 2) if box is not None else ""
        name = image.get(_n("xlink:href"), "").removeprefix("./")
        suffix = name.rpartition(".")[2].lower()
        said = [frame.find(_n("svg:title")), frame.find(_n("svg:desc"))]
        alt = next((part.text for part in reversed(said) if part is not None and part.text), "")
        if suffix not in _SUFFIXES or name not in self._archive.namelist():
            self.doubts.append("Une image dans un format que le web ne montre pas est laissée de côté.")
            return ""
        self._images += 1
        if self._images > MOST_IMAGES:
            self.doubts.append(TOO_MANY_IMAGES)
            return ""
        data = self._archive.read(name)
        if len(data) > LARGEST_IMAGE:
            self.doubts.append("Une image trop lourde est laissée de côté.")
            return ""
        return f'<img src="{self._keep(data, suffix.replace("jpeg", "jpg"))}" alt="{escape(alt or "")}">'
