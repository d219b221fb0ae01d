"""Which organisations somebody looks after: all, for whoever enters the administration; else those of their basins,
and those whose people have entrusted their page to them."""

from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from accounts.models import Claim, Organisation
from cards.kinds import Viewer
from territories.keeping import basins_kept_by, keeps_everything


def organisations_kept_by(viewer: Viewer) -> QuerySet[Organisation]:
    """Those that this person may see and looks after."""
    seen = Organisation.objects.visible_to(viewer).order_by()
    if keeps_everything(viewer):
        return seen
    basins = basins_kept_by(viewer)
    here = Q(municipality__basin__in=basins) | Q(municipality__successor__basin__in=basins)
    return seen.filter(here | Q(pk__in=Claim.objects.of(viewer).accepted().values("organisation")))


def organisation(viewer: Viewer, basin: str = "") -> QuerySet[Any]:
    """Their keys."""
    kept = organisations_kept_by(viewer)
    kept = kept.filter(municipality__basin__slug=basin) if basin else kept
    return kept.annotate(as_key=Cast("pk", CharField())).values("as_key")
