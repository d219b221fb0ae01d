"""How names of places are compared: as people type them, without accents, hyphens, articles or « St » for « Saint »."""

import re
import unicodedata
from typing import Any

from django.db import models

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
SHORT_FORMS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
ARTICLES = {"l", "le", "la", "les"}


def fold(name: str) -> str:
    """The form under which a name is stored and sought: « L’Isle-d’Espagnac » and « isle d espagnac » are one."""
    text = re.sub(r"\bs/\s*", "sur ", name.lower().translate(LIGATURES))
    text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    words = [SHORT_FORMS.get(word, word) for word in re.findall(r"[a-z0-9]+", text)]
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return " ".join(words)


def one_typo_apart(a: str, b: str) -> bool:
    """Whether one letter added, missing, wrong or swapped with its neighbour turns one name into the other. The first
    letter is seldom mistaken, but for its neighbour: London is no Mondon."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    swapped = rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:]
    if swapped or start == 0:
        return swapped
    if len(a) != len(b):
        return rest_a[1:] == rest_b or rest_a == rest_b[1:]
    return rest_a[1:] == rest_b[1:]


class FoldedField(models.CharField[str, str]):
    """The folded form of another field of the row, kept by itself at each save and indexed for look-ups."""

    def __init__(self, source: str = "name", **kwargs: Any) -> None:
        self.source = source
        super().__init__(**{"max_length": 150, "db_index": True, "editable": False, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        folded = fold(getattr(model_instance, self.source))[: self.max_length]
        setattr(model_instance, self.attname, folded)
        return folded
