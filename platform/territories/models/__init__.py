"""Where things are: territories, their basins, municipalities; and who keeps them."""

from territories.models.lands import Basin, Country, GroupKind, Territory, TerritoryLogo, validate_outline
from territories.models.municipalities import Locality, Municipality
from territories.models.roles import Part, Role, RoleQuerySet, keepers, keeps

__all__ = [
    "Basin", "Country", "GroupKind", "Locality", "Municipality", "Part", "Role", "RoleQuerySet", "Territory",
    "TerritoryLogo", "keepers", "keeps", "validate_outline",
]  # fmt: skip
