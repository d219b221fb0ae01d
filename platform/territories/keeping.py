"""Who looks after what by the part they play: basins, territories, and for the rooms above, what lies in them."""

from typing import Any

from django.contrib.auth.models import PermissionsMixin
from django.db.models import QuerySet

from cards.kinds import Viewer
from territories.models import Basin, Role, Territory, basins_of


def keeps_everything(viewer: Viewer) -> bool:
    """Whoever enters the administration looks after the whole site."""
    return isinstance(viewer, PermissionsMixin) and viewer.has_perm("wagtailadmin.access_admin")


def basins_kept_by(viewer: Viewer) -> QuerySet[Basin]:
    """All of them, or those where this person plays a part, through their territory or not."""
    return Basin.objects.all() if keeps_everything(viewer) else basins_of(viewer)


def basin(viewer: Viewer, basin: str = "") -> QuerySet[Any]:
    """Keys of the basins that this person looks after."""
    kept = basins_kept_by(viewer)
    return (kept.filter(slug=basin) if basin else kept).order_by().values("slug")


def territory(viewer: Viewer, basin: str = "") -> QuerySet[Any]:
    """Keys of the territories that this person looks after."""
    kept = Territory.objects.order_by()
    if not keeps_everything(viewer):
        kept = kept.filter(pk__in=Role.objects.of(viewer).values("territory"))
    return (kept.filter(basins__slug=basin) if basin else kept).values("slug")
