"""Which owner exports and erases what it keeps about a person; a house test fails for a model nobody names."""

from collections.abc import Sequence

import accounts.personal_data
import accounts.structures.personal_data
import feedback.personal_data
import fichesactions.personal_data
import imports.personal_data
import notifications.personal_data
import search.needs.personal_data
import search.saved.personal_data
import territories.personal_data
from operations.personal_data import Owner

# From the highest room down: the account itself goes last.
PERSONAL_DATA: Sequence[Owner] = (
    fichesactions.personal_data,
    search.saved.personal_data,
    search.needs.personal_data,
    notifications.personal_data,
    feedback.personal_data,
    territories.personal_data,
    imports.personal_data,
    accounts.structures.personal_data,
    accounts.personal_data,
)
