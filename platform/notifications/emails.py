"""The letter itself: plain text, in the site's voice, with a way to stop that asks for no password."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage

from notifications.models import Letter
from notifications.notices import Family
from notifications.reading import Told
from notifications.stopping import token_of
from ui.letters import letter, whole_address

LONGEST_SUBJECT = 120
HEADINGS = {
    Family.ADDRESSED: "Pour vous",
    Family.BASIN: "Dans votre bassin",
    Family.INFORMED: "Pour vous tenir au courant",
}


def message(row: Letter, told: Sequence[Told]) -> EmailMessage:
    """All that this letter tells, what is addressed to its reader first."""
    reader = row.recipient
    stop = whole_address("stop_letters", token_of(reader.pk))
    context = {
        "name": reader.first_name,
        "families": [(HEADINGS[name], lines) for name, lines in _by_family(told).items() if lines],
        "stop": stop,
        "choices": whole_address("notice_choices"),
    }
    headers = {
        "Message-ID": row.message_id,
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return letter("emails/told.txt", subject=_subject(told), to=reader.email, context=context, headers=headers)


def _by_family(told: Sequence[Told]) -> dict[Family, list[Told]]:
    families: dict[Family, list[Told]] = {family: [] for family in Family}
    for line in told:
        families[line.notice.family].append(line)
    return families


def _subject(told: Sequence[Told]) -> str:
    text = told[0].sentence if len(told) == 1 else f"{len(told)} nouvelles de {settings.SITE_NAME}"
    return text if len(text) <= LONGEST_SUBJECT else f"{text[: LONGEST_SUBJECT - 1]}…"
