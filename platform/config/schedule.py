"""What runs when. Times are local, Europe/Brussels."""

from collections.abc import Sequence
from datetime import time, timedelta

from accounts.joining.tasks import forget_old_applications
from accounts.space.tasks import forget_what_was_let_go
from feedback.tasks import forget_contacts
from fichesactions.tasks import publish_scheduled, tell_of_new_pages
from imports.tasks import forget_old_deposits
from notifications.tasks import forget_old_notices, send_due_letters
from offers.tasks import tell_of_the_newly_stale
from outbox.clock import Job
from outbox.tasks import fold_content_changes, prune_done_tasks
from search.needs.tasks import purge_expired
from search.saved.news import tell_of_news
from search.saved.tasks import forget_removed_searches
from search.tasks import refresh_index

SCHEDULE: Sequence[Job] = (
    Job("publish_scheduled", publish_scheduled, every=timedelta(minutes=1)),
    Job("refresh_index", refresh_index, every=timedelta(seconds=30)),  # Caught up a minute after an outage.
    Job("tell_of_the_newly_stale", tell_of_the_newly_stale, at=time(0, 5)),
    Job("tell_of_new_pages", tell_of_new_pages, at=time(4, 0)),
    Job("fold_content_changes", fold_content_changes, every=timedelta(minutes=10)),
    Job("tell_of_news", tell_of_news, at=time(6)),
    Job("send_due_letters", send_due_letters, every=timedelta(minutes=5)),
    Job("forget_old_notices", forget_old_notices, at=time(3, 40)),
    Job("forget_contacts", forget_contacts, at=time(3, 20)),
    Job("forget_what_was_let_go", forget_what_was_let_go, at=time(3, 30)),
    Job("forget_old_applications", forget_old_applications, at=time(3, 25)),
    Job("purge_expired", purge_expired, at=time(3, 45)),
    Job("forget_old_deposits", forget_old_deposits, at=time(3, 50)),
    Job("forget_removed_searches", forget_removed_searches, at=time(3, 35)),
    Job("prune_done_tasks", prune_done_tasks, at=time(3, 10)),
)
