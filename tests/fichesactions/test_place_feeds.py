"""Atom feeds of places: pages and editions, what everyone may read, for machines that ask every hour."""

import xml.etree.ElementTree as ET
from datetime import date

from django.test import Client

from fichesactions.models import HomePage
from search.indexing import rebuild
from territories.models import StateOfPlay
from tests.fichesactions.factories import make_page, moment, restrict
from tests.territories.factories import BasinFactory

A = "{http://www.w3.org/2005/Atom}"


def test_a_basin_and_its_territory_have_a_feed_of_pages_and_editions(home: HomePage, client: Client) -> None:
    basin = BasinFactory(slug="verviers", name="Verviers", territory__slug="wallonie", territory__name="Wallonie")
    land, other = basin.territory, BasinFactory(name="Namur", territory=basin.territory)
    make_page("Du bassin", basins=[basin, other])
    restrict(make_page("Réservée", basins=[basin]))
    old = StateOfPlay.objects.create(basin=basin, dated=date(2025, 9, 1), published=True, summary="Un résumé & co.")
    StateOfPlay.objects.filter(pk=old.pk).update(published_at=moment("2025-10-02 09:00"))
    StateOfPlay.objects.create(basin=other, dated=date(2026, 3, 1), published=True)
    StateOfPlay.objects.create(territory=land, dated=date(2026, 1, 1), published=True, author="Le Réseau")
    StateOfPlay.objects.create(basin=basin, dated=date(2026, 9, 1), summary="Un brouillon.")

    feed = ET.fromstring(client.get("/fils/bassins/verviers.atom").content)
    entries = feed.findall(f"{A}entry")
    assert [each.findtext(f"{A}title") for each in entries] == [
        "Du bassin",
        "État des lieux : Verviers, septembre 2025",
    ]
    assert entries[1].findtext(f"{A}published") == "2025-10-02T07:00:00+00:00"
    for each in (feed, *entries):  # What RFC 4287 asks of both.
        assert all(each.findtext(f"{A}{name}") for name in ("id", "title", "updated"))
    ids = [each.findtext(f"{A}id") for each in entries]
    assert len({*ids, feed.findtext(f"{A}id")}) == 3
    assert all(each.find(f"{A}author/{A}name") is not None for each in entries)
    links = {each.get("rel"): each.get("href", "") for each in feed.findall(f"{A}link")}
    assert links["self"].endswith("/fils/bassins/verviers.atom")
    assert links["alternate"].endswith("/territoires/wallonie/verviers/")

    answer = client.get("/fils/territoires/wallonie.atom")
    assert "Brouillon" not in answer.content.decode().title()
    titles = [each.findtext(f"{A}title") for each in ET.fromstring(answer.content).findall(f"{A}entry")]
    assert len(titles) == 4
    assert titles.count("Du bassin") == 1, "once, though of two basins"
    assert "État des lieux : Wallonie, janvier 2026" in titles
    again = client.get("/fils/territoires/wallonie.atom", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/fils/territoires/lune.atom").status_code == 404


def test_the_doors_lead_to_their_feeds(home: HomePage, client: Client) -> None:
    basin = BasinFactory(slug="verviers", territory__slug="wallonie")
    rebuild()
    for door, feed in (("wallonie/verviers/", "bassins/verviers"), ("wallonie/", "territoires/wallonie")):
        page = client.get(f"/territoires/{door}").content.decode()
        assert f'href="/fils/{feed}.atom">' in page.partition("</head>")[0], basin
        assert f'<a href="/fils/{feed}.atom">S’abonner' in page
