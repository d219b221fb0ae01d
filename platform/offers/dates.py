"""Days as deliveries write them."""

import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

_DIGITS = re.compile(r"\d{11,14}(?:\.0+)?")
_ISO_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}\S*")
_FRENCH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_EARLIEST = 10**11
"""Milliseconds: fewer would be another unit, or before 1973, when no record was kept."""
_LATEST = 10**14


def day(value: Any) -> Any:
    """An ISO day out of epoch milliseconds (a number or its digits), a time of a day, or a French date.

    Anything else is left as it is, for the schema to judge. Epochs stand for midnight here or in UTC: here, both are
    the same day.
    """
    if isinstance(value, str):
        if found := _ISO_TIME.fullmatch(value):
            return found[1]
        if found := _FRENCH.fullmatch(value):
            return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
        if not _DIGITS.fullmatch(value):
            return value
        value = float(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and _EARLIEST < value < _LATEST:
        moment = datetime.fromtimestamp(value / 1000, UTC)
        return moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date().isoformat()
    return value
