"""A list drops the values of filters that it has no word for: every value that a service may have has one."""

import pytest
from django.db.models import TextChoices

from offers.models import Fees, OfferType, Reception, Serves
from search.facets import UNKNOWN, UNSAID, labels


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facet", "choices"), [("type", OfferType), ("fees", Fees), ("format", Reception), ("serves", Serves)]
)
def test_a_facet_has_a_word_for_every_value(facet: str, choices: type[TextChoices]) -> None:
    assert set(labels()[facet]) == {*choices.values, *([UNKNOWN] if facet in UNSAID else [])}
