"""A bar in a terminal, for somebody who waits."""

import time
from typing import TextIO

_WIDTH = 30
_SECONDS = 0.1


class Bar:
    """One line that is rewritten: the phase, a bar where the end is known, the count. Call `close` before anything else
    is written."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._drawn = 0.0
        self._phase = ""

    def __call__(self, phase: str, done: int, of: int) -> None:
        now = time.monotonic()
        if phase == self._phase and now - self._drawn < _SECONDS:
            return
        self._phase, self._drawn = phase, now
        filled = _WIDTH * done // of if of else 0
        bar = f"[{'█' * filled}{'·' * (_WIDTH - filled)}]" if of else ""
        self._out.write(f"\r\x1b[K{phase} {bar} {done}{f' / {of}' if of else ''}")
        self._out.flush()

    def close(self) -> None:
        self._out.write("\r\x1b[K")
        self._out.flush()
