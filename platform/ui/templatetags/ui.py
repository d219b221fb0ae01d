"""Small tags of the components, loaded in every template."""

import json
from functools import lru_cache

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput
from django.templatetags.static import static
from django.utils.html import conditional_escape as escape
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cards import words
from cards.kinds import Card, kinds

register = template.Library()
register.filter("number", words.number)
register.filter("towards", words.towards)
_FRESH = {"ok": ("fresh", "ok"), "due": ("fresh due", "half"), "stale": ("fresh stale", "alert")}


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite. A tag and no component, since a page draws thirty."""
    return _drawn("i", "i", name, settings.STATIC_URL, settings.STORAGES["staticfiles"]["BACKEND"])


@register.simple_tag
def mark(name: str) -> SafeString:
    """The mark of a theme; nothing for one that has none."""
    if not name:
        return SafeString()
    return _drawn(f"m {name}", "m", name, settings.STATIC_URL, settings.STORAGES["staticfiles"]["BACKEND"])


@register.simple_tag
def fresh(state: str, text: str) -> SafeString:
    """How far a thing can be trusted today: in words, with a colour once it is known."""
    if state in _FRESH:
        css, drawn = _FRESH[state]
        return format_html('<span class="{}">{} {}</span>', css, icon(drawn), text)
    return format_html("<span>{}</span>", text) if text else SafeString()


@register.simple_tag
def item(card: Card, title: str = "", excerpt: str = "", aside: str = "", rank: int = 0) -> SafeString:
    """A thing in a list, as <c-item> draws it: lists draw twenty of them, which templates do ten times slower. `rank`
    is its place among what was found, if it was."""
    said = excerpt or card.summary
    ranked = f' data-rank="{rank}"' if rank else ""
    pieces = [
        '<li class="item"><p class="kind"><span class="icon">',
        f"{icon(card.icon)} {escape(card.kind_label)}</span> {escape(aside)}",
        f"{fresh(card.freshness_state, card.freshness)}</p>",
        f'<h3><a href="{escape(card.url)}"{ranked}>{escape(title or card.title)}</a></h3>',
        f"<p>{escape(said)}</p>" if said else "",
    ]
    meta = [f"<span>{escape(fact)}</span> " for fact in card.facts]
    meta += [f'<span class="icon">{mark(each.name)}{escape(each.label)}</span> ' for each in card.marks]
    pieces.append(f'<p class="meta">{"".join(meta)}</p></li>' if meta else "</li>")
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped above


@lru_cache(maxsize=500)
def _drawn(css: str, family: str, name: str, static_url: str, storage: str) -> SafeString:
    """Drawn once: the same few stand on every line. The settings are those that the sprite's address depends on."""
    drawing = '<svg class="{}" aria-hidden="true"><use href="{}#{}-{}" /></svg>'
    return format_html(drawing, css, static("ui/icons.svg"), family, name)


@register.filter
def initials(name: str) -> str:
    """« Luc Fagnoul » → « LF »: what stands for a face where there is no photo."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether a field is one box to tick, whose label follows it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.simple_tag
def kinds_json() -> str:
    """The words and icons of each kind, so that suggestions are named as everywhere else."""
    return json.dumps({name: [kind.label, kind.icon] for name, kind in kinds().items()}, ensure_ascii=False)
