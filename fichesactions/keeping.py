"""Which pages somebody looks after: all, for whoever enters the administration; else those filed under their basins."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from cards.kinds import Viewer
from fichesactions.models import ActionSheet, GoodPractice, KnowledgePage, Tool
from territories.keeping import basins_kept_by, keeps_everything


@dataclass(frozen=True, slots=True)
class PagesKept:
    """Pages of one kind, for config/keepers.py."""

    model: type[KnowledgePage]

    def __call__(self, viewer: Viewer, basin: str = "") -> QuerySet[Any]:
        pages = self.model.objects.visible_to(viewer).order_by()
        filed = KnowledgePage.basins.through.objects
        if not keeps_everything(viewer):
            theirs = filed.filter(basin__in=basins_kept_by(viewer))
            pages = pages.filter(pk__in=theirs.values("knowledgepage"))
        if basin:
            pages = pages.filter(pk__in=filed.filter(basin__slug=basin).values("knowledgepage"))
        return pages.annotate(as_key=Cast("pk", CharField())).values("as_key")


sheet, practice, tool = PagesKept(ActionSheet), PagesKept(GoodPractice), PagesKept(Tool)
