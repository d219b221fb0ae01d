"""Tables of a document, in the way the editor keeps them (`fichesactions.tables`); and those that are forms."""

from html import escape

from bs4 import Tag

from fichesactions.desk.synonyms import is_known

_LONGEST_LABEL = 60
MOST_CELLS = 5000


def rows_of(table: Tag) -> list[tuple[str, str]]:
    """Of a form: the label of each line, and what was written beside it."""
    return [(cell_text(label).rstrip(" :"), said.decode_contents()) for label, said in _lines(table)]


def is_form(tag: Tag) -> bool:
    """Whether a table is a form of ours in disguise: two columns, the first of which names parts of a sheet."""
    if tag.name != "table":
        return False
    lines = _lines(tag)
    if not lines or tag.find("table") or any(len(cells) != 2 for cells in lines):
        return False
    labels = [cell_text(cells[0]) for cells in lines]
    known = sum(is_known(label) for label in labels)
    return all(0 < len(label) <= _LONGEST_LABEL for label in labels) and known * 2 >= len(labels)


def flattened(table: Tag) -> str:
    """Its lines as the editor keeps a table: a paragraph each, `| Jour | Qui |`, all of one length."""
    texts = [[_linked(cell) for cell in cells] for cells in _lines(table) if cells][: MOST_CELLS // 5]
    texts = [cells for cells in texts if any(cells)]
    width = max((len(cells) for cells in texts), default=0)
    if width < 2:  # A frame around a text is no table.
        return "".join(f"<p>{cell}</p>" for cells in texts for cell in cells)
    rows = ([cell or "–" for cell in cells] + ["–"] * (width - len(cells)) for cells in texts)
    return "".join(f"<p>| {' | '.join(cells)} |</p>" for cells in rows)


def cell_text(cell: Tag) -> str:
    """The words of a cell, without the bar that would end it."""
    return " ".join(cell.get_text(" ").replace("|", "/").split())


def _lines(table: Tag) -> list[list[Tag]]:
    """The cells of its own lines, not those of the tables within."""
    own = (line for line in table.find_all("tr") if line.find_parent("table") is table)
    return [line.find_all(["td", "th"], recursive=False) for line in own]


def _linked(cell: Tag) -> str:
    """The same as rich text, its links kept."""
    parts = [
        f'<a href="{escape(str(part.parent.get("href")))}">{escape(_plain(part))}</a>'
        if isinstance(part.parent, Tag) and part.parent.name == "a" and part.parent.get("href")
        else escape(_plain(part))
        for part in cell.find_all(string=True)
    ]
    return " ".join(part for part in parts if part)


def _plain(text: str) -> str:
    return " ".join(text.replace("|", "/").split())
