"""Where indexes lie on disk: each rebuild fills a new folder, and a pointer file says which one answers."""

import fcntl
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.port import SearchBusyError

KEPT = 600.0
"""Seconds an old folder stays, for the searches that still read it."""


class Generations:
    """The folder of all indexes, shared by the web process and the worker."""

    def __init__(self, root: Path, version: str) -> None:
        self.root = root
        self.version = version

    @property
    def current(self) -> str | None:
        """The name of the index that answers; None when there is none that today's code reads."""
        try:
            name = (self.root / "current").read_text()
        except (OSError, UnicodeDecodeError):  # What cannot be read points nowhere: the next rebuild replaces it.
            return None
        readable = name.startswith(f"{self.version}-") and (self.root / name / "meta.json").is_file()
        return name if readable else None

    def commit(self, name: str) -> tuple[int, int, int]:
        """Tells one commit of an index from another: each writes its list of files anew."""
        written = (self.root / name / "meta.json").stat()
        return written.st_ino, written.st_mtime_ns, written.st_size

    def fresh(self) -> str:
        """A new, empty folder for an index to be filled."""
        name = f"{self.version}-{uuid.uuid4().hex[:12]}"
        (self.root / name).mkdir(parents=True)
        return name

    def point_to(self, name: str) -> None:
        """Let this index answer, in one step that survives a power cut."""
        left = self.current
        draft = self.root / f"current.{os.getpid()}"
        with draft.open("w") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.root / "current")
        if left:
            os.utime(self.root / left)  # Its age counts from now, when its last readers came.

    def sweep(self) -> None:
        """Remove indexes that answer no more, and what dead rebuilds left, once nobody can be reading them."""
        current = self.current
        for folder in self.root.iterdir():
            if folder.is_dir() and folder.name != current and time.time() - folder.stat().st_mtime > KEPT:
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def locked(self, name: str, patience: float) -> Iterator[None]:
        """Hold a lock of this name alone among all processes; it falls with its process. Waits so many seconds."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / f"{name}.lock").open("w") as file:
            deadline = time.monotonic() + patience
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > deadline:
                        raise SearchBusyError(f"{name} est tenu par un autre processus") from None
                    time.sleep(0.02)
            yield
