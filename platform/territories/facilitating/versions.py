"""Which state of an edition somebody has seen, so that a save from another screen covers nothing unseen."""

from hashlib import blake2b

from territories.models import StateOfPlay

_SAID = ("dated", "author", "summary", "strengths", "lacks", "text", "report", "published")
_FIGURE = ("pk", "label", "value", "unit", "source", "as_of")


def version_of(state: StateOfPlay) -> str:
    """Changes with anything that the form of an edition holds; empty for one that is not saved yet. Two queries."""
    if not state.pk:
        return ""
    told = [str(getattr(state, name)) for name in _SAID]
    figures = list(state.figures.order_by("pk").values_list(*_FIGURE))
    initiatives = list(state.initiatives.order_by("pk").values_list("pk", "reason"))
    return blake2b(repr((told, figures, initiatives)).encode("utf-8", "replace"), digest_size=12).hexdigest()
