"""The letters that a site without EMAIL_URL writes to files: read on the demonstration, erased with their addressee."""

import email
import email.policy
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage as ReadMessage
from email.utils import getaddresses
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


class LetterFiles(BaseEmailBackend):
    """E-mail backend: one letter, one `.eml` file that any mail program opens."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder().mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{timezone.localtime():%Y%m%d-%H%M%S}-{secrets.token_hex(4)}.eml"
            (folder() / name).write_bytes(message.message().as_bytes())
        return len(email_messages)


@dataclass(frozen=True, slots=True)
class Letter:
    """One file of letters, as a list shows it."""

    name: str
    written_at: datetime
    subject: str
    to: str
    text: str


def folder() -> Path:
    """Where the file backend writes."""
    return Path(settings.DATA_DIR) / "mail"


def letters() -> list[Letter]:
    """All letters, the latest first."""
    found = [_read(path) for path in _files()]
    return sorted(found, key=lambda letter: letter.written_at, reverse=True)


def letter(name: str) -> Letter | None:
    """One letter by its file's name; None for any name that is not of a file in the folder."""
    return next((_read(path) for path in _files() if path.name == name), None)


def erase_letters_to(address: str) -> int:
    """Delete the letters to this address and say how many; letters to several people go with it."""
    to_go = [path for path in _files() if address.casefold() in _addresses(_read(path).to)]
    for path in to_go:
        path.unlink()
    return len(to_go)


def _addresses(to: str) -> set[str]:
    return {address.casefold() for _, address in getaddresses([to])}


def _files() -> list[Path]:
    return [path for path in folder().glob("*.eml") if path.is_file() and not path.is_symlink()]


def _read(path: Path) -> Letter:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    written_at = datetime.fromtimestamp(path.stat().st_mtime, tz=timezone.get_current_timezone())
    return Letter(path.name, written_at, str(message["subject"] or ""), str(message["to"] or ""), _text(message))


def _text(message: ReadMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    return str(part.get_content()) if part is not None else ""
