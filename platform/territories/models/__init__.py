"""Where things are: territories, their basins, municipalities; who keeps them; what is known of them."""

from territories.models.contacts import MOST_CONTACTS, FirstContact, FirstContactQuerySet
from territories.models.lands import (
    Admission,
    Basin,
    Country,
    GroupKind,
    Place,
    Territory,
    TerritoryLogo,
    validate_outline,
)
from territories.models.municipalities import Locality, Municipality
from territories.models.roles import (
    Part,
    Role,
    RoleQuerySet,
    basins_of,
    deciders,
    facilitates_somewhere,
    keepers,
    keeps,
    runs_the_site,
)
from territories.models.states import MOST_FIGURES, Initiative, KeyFigure, StateOfPlay, StateOfPlayQuerySet

__all__ = [
    "MOST_CONTACTS", "MOST_FIGURES", "Admission", "Basin", "Country", "FirstContact", "FirstContactQuerySet",
    "GroupKind", "Initiative", "KeyFigure", "Locality", "Municipality", "Part", "Place", "Role", "RoleQuerySet",
    "StateOfPlay", "StateOfPlayQuerySet", "Territory", "TerritoryLogo", "basins_of", "deciders",
    "facilitates_somewhere", "keepers", "keeps", "runs_the_site", "validate_outline",
]  # fmt: skip
