"""Tables in texts: rows written one a paragraph, `| Jour | Qui |`, that the editor keeps and the page shows as one."""

import re
from collections import Counter

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

_ROWS = re.compile(r"(?:<p[^>]*>\s*\|[^\n]*?\|\s*</p>\s*){2,}")
_ROW = re.compile(r"<p[^>]*>\s*\|(.*?)\|\s*</p>", re.DOTALL)
_BAR = re.compile(r"\|(?![^<]*>)")
"""Never inside a tag, where an address may hold one."""
_TAG = re.compile(r"<(/?)(\w+)[^>]*?(/?)>")


def tables(html: str) -> SafeString:
    """Rich text with its tables drawn; rows of unequal length, or a bold that runs over two cells, stay as text."""
    return mark_safe(_ROWS.sub(_table, html))  # noqa: S308 - the rich text is clean already, nothing else is added


def _table(found: re.Match[str]) -> str:
    rows = [[cell.strip() for cell in _BAR.split(row)] for row in _ROW.findall(found[0])]
    if len({len(row) for row in rows}) > 1 or not all(_whole(cell) for row in rows for cell in row):
        return found[0]
    head, *body = ([mark_safe(cell) for cell in row] for row in rows)  # noqa: S308 - as above
    return format_html(
        '<div class="scroll" role="region" aria-label="Tableau : {}" tabindex="0">'
        "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>\n",
        ", ".join(_TAG.sub("", cell) for cell in head if cell),
        format_html_join("", '<th scope="col">{}</th>', ((cell,) for cell in head)),
        format_html_join(
            "", "<tr>{}</tr>", ((format_html_join("", "<td>{}</td>", ((c,) for c in row)),) for row in body)
        ),
    )


def _whole(cell: str) -> bool:
    """Every tag that opens in this cell closes in it."""
    opened: Counter[str] = Counter()
    for closing, name, alone in _TAG.findall(cell):
        opened[name] += 0 if alone or name in {"br", "img"} else -1 if closing else 1
    return not any(opened.values())
