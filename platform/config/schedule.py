"""What runs when. Times are local, Europe/Brussels."""

from collections.abc import Sequence
from datetime import time, timedelta

from fichesactions.tasks import publish_scheduled
from offers.tasks import tell_of_the_newly_stale
from outbox.clock import Job
from outbox.tasks import fold_content_changes, prune_done_tasks
from search.tasks import refresh_index

SCHEDULE: Sequence[Job] = (
    Job("publish_scheduled", publish_scheduled, every=timedelta(minutes=1)),
    Job("refresh_index", refresh_index, every=timedelta(minutes=1)),
    Job("tell_of_the_newly_stale", tell_of_the_newly_stale, at=time(0, 5)),
    Job("fold_content_changes", fold_content_changes, every=timedelta(minutes=10)),
    Job("prune_done_tasks", prune_done_tasks, at=time(3, 10)),
)
