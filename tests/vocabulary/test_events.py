"""What happens to a word is told in the transaction that changes it, and only when it reads otherwise."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from cards.refs import Ref
from outbox.events import Event
from tests.vocabulary.factories import ThemeFactory
from vocabulary.events import TermsChanged
from vocabulary.models import Audience, Theme
from vocabulary.seeding import load

pytestmark = pytest.mark.django_db
HEARD: list[Event] = []
SUBSCRIPTIONS: dict[type[Event], tuple[Callable[[Event], None], ...]] = {TermsChanged: (HEARD.append,)}


@pytest.fixture(autouse=True)
def heard(settings: Settings) -> list[Event]:
    settings.SUBSCRIPTIONS = "tests.vocabulary.test_events.SUBSCRIPTIONS"
    HEARD.clear()
    return HEARD


def test_a_new_term_and_a_renamed_one_are_told_and_a_new_order_is_not(heard: list[Event]) -> None:
    term = Audience.objects.create(label="Marins")
    term.label = "Marins et bateliers"
    term.save()
    term.position = 3
    term.save()
    assert heard == [TermsChanged((Ref("audience", "marins"),))] * 2


def test_a_theme_that_changes_parent_or_mark_is_told(heard: list[Event]) -> None:
    parent, theme = ThemeFactory(slug="parent"), ThemeFactory(slug="fin")
    heard.clear()
    theme.parent = parent
    theme.save()
    theme.mark = "health"
    theme.save()
    assert heard == [TermsChanged((Ref("theme", "fin"),))] * 2


def test_saving_in_the_admin_is_told(client: Client, heard: list[Event]) -> None:
    theme = ThemeFactory(slug="sante")
    heard.clear()
    client.force_login(get_user_model().objects.create_superuser("admin@example.org", "a long password"))
    response = client.post(
        reverse("wagtailsnippets_vocabulary_theme:edit", args=[theme.pk]), {"label": "Soin", "parent": "", "mark": ""}
    )
    assert (response.status_code, Theme.objects.get().label) == (302, "Soin")
    assert heard == [TermsChanged((Ref("theme", "sante"),))]


def test_shipped_words_are_told_when_they_are_laid_and_not_again(heard: list[Event]) -> None:
    load()
    told = {ref for event in heard for ref in event.refs}
    assert {ref.key for ref in told if ref.kind == "audience"} == set(Audience.objects.values_list("slug", flat=True))
    heard.clear()
    load()
    assert heard == []
