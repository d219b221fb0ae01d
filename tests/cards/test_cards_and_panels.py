"""Showing things through their owners, and filling a page's slots, with tables made for the test."""

from collections.abc import Sequence

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from pytest_django import Settings

from cards.kinds import Card, Viewer, cards_for
from cards.momentary import is_only_for_now
from cards.panels import Facets, Panel, panels_for
from cards.refs import Ref


class Notes:
    """A kind whose even keys are private, and which counts how often it is asked."""

    label, plural, icon = "Note", "Notes", "sheet"

    def __init__(self) -> None:
        self.asked = 0

    def cards(self, keys: Sequence[str], viewer: Viewer) -> dict[str, Card]:
        self.asked += 1
        return {key: Card(Ref("note", key), f"Note {key}", f"/{key}", "Note", "sheet") for key in keys if int(key) % 2}


notes = Notes()
KINDS = {"note": notes}


def failing_panel(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    raise RuntimeError("voisin absent")


def silent_panel(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    return None


def speaking_panel(viewer: Viewer, ref: Ref | None, facets: Facets) -> Panel | None:
    return Panel("Services liés", "cards/nothing.html", {"about": str(ref)})


PANELS = {"sheet.after": (failing_panel, silent_panel, speaking_panel)}


@pytest.fixture(autouse=True)
def tables(settings: Settings) -> None:
    settings.KINDS = f"{__name__}.KINDS"
    settings.PANELS = f"{__name__}.PANELS"
    notes.asked = 0


def strangers_request() -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return request


def test_cards_keep_the_order_asked_and_leave_out_what_the_viewer_may_not_see() -> None:
    cards = cards_for([Ref("note", "3"), Ref("note", "2"), Ref("note", "1")], AnonymousUser())
    assert [card.title for card in cards] == ["Note 3", "Note 1"]


def test_each_owner_is_asked_once_whatever_the_number_of_things() -> None:
    cards_for([Ref("note", str(n)) for n in range(50)], AnonymousUser())
    assert notes.asked == 1


def test_a_kind_that_no_longer_exists_shows_nothing() -> None:
    assert cards_for([Ref("ghost", "1")], AnonymousUser()) == []


def test_a_panel_that_fails_is_logged_and_the_others_remain(caplog: pytest.LogCaptureFixture) -> None:
    panels = panels_for("sheet.after", strangers_request(), Ref("sheet", "4"), {})
    assert [panel.title for panel in panels] == ["Services liés"]
    assert "failing_panel" in caplog.text


def test_a_page_without_the_panel_that_failed_is_for_nobody_else() -> None:
    request = strangers_request()
    Template('{% load panels %}{% panels "nowhere" %}').render(Context({"request": request}))
    assert not is_only_for_now(request)
    panels_for("sheet.after", request, Ref("sheet", "4"), {})
    assert is_only_for_now(request)


def test_a_slot_that_nobody_fills_is_empty() -> None:
    request = strangers_request()
    assert Template('{% load panels %}{% panels "nowhere" %}').render(Context({"request": request})) == ""
