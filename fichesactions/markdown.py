"""Markdown from outside, as the rich text that Wagtail's editor keeps: the rest is dropped or shown as text."""

import re
from dataclasses import dataclass

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False})
_HEADING = re.compile(r"<(/?)h([1-6])>")

_ROW = re.compile(r"^(\|.*\|)[ \t]*(?:\n|$)", re.MULTILINE)
_RULE = re.compile(r"[|:\- ]+")

TAGS = {"p", "h2", "h3", "strong", "ul", "ol", "li", "a", "blockquote", "br"}
CONTAINERS = {"list_item_open": "list_item_close", "blockquote_open": "blockquote_close"}
LIST_ENDS = {"bullet_list_close", "ordered_list_close"}
SCHEMES = {"http", "https", "mailto", "tel"}


@dataclass
class _Container:
    """A list item or a quotation being read."""

    opening: Token
    has_text: bool = False
    after_list: bool = False


def _without_paragraphs(state: StateCore) -> None:
    """In a list item or a quotation the editor knows lines, not paragraphs: a second one begins after a break.

    It puts what follows an inner list before it; a new item, or a new quotation, keeps the order.
    """
    containers: list[_Container] = []
    tokens: list[Token] = []
    for number, token in enumerate(state.tokens):
        if token.type in CONTAINERS:
            containers.append(_Container(token))
        elif token.type in CONTAINERS.values():
            containers.pop()
        elif containers and token.type in LIST_ENDS:
            containers[-1].after_list = True
        elif containers and token.type in {"paragraph_open", "paragraph_close"}:
            token.hidden = True
            if token.nesting == 1:
                tokens += _line(containers[-1], state.tokens[number + 1])
        tokens.append(token)
    state.tokens = tokens


def _line(within: _Container, text: Token) -> list[Token]:
    opening = within.opening
    if within.after_list:
        within.has_text, within.after_list = True, False
        return [Token(CONTAINERS[opening.type], opening.tag, -1, block=True), opening]
    if within.has_text:
        (text.children or []).insert(0, Token("hardbreak", "br", 0))
    within.has_text = True
    return []


_markdown.core.ruler.push("without_paragraphs", _without_paragraphs)


def _as_paragraph(row: re.Match[str]) -> str:
    """The editor knows no tables: each row is a paragraph of its own, that the page shows as one (`tables`)."""
    return "" if _RULE.fullmatch(row[1]) else f"\n{row[1]}\n\n"


def rich_text(markdown: str, *, highest: int = 3) -> str:
    """Safe HTML in the form the editor saves, with headings from level `highest`, which the page leaves free, to 3."""
    if not markdown.strip():
        return ""
    markdown = _ROW.sub(_as_paragraph, markdown)
    html = _HEADING.sub(lambda h: f"<{h[1]}h{min(max(int(h[2]), highest), 3)}>", _markdown.render(markdown))
    # The editor reads `<br/>` alone: a bare `<br>` is to it an element that nothing closes.
    clean = nh3.clean(
        html, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=None, strip_comments=True
    )
    return clean.replace("<br>", "<br/>").strip()
