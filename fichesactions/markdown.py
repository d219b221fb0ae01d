"""Markdown from outside, as the rich text that Wagtail's editor keeps: the rest is dropped or shown as text."""

import re

import nh3
from markdown_it import MarkdownIt

_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False})
_HEADING = re.compile(r"<(/?)h[1-6]>")
_TIGHT = re.compile(r"<(li|blockquote)>\s*<p>(.*?)</p>\s*(?=</\1>|<[uo]l>)", re.DOTALL)

TAGS = {"p", "h2", "h3", "strong", "ul", "ol", "li", "a", "blockquote", "br"}
SCHEMES = {"http", "https", "mailto", "tel"}


def rich_text(markdown: str, *, heading: str = "h3") -> str:
    """Safe HTML in the form the editor saves; every heading becomes `heading`, the level the page leaves free."""
    if not markdown.strip():
        return ""
    html = _HEADING.sub(rf"<\1{heading}>", _markdown.render(markdown))
    clean = nh3.clean(
        html, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=None, strip_comments=True
    )
    return _TIGHT.sub(r"<\1>\2", clean).strip()
