"""Whatever is delivered or typed is read in a time that grows with its length, and no faster.

Each is given texts so long that one whose work grew with their square would take minutes; these take moments. After a
minute of processor the reader is stopped and the test fails: no time is measured, an end is required.
"""

import signal
from collections.abc import Callable, Iterator
from types import FrameType

import pytest

from accounts import contacts
from accounts.addresses import is_personal
from cards import phones, texts
from fichesactions import plain_text
from offers.deliveries import table
from offers.records import _COMPANIES
from offers.texts import cleaned
from offers.validation import _PHONE
from search import analysis
from territories import places, spelling

MOST_SECONDS = 60.0
LENGTH = 10_000
LONG = 10 * LENGTH
PIECES = (
    "a", "a.", "a-", "a'", "é", "1", "1 ", " ", "\n", "<", "<b>", "<br ", "&", "*", "# ", '"', "'", "\\", "s/ ", "f - ",
    "cedex 1 ", "ees", "Mo,", "Mo 08:00-12:00,", "+",
)  # fmt: skip
READERS: tuple[tuple[Callable[[str], object], int], ...] = (
    (contacts.hours, LONG),
    (phones.tel, LONG),
    (contacts.shown, LONG),
    (lambda text: is_personal(f"m.{text}", [text[:200]]), LONG),
    (cleaned, LONG),
    (_COMPANIES.search, LONG),
    (_PHONE.fullmatch, LONG),
    (table._list, LENGTH),
    (texts.plain, LENGTH),
    (texts.rendered, LENGTH // 10),
    (analysis.fields, LONG),
    (analysis.stem, LONG),
    (spelling.fold, LONG),
    (lambda text: places.Asked.read(text, None), LONG),
    (plain_text.plain, LONG),
)


@pytest.fixture(autouse=True)
def an_end_is_required() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise AssertionError("this text keeps its reader busy for ever")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize(("read", "length"), READERS)
def test_no_text_takes_a_reader_long(read: Callable[[str], object], length: int) -> None:
    for piece in PIECES:
        run = (piece * length)[:length]
        for text in (run, f"Mo {run}z", f"<{run}\0"):
            read(text)
