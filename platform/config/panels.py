"""Which rooms fill which slot of a page, in order."""

from collections.abc import Mapping, Sequence

from cards.panels import Contributor
from offers.panels import offers_of_the_organisation, offers_of_the_same_themes, recent_offers

PANELS: Mapping[str, Sequence[Contributor]] = {
    "home": (recent_offers,),
    "sheet.after": (offers_of_the_same_themes,),
    "organisation": (offers_of_the_organisation,),
}
