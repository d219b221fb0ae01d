"""Why a record was refused, in French sentences, from what pydantic found."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

MOST_REASONS = 3
_WORDS: Mapping[str, str] = {
    "missing": "obligatoire, absent",
    "string_type": "texte attendu",
    "string_too_short": "texte trop court",
    "string_too_long": "texte trop long",
    "string_pattern_mismatch": "forme inattendue",
    "enum": "valeur inconnue",
    "literal_error": "valeur inconnue",
    "list_type": "liste attendue",
    "set_type": "liste attendue",
    "too_short": "liste vide",
    "greater_than_equal": "nombre trop petit",
    "finite_number": "nombre fini attendu",
}
_FAMILIES = (("date", "date mal formée"), ("url", "adresse web mal formée"), ("float", "nombre attendu"), ("int", "nombre entier attendu"))  # fmt: skip  # noqa: E501


def in_french(error: ValidationError) -> str:
    """The first few reasons, one a field: « code_postal : forme inattendue (« 4000 ») »."""
    by_field: dict[str, str] = {}
    for detail in error.errors(include_url=False):
        by_field.setdefault(str(detail["loc"][0]), _reason(detail))
    reasons = [f"{name} : {reason}" for name, reason in by_field.items()]
    more = [f"et {len(reasons) - MOST_REASONS} autres champs"] if len(reasons) > MOST_REASONS else []
    return " ; ".join(reasons[:MOST_REASONS] + more) + "."


def _reason(detail: ErrorDetails) -> str:
    if detail["loc"][0] == "courriel":
        return "adresse de courriel mal formée" + _shown(detail["input"])
    if detail["type"] == "value_error":  # The schema's own validators speak French.
        return detail["msg"].removeprefix("Value error, ").rstrip(".")
    if detail["loc"][0] == "source" and detail["type"] == "missing":
        return "absente (--source NOM la donne à toute la livraison)"
    if detail["input"] is None:
        return "obligatoire, vide"
    if str(detail["loc"][0]).startswith("code_") or detail["loc"][0] == "siret":
        return _WORDS["string_pattern_mismatch"] + _shown(detail["input"])
    family = next((words for start, words in _FAMILIES if detail["type"].startswith(start)), "valeur refusée")
    return _WORDS.get(detail["type"], family) + _shown(detail["input"])


def _shown(value: Any) -> str:
    if not isinstance(value, str | int | float):
        return ""
    text = str(value)
    return f" (« {text[:60]}… »)" if len(text) > 60 else f" (« {text} »)"
