"""The networks that carry an organisation, in words."""

from data_inclusion.schema.v1 import ReseauPorteur

_LABELS = {network.value: network.label for network in ReseauPorteur}


def name(slug: str) -> str:
    """« Caisse d’allocations familiales » for `caf`; one that the schema does not know, made readable."""
    readable = slug.replace("-", " ")
    return _LABELS.get(slug) or readable[:1].upper() + readable[1:]
