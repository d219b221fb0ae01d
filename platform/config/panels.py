"""Which rooms fill which slot of a page, in order."""

from collections.abc import Mapping, Sequence

from accounts.joining.panels import waiting_for_my_agreement, waiting_for_my_agreement_in_admin
from accounts.people.panels import people_of_the_basin, people_of_the_organisation
from accounts.people.turning_to import people_to_turn_to
from accounts.space.panels import keep_gesture
from accounts.structures.panels import organisations_of_the_basin
from cards.panels import Contributor
from feedback.panels import to_act_on, to_act_on_in_admin, was_it_useful
from fichesactions.dashboard import drafts_in_admin, due_for_review
from fichesactions.panels import (
    credited_to,
    my_drafts,
    news_of_my_basin,
    pages_of_the_organisation,
    pages_of_the_place,
    waiting_for_my_review,
)
from fichesactions.text_panels import kit_of_a_new_facilitator, texts_of_the_territory
from imports.panels import last_imports
from offers.panels import offers_of_the_organisation, offers_of_the_place, offers_of_the_same_themes, recent_offers
from operations.home import failed_work, first_steps
from search.needs.panels import sought_in_vain, sought_in_vain_in_admin
from search.panels import themes_of_the_place
from search.saved.panels import my_searches
from territories.panels import pin_gesture, whom_to_ask, whom_to_ask_there

PANELS: Mapping[str, Sequence[Contributor]] = {
    "home": (recent_offers,),
    "sheet.after": (offers_of_the_same_themes, was_it_useful),
    "offer.after": (was_it_useful,),
    "basin": (
        themes_of_the_place,
        pages_of_the_place,
        offers_of_the_place,
        organisations_of_the_basin,
        people_of_the_basin,
        was_it_useful,
    ),
    "territory": (themes_of_the_place, pages_of_the_place, offers_of_the_place, was_it_useful, texts_of_the_territory),
    "services": (whom_to_ask_there,),
    "search.nothing": (people_to_turn_to, whom_to_ask),
    "organisation": (
        people_of_the_organisation,
        offers_of_the_organisation,
        pages_of_the_organisation,
        was_it_useful,
    ),
    "person": (credited_to,),
    "gestures": (keep_gesture, pin_gesture),
    "my_space": (
        kit_of_a_new_facilitator,
        waiting_for_my_agreement,
        to_act_on,
        sought_in_vain,
        waiting_for_my_review,
        my_drafts,
        news_of_my_basin,
        my_searches,
    ),
    "admin.home": (
        first_steps,
        waiting_for_my_agreement_in_admin,
        drafts_in_admin,
        due_for_review,
        to_act_on_in_admin,
        sought_in_vain_in_admin,
        last_imports,
        failed_work,
    ),
}
