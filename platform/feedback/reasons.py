"""What can be wrong with a page, kind by kind."""

from collections.abc import Sequence

REASONS = {
    "link": "Un lien ne marche plus",
    "contact": "Le téléphone, l’adresse ou les horaires sont faux",
    "closed": "C’est fermé, ou cela n’existe plus",
    "conditions": "Le coût ou les conditions ont changé",
    "wrong": "Une information est fausse ou dépassée",
    "unclear": "Un passage est incompréhensible",
    "unfit": "Un contenu ne devrait pas être là",
    "other": "Autre chose",
}
_OF_TEXTS = ("link", "wrong", "unclear", "unfit", "other")
_OF_KIND = {
    "offer": ("closed", "contact", "conditions", "link", "other"),
    "organisation": ("closed", "contact", "wrong", "link", "other"),
}


def reasons_for(kind: str) -> Sequence[tuple[str, str]]:
    """The choices for a thing of this kind, the likeliest first."""
    return [(reason, REASONS[reason]) for reason in _OF_KIND.get(kind, _OF_TEXTS)]
