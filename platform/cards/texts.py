"""Texts that others delivered, read as Markdown with some HTML: as words alone, and shown without danger."""

import html
import re

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_MARKUP = re.compile("[<&\r\0]")
_BREAK = re.compile(r"<br\s*/?>|</(?:p|li|ul|ol|div|h[1-6]|tr)>", re.IGNORECASE)
_MARKDOWN = re.compile(r"^\s{0,3}#{1,6}\s+|\*{2,3}|__", re.MULTILINE)
_BLANKS = re.compile(r"[ \t\n]+")
"""Never the no-break spaces of French punctuation."""
_TAGS = {"p", "br", "strong", "b", "em", "i", "ul", "ol", "li", "a", "blockquote"}

_SCHEMES = {"http", "https", "mailto", "tel"}

_markdown = MarkdownIt("commonmark", {"html": True, "breaks": True})
_markdown.disable(["code", "fence", "image", "lheading", "hr"])


def plain(text: str) -> str:
    """The words alone, for a card, a search or a title: neither tags nor Markdown."""
    without_tags = html.unescape(nh3.clean(_BREAK.sub("\n", text), tags=set())) if _MARKUP.search(text) else text
    return _MARKDOWN.sub("", without_tags).strip()


def excerpt(text: str, length: int = 160) -> str:
    """The beginning of a text on one line, cut between words."""
    line = _BLANKS.sub(" ", plain(text))
    if len(line) <= length:
        return line
    return line[:length].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"


def rendered(text: str) -> SafeString:
    """HTML of a delivered text: paragraphs, lists, emphasis and links of the web, nothing else."""
    tokens = _markdown.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "p"  # The page has its own outline.
    dirty = _markdown.renderer.render(tokens, _markdown.options, {})
    clean = nh3.clean(dirty, tags=_TAGS, attributes={"a": {"href"}}, url_schemes=_SCHEMES, link_rel="nofollow noopener")
    return mark_safe(clean)  # noqa: S308 - cleaned just above
