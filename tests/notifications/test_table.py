"""The product's own table: every line can be said and leads somewhere."""

import pytest
from django.urls import reverse

from config.notices import NOTICES
from notifications.models import Preferences
from notifications.notices import Family


@pytest.mark.parametrize("event", NOTICES)
def test_every_notice_can_be_said_and_leads_somewhere(event: str) -> None:
    line = NOTICES[event]
    for count in (1, 3):
        assert "«\u00a0Le titre\u00a0»" in line.sentence("Le titre", count)
    assert not line.leads_to or reverse(line.leads_to)
    assert len(event) <= 60
    assert event.count(".") == 1


def test_every_family_has_a_rhythm_of_its_own() -> None:
    assert {family: Preferences().rhythm(family) for family in Family} == Preferences.BY_DEFAULT
