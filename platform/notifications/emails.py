"""The letter itself: plain text, in the site's voice, with a way to stop that asks for no password."""

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from notifications.models import Letter
from notifications.notices import Family
from notifications.reading import Told
from notifications.stopping import token_of

LONGEST_SUBJECT = 120
HEADINGS = {
    Family.ADDRESSED: "Pour vous",
    Family.BASIN: "Dans votre bassin",
    Family.INFORMED: "Pour vous tenir au courant",
}
_LINE_ENDS = re.compile(r"[\r\n\t]+")


def message(letter: Letter, told: Sequence[Told]) -> EmailMessage:
    """All that this letter tells, what is addressed to its reader first."""
    reader = letter.recipient
    stop = urljoin(settings.BASE_URL, reverse("stop_letters", args=[token_of(reader.pk)]))
    families = [(HEADINGS[name], lines) for name, lines in _by_family(told).items() if lines]
    context = {
        "name": reader.first_name, "families": families, "stop": stop, "several": len(told) > 1,
        "site": settings.SITE_NAME, "base_url": settings.BASE_URL,
        "choices": urljoin(settings.BASE_URL, reverse("notice_choices")),
    }  # fmt: skip
    headers = {
        "Message-ID": letter.message_id,
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    text = render_to_string("emails/told.txt", context)
    return EmailMessage(_subject(told), text, to=[reader.email], headers=headers)


def _by_family(told: Sequence[Told]) -> dict[Family, list[Told]]:
    families: dict[Family, list[Told]] = {family: [] for family in Family}
    for line in told:
        families[line.notice.family].append(line)
    return families


def _subject(told: Sequence[Told]) -> str:
    text = told[0].sentence if len(told) == 1 else f"{len(told)} nouvelles de {settings.SITE_NAME}"
    line = _LINE_ENDS.sub(" ", text)
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"
