"""Things, numbers and places in a sentence."""

from collections.abc import Sequence


def listed(things: Sequence[str]) -> str:
    """« le coût, les horaires et l’adresse »; empty when there is nothing."""
    return " et ".join(filter(None, [", ".join(things[:-1]), *things[-1:]]))


def number(count: int) -> str:
    """« 2 035 », with the thin space of French thousands."""
    return f"{count:,}".replace(",", "\u202f")


def towards(name: str) -> str:
    """« à Liège », « au Mans », « aux Ponts-de-Cé »: to or at something, with the article that its name begins with."""
    for article, contracted in (("le ", "au "), ("les ", "aux ")):
        if name.lower().startswith(article):
            return f"{contracted}{name[len(article) :]}"
    return f"à {name}"
