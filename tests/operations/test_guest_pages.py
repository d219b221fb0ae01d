"""Pages kept for strangers: one is made for all of them, and never served once anything has changed."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from cards.momentary import only_for_now
from operations import guest_pages
from operations.guest_pages import GuestPages
from operations.kept_pages import OVERHEAD, KeptPage, KeptPages, Moment
from outbox.generation import content_changed

pytestmark = pytest.mark.django_db


class Site:
    """A site of one view, which counts what it makes; `answers` says what the next page is."""

    def __init__(self) -> None:
        self.made = 0
        self.answers = lambda request: HttpResponse(f"page {self.made}")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.made += 1
        request.user = AnonymousUser()
        return self.answers(request)


@pytest.fixture
def site(settings: Settings) -> Site:
    settings.GUEST_PAGES_MB = 1
    return Site()


@pytest.fixture
def pages(site: Site) -> GuestPages:
    return GuestPages(site)


def asked(address: str = "/", method: str = "GET", **headers: str) -> HttpRequest:
    return RequestFactory(headers=headers).generic(method, address)


def change() -> None:
    with transaction.atomic():
        content_changed()


def test_the_second_stranger_is_given_the_page_of_the_first(pages: GuestPages, site: Site) -> None:
    assert [pages(asked()).content for _ in range(3)] == [b"page 1"] * 3
    assert site.made == 1


def test_a_change_is_seen_at_once(pages: GuestPages) -> None:
    assert pages(asked()).content == b"page 1"
    change()
    assert pages(asked()).content == b"page 2"
    assert pages(asked()).content == b"page 2"


def test_a_page_begun_before_a_change_is_not_served_after_it(pages: GuestPages, site: Site) -> None:
    def overtaken(request: HttpRequest) -> HttpResponse:
        read = f"page {site.made}"
        change()
        return HttpResponse(read)

    site.answers = overtaken
    assert [pages(asked()).content for _ in range(2)] == [b"page 1", b"page 2"]


def test_a_kept_page_costs_one_query(pages: GuestPages) -> None:
    pages(asked())
    with CaptureQueriesContext(connection) as queries:
        pages(asked())
    assert len(queries) == 1


def test_each_address_has_its_own_page(pages: GuestPages, site: Site) -> None:
    for address in ("/a/", "/b/", "/a/?page=2", "/a/?page=3"):
        pages(asked(address))
    pages(RequestFactory(headers={"host": "autre.test"}).get("/a/"))
    pages(RequestFactory().get("/a/", secure=True))
    assert site.made == 6


def test_pages_are_made_again_each_day(pages: GuestPages, monkeypatch: pytest.MonkeyPatch) -> None:
    pages(asked())
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert pages(asked()).content == b"page 2"


@pytest.mark.parametrize(
    "request_",
    [
        asked(cookie="sessionid=quelquun"),
        asked(cookie="autre=1; messages=bonjour"),
        asked(authorization="Bearer clef"),
        asked(method="POST"),
        asked("/admin/"),
        asked("/compte/connexion/"),
        asked("/demo/courriers/"),
        asked("/health/ready"),
        asked("/metrics"),
        asked("/api/v1/offers"),
        asked("/api/v1/structures"),
    ],
    ids=lambda request: f"{request.method} {request.path} {' '.join(request.headers)}",
)
def test_what_is_not_a_strangers_reading_is_neither_kept_nor_given(
    pages: GuestPages, site: Site, request_: HttpRequest
) -> None:
    assert [pages(request_).content for _ in range(2)] == [b"page 1", b"page 2"]
    pages(asked(request_.path))
    assert pages(request_).content == f"page {site.made}".encode()


def test_cookies_of_others_do_not_make_someone_known(pages: GuestPages, site: Site) -> None:
    pages(asked())
    pages(asked(cookie="csrftoken=abc; mesure=1"))
    assert site.made == 1


def with_cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("page")
    response.set_cookie("vu", "1")
    return response


def momentary(request: HttpRequest) -> HttpResponse:
    only_for_now(request)
    return HttpResponse("liste simple")


@pytest.mark.parametrize(
    "answers",
    [
        with_cookie,
        momentary,
        lambda request: HttpResponse("rien", status=404),
        lambda request: HttpResponse("à moi", headers={"Cache-Control": "max-age=0, private"}),
        lambda request: HttpResponse("vite", headers={"Cache-Control": "no-store"}),
        lambda request: HttpResponse("morceau", headers={"Vary": "Cookie, HX-Request"}),
        lambda request: HttpResponse(b"x" * (guest_pages.LARGEST + 1)),
        lambda request: StreamingHttpResponse([b"flot"]),
    ],
)
def test_what_is_not_for_all_is_not_kept(pages: GuestPages, site: Site, answers: object) -> None:
    site.answers = answers  # type: ignore[assignment]
    pages(asked())
    assert "ETag" not in pages(asked()).headers
    assert site.made == 2


def test_browsers_are_told_not_to_keep_what_holds_for_a_moment(pages: GuestPages, site: Site) -> None:
    site.answers = momentary
    assert pages(asked()).headers["Cache-Control"] == "no-store"


def test_a_browser_asks_whether_its_page_still_holds(pages: GuestPages) -> None:
    first = pages(asked())
    assert first.headers["Cache-Control"] == "no-cache"
    again = pages(asked(if_none_match=first.headers["ETag"]))
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    change()
    assert pages(asked(if_none_match=first.headers["ETag"])).content == b"page 2"


def test_what_a_view_says_of_its_keeping_stands(pages: GuestPages, site: Site) -> None:
    site.answers = lambda request: HttpResponse("nom", headers={"Cache-Control": "public, max-age=60", "ETag": '"1"'})
    for _ in range(2):
        response = pages(asked())
        assert (response.headers["Cache-Control"], response.headers["ETag"]) == ("public, max-age=60", '"1"')


def test_head_is_answered_by_a_kept_page_and_never_fills_it(pages: GuestPages, site: Site) -> None:
    site.answers = lambda request: HttpResponse(b"" if request.method == "HEAD" else b"page")
    pages(asked(method="HEAD"))
    assert pages(asked()).content == b"page"
    pages(asked(method="HEAD"))
    assert site.made == 2


def test_a_change_that_many_ask_for_is_made_once(
    pages: GuestPages, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers, arrived, all_there = 16, [], threading.Event()

    def one_more() -> int:
        arrived.append(1)
        if len(arrived) == readers:
            all_there.set()
        return 7

    def slow(request: HttpRequest) -> HttpResponse:
        assert all_there.wait(10)
        return HttpResponse("page")

    monkeypatch.setattr(guest_pages, "generation", one_more)
    site.answers = slow
    with ThreadPoolExecutor(readers) as threads:
        answers = list(threads.map(lambda _: pages(asked()).content, range(readers)))
    assert answers == [b"page"] * readers
    assert site.made == 1


@pytest.fixture
def someone_at_it(pages: GuestPages, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A reader for whom the page is being made, endlessly."""
    monkeypatch.setattr(guest_pages, "generation", lambda: 7)
    moment = Moment(7, timezone.localdate())
    with pages.pages.only_one(guest_pages._address(asked()), moment, 0) as first:
        assert first
        yield


@pytest.mark.usefixtures("someone_at_it")
def test_nobody_waits_for_ever(pages: GuestPages, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guest_pages, "PATIENCE", 0.01)
    assert pages(asked()).content == b"page 1"


def test_one_who_fails_leaves_the_place_to_others() -> None:
    kept, moment = KeptPages(1000), Moment(1, timezone.localdate())
    with pytest.raises(ZeroDivisionError), kept.only_one(("/",), moment, 0):
        raise ZeroDivisionError
    with kept.only_one(("/",), moment, 0) as first:
        assert first


def test_no_number_of_addresses_passes_the_bound_and_what_is_read_stays() -> None:
    moment = Moment(1, timezone.localdate())
    kept = KeptPages(10 * (OVERHEAD + 100))
    for number in range(100):
        kept.put((f"/?{number}",), KeptPage(moment, "", {}, b"x" * 80))
        assert kept.get(("/?0",), moment)
        assert kept.size <= kept.most
    held = [number for number in range(100) if kept.get((f"/?{number}",), moment)]
    assert held == [0, *range(91, 100)]


def test_the_same_address_weighs_once() -> None:
    kept = KeptPages(10**6)
    for number in range(3):
        kept.put(("/",), KeptPage(Moment(number, timezone.localdate()), "", {}, b"x" * 100))
    assert kept.size == OVERHEAD + 1 + 100


def test_no_memory_keeps_no_page(settings: Settings) -> None:
    settings.GUEST_PAGES_MB = 0
    with pytest.raises(MiddlewareNotUsed):
        GuestPages(Site())
