"""Things, numbers and places in a sentence."""

import errno
from collections.abc import Sequence

_VOWELS = frozenset("aeiouyàâéèêëîïôû")


def listed(things: Sequence[str]) -> str:
    """« le coût, les horaires et l’adresse »; empty when there is nothing."""
    return " et ".join(filter(None, [", ".join(things[:-1]), *things[-1:]]))


def number(count: int) -> str:
    """« 2 035 », with the thin space of French thousands."""
    return f"{count:,}".replace(",", "\u202f")


def towards(name: str) -> str:
    """« à Liège », « au Mans », « aux Ponts-de-Cé »: to or at something, with the article that its name begins with."""
    return _contracted(name, "au ", "aux ") or f"à {name}"


def of(name: str) -> str:
    """« de Namur », « d’Angoulême », « du Mans »: of or from something, with the article that its name begins with."""
    return _contracted(name, "du ", "des ") or (f"d’{name}" if name[:1].lower() in _VOWELS else f"de {name}")


def _contracted(name: str, le: str, les: str) -> str:
    """With these words in place of its « le » or « les »; empty when it begins with neither."""
    for article, contracted in (("le ", le), ("les ", les)):
        if name.lower().startswith(article):
            return f"{contracted}{name[len(article) :]}"
    return ""


def counted(number: int, one: str, many: str = "") -> str:
    """« 1 ligne », « 3 lignes »: a number and its noun, whose plural takes an s unless it is given."""
    return f"{number} {one if number < 2 else many or f'{one}s'}"


_WHY_UNREADABLE = {
    errno.ENOENT: "n’existe pas",
    errno.EACCES: "ne peut pas être lu : l’accès en est refusé",
    errno.EISDIR: "est un dossier",
}


def unreadable(error: OSError) -> str:
    """Why a file is not read, as the end of a sentence that its name begins."""
    return _WHY_UNREADABLE.get(error.errno or 0, "ne peut pas être lu")
