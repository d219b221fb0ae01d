"""Telephone numbers and opening hours as people of both countries write them."""

import re

_DAYS = {
    "Mo": "lundi",
    "Tu": "mardi",
    "We": "mercredi",
    "Th": "jeudi",
    "Fr": "vendredi",
    "Sa": "samedi",
    "Su": "dimanche",
}
_DAY = "|".join(_DAYS)
_SPAN = re.compile(rf"(?:{_DAY})(?:[-,](?:{_DAY}))*+")
_TIMES = re.compile(r"([0-9]{1,2}):([0-9]{2})-([0-9]{1,2}):([0-9]{2})")


def shown(phone: str) -> str:
    """« 02 48 62 01 20 », « 087 00 02 21 »; as delivered when it is of neither country."""
    if match := re.fullmatch(r"\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)", phone):
        return "0" + " ".join(match.groups())
    national = phone.removeprefix("+32")
    if national == phone or not national.isdecimal():
        return phone
    if len(national) == 9:
        return f"0{national[:3]} {national[3:5]} {national[5:7]} {national[7:]}"
    if len(national) == 8 and national[0] in "2349":
        return f"0{national[0]} {national[1:4]} {national[4:6]} {national[6:]}"
    return f"0{national[:2]} {national[2:4]} {national[4:6]} {national[6:]}" if len(national) == 8 else phone


def hours(opening: str) -> list[str]:
    """OpenStreetMap's opening hours, a French line a rule; the text as delivered when it is written otherwise."""
    rules = [rule for rule in (" ".join(rule.split()) for rule in opening.split(";")) if rule]
    lines = [_line(rule) for rule in rules]
    return lines if all(lines) else [opening]


def _line(rule: str) -> str:
    """`Mo-Fr 08:30-12:00,13:30-17:00 open "sur rendez-vous"`, all but the days and times left out at will."""
    if rule == "PH off":
        return "Fermé les jours fériés."
    said, quote, rest = rule.partition('"')
    note, closing, after = rest.partition('"')
    days, _, spans = said.rstrip().removesuffix("open").partition(" ")
    times = [_TIMES.fullmatch(span.strip()) for span in spans.split(",")]
    if not _SPAN.fullmatch(days) or not all(times) or quote != closing or after:
        return ""
    when = " et ".join(f"de {_clock(t[1], t[2])} à {_clock(t[3], t[4])}" for t in times if t)
    remark = f" ({note.lower()})" if note else ""
    return f"{_days(days)}, {when}{remark}."


def _clock(hour: str, minute: str) -> str:
    return f"{int(hour)}\u00a0h" + ("" if minute == "00" else f"\u00a0{minute}")


def _days(text: str) -> str:
    spans = [part.split("-") for part in text.split(",")]
    named = [
        f"le {_DAYS[span[0]]}" if len(span) == 1 else f"du {_DAYS[span[0]]} au {_DAYS[span[-1]]}" for span in spans
    ]
    words = ", ".join(named)
    return words[0].upper() + words[1:]
