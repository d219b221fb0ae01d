"""New pages told in their basins: by the day, however many."""

from datetime import timedelta

from django.core import mail
from django.utils import timezone

from fichesactions.models import HomePage, KnowledgePage
from fichesactions.tasks import tell_of_new_pages
from notifications.models import Notification, Preferences
from notifications.notices import Rhythm
from tests.accounts.test_basin_news import friday, told, who
from tests.fichesactions.factories import make_page, restrict
from tests.territories.factories import BasinFactory


def test_pages_of_a_basin_are_told_by_the_day_however_many(home: HomePage) -> None:
    verviers = BasinFactory(slug="verviers", name="Verviers")
    neighbour, never = who("nadia", verviers), who("ines", verviers)
    Preferences.objects.create(person=never, basin=Rhythm.NEVER)
    for title in ("Une", "Deux", "Trois", "Ancienne"):
        make_page(title, basins=[verviers])
    restrict(make_page("Réservée", basins=[BasinFactory(slug="namur")]))
    make_page("De partout")
    assert tell_of_new_pages.func() == 0, "the day is not over"
    yesterday, pages = timezone.now() - timedelta(days=1), KnowledgePage.objects.all()
    pages.update(first_published_at=yesterday)
    pages.filter(title="Ancienne").update(first_published_at=yesterday - timedelta(days=30))
    assert tell_of_new_pages.func() == 2
    assert tell_of_new_pages.func() == 0, "told already"
    assert told(neighbour) == {("basin.pages", timezone.localdate(yesterday).isoformat())}
    assert not Notification.objects.filter(recipient=never, due_at__isnull=False).exists(), "in the site only"
    assert Notification.objects.filter(kind="basin", key="verviers").count() == Notification.objects.count() == 2
    friday()
    [letter] = mail.outbox
    assert letter.to == [neighbour.email]
    assert "De nouvelles fiches et pratiques" in letter.body
