"""Services hear what changes around them: the words they are filed under, the places they serve, their own age."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from offers import tasks
from offers.freshness import DUE_DAYS
from offers.models import Offer
from outbox import transactions
from search.indexing import check, rebuild
from search.models import IndexEntry
from tests.offers.factories import LIEGE, a_basin, a_service, an_offer, deliver
from tests.territories.factories import BasinFactory
from vocabulary.models import Audience, Theme

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("words")]
Told = Callable[[], set[str]]


@pytest.fixture
def told(work: Callable[[], int]) -> Told:
    """Which services search has been told of since last asked, once the worker has done its work."""
    versions: dict[str, int] = {}

    def since() -> set[str]:
        work()
        now = dict(IndexEntry.objects.filter(kind="offer").values_list("key", "version"))
        changed = {key for key, version in now.items() if versions.get(key, 0) != version}
        versions.update(now)
        return set(Offer.objects.filter(pk__in=changed).values_list("name", flat=True))

    return since


def test_the_words_a_service_is_filed_under(tmp_path: Path, told: Told) -> None:
    rebuild()
    deliver(
        tmp_path,
        a_service("1", nom="Garde", publics=["jeunes"]),
        a_service("2", nom="Vélo", thematiques=["mobilite--acceder-a-un-vehicule"], publics=["tous-publics"]),
    )
    told()
    theme = Theme.objects.get(slug="famille")
    theme.label = "Enfants"
    theme.save()
    assert told() == {"Garde"}
    theme.save()
    assert told() == set()
    Audience.objects.create(label="Marins")
    assert told() == {"Vélo"}
    assert check().wrong == []


def test_the_places_a_service_serves(tmp_path: Path, told: Told) -> None:
    liege = a_basin("BE:62063", "Liège")
    a_basin("FR:25056", "Besançon", "FR")
    deliver(
        tmp_path,
        a_service("1", nom="Sur place", **LIEGE),
        a_service("2", nom="Province", _pays="BE", zone_eligibilite=["60000"]),
        a_service("3", nom="Belgique", _pays="BE"),
        a_service("4", nom="Ailleurs", _pays="FR", zone_eligibilite=["25"]),
        a_service("5", nom="France", _pays="FR"),
    )
    told()
    liege.slug = "liege-nord"
    liege.save()
    assert told() == {"Sur place", "Province", "Belgique"}
    town = liege.municipalities.get()
    town.basin = BasinFactory(territory=liege.territory)
    town.save()
    assert told() == {"Sur place", "Province", "Belgique"}
    town.population = 5
    town.save()
    assert told() == set()
    town.delete()
    assert told() == {"Sur place", "Province", "Belgique"}
    assert check().wrong == []


def test_each_batch_is_a_transaction_of_its_own(tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    deliver(tmp_path, *[a_service(str(n)) for n in range(5)])
    told()
    monkeypatch.setattr(transactions, "MOST_REFS", 2)
    recorded: list[int] = []
    monkeypatch.setattr(transactions, "record", lambda event: recorded.append(len(event.refs)))
    assert tasks.tell_of_terms.func(refs=[["theme", "famille--garde-denfants"]]) == 5
    assert recorded == [2, 2, 1]


def test_a_service_that_grows_old_weighs_less_the_day_it_does(
    tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = timezone.localdate()
    for name, age in (("Vieux", DUE_DAYS), ("Récent", DUE_DAYS - 1)):
        an_offer(tmp_path, nom=name, date_maj=str(today - timedelta(days=age)))
    rebuild()
    told()
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert check().wrong == []  # The mere passing of days is no drift.
    tasks.tell_of_the_newly_stale.func()
    assert told() == {"Vieux"}
