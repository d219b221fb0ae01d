"""An import tells its reviewer once: three hundred letters for three hundred drafts would be the last ones read."""

from collections.abc import Iterator
from contextlib import contextmanager

from wagtail.admin.signal_handlers import task_submission_email_notifier, workflow_submission_email_notifier
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_submitted

_LETTERS = (
    (task_submitted, task_submission_email_notifier, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, workflow_submission_email_notifier, WorkflowState,
     "workflow_state_submitted_email_notification"),
)  # fmt: skip


@contextmanager
def without_letters() -> Iterator[None]:
    """Wagtail's letters about submissions stay unsent, in this process: the worker does one thing at a time."""
    for signal, _, sender, uid in _LETTERS:
        signal.disconnect(sender=sender, dispatch_uid=uid)
    try:
        yield
    finally:
        for signal, notifier, sender, uid in _LETTERS:
            signal.connect(notifier, sender=sender, dispatch_uid=uid)
