"""Which services somebody looks after: all, for whoever enters the administration; else those of their basins."""

from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from accounts.keeping import organisations_kept_by
from cards.kinds import Viewer
from offers.models import Offer
from territories.keeping import basins_kept_by, keeps_everything


def offer(viewer: Viewer, basin: str = "") -> QuerySet[Any]:
    """Keys of these services, those withdrawn left out."""
    offers = Offer.objects.visible_to(viewer).published().order_by()
    if not keeps_everything(viewer):
        here = Q(municipality__basin__in=basins_kept_by(viewer))
        offers = offers.filter(here | Q(organisation__in=organisations_kept_by(viewer)))
    if basin:
        offers = offers.filter(municipality__basin__slug=basin)
    return offers.annotate(as_key=Cast("pk", CharField())).values("as_key")
