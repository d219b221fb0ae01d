"""A published sheet of one basin, another of members only, and readers of both."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from fichesactions.seeding import load_tree
from tests.feedback.factories import facilitator
from tests.fichesactions.factories import make_page, restrict
from tests.territories.factories import BasinFactory


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """What the last test’s visitors clicked is no click of this one’s."""
    cache.clear()


@pytest.fixture
def basin(db: None) -> Any:
    return BasinFactory(name="Verviers", slug="verviers")


@pytest.fixture
def sheet(db: None, basin: Any) -> Any:
    load_tree()
    return make_page("Faire le trajet ensemble", basins=[basin])


@pytest.fixture
def members_sheet(sheet: Any) -> Any:
    page = make_page("Entre membres")
    restrict(page)
    return page


@pytest.fixture
def signed_in(db: None) -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def sonia(basin: Any, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(facilitator("sonia@demo.test", basin))
