"""Which owner exports and erases what it keeps about a person; a house test fails for a model nobody names."""

from collections.abc import Sequence

import accounts.personal_data
import fichesactions.personal_data
import territories.personal_data
from operations.personal_data import Owner

# From the highest room down: the account itself goes last.
PERSONAL_DATA: Sequence[Owner] = (fichesactions.personal_data, territories.personal_data, accounts.personal_data)
