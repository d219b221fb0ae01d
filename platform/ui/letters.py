"""Letters of the site: plain text in one frame (templates/emails/base.txt), known as one when they are sent twice."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

_LINE_ENDS = re.compile(r"[\r\n\t]+")


def letter(
    template: str, *, subject: str, to: str, context: Mapping[str, Any], key: str = "", headers: Mapping[str, str] = {}
) -> EmailMessage:
    """A letter to one address, not sent yet. `key` is the same for the same letter, however often it is written: mail
    programs then show it once. Any letter without one is another."""
    text = render_to_string(template, {"SITE_NAME": settings.SITE_NAME, "BASE_URL": settings.BASE_URL, **context})
    known = {"Message-ID": message_id(key)} if key else {}
    told = {"Auto-Submitted": "auto-generated", **known, **headers}
    return EmailMessage(_LINE_ENDS.sub(" ", subject).strip(), text.strip() + "\n", to=[to], headers=told)


def message_id(key: str) -> str:
    """« <joining.code.abc@pratiques.example> »"""
    return f"<{key}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}>"


def whole_address(name: str, *args: str) -> str:
    """The whole address of a page, for whoever reads it outside the site."""
    return settings.BASE_URL + reverse(name, args=args)
