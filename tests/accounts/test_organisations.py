"""Organisations: one row a structure, kept by its source's key."""

import pytest
from django.db import IntegrityError

from accounts.models import Organisation


@pytest.mark.django_db
def test_an_organisation_is_known_by_its_name() -> None:
    assert str(Organisation(name="La Petite Ourse")) == "La Petite Ourse"


@pytest.mark.django_db
def test_a_source_gives_one_organisation_a_key_and_the_house_s_own_have_none() -> None:
    Organisation.objects.create(slug="a", name="A", source_id="essai--1")
    Organisation.objects.create(slug="b", name="B")
    Organisation.objects.create(slug="c", name="C")
    with pytest.raises(IntegrityError):
        Organisation.objects.create(slug="d", name="D", source_id="essai--1")


@pytest.mark.django_db
def test_the_code_of_an_unknown_municipality_is_kept() -> None:
    Organisation.objects.create(slug="a", name="A", municipality_id="FR:33063")
    found = Organisation.objects.select_related("municipality").get()
    assert (found.municipality_id, found.municipality) == ("FR:33063", None)
