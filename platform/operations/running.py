"""The whole site in one process tree: the web server here, the worker beside it, restarted when it dies."""

import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from types import FrameType

import uvicorn

logger = logging.getLogger(__name__)

RESTART_PAUSE = 1.0
LAST_TASK = 10.0
"""Seconds the worker has to end its task once the site stops; what it had to leave is leased again later."""


class PortTakenError(Exception):
    """Something else already listens there."""


def listening(port: int) -> socket.socket:
    """A socket that listens on this machine only. Raises PortTakenError."""
    # asyncio sends at once on sockets that say they are TCP; on others, tried, each answer waits 40 ms for its end.
    listener = socket.socket(proto=socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise PortTakenError(port) from error
    return listener


def serve(application: str, listener: socket.socket, worker: Sequence[str]) -> None:
    """Serve until SIGINT or SIGTERM, the worker's command running beside; both are over on return."""
    config = uvicorn.Config(
        application,
        lifespan="off",
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=5,
        ws_max_size=64 * 1024,
    )
    with contextlib.suppress(KeyboardInterrupt), _sigterm_as_interrupt(), KeptAlive(worker):
        uvicorn.Server(config).run(sockets=[listener])


@contextlib.contextmanager
def _sigterm_as_interrupt() -> Iterator[None]:
    # Uvicorn raises the signal again once it has shut down; unhandled, it would end us before the worker is stopped.
    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class KeptAlive:
    """A process that is started again whenever it ends, until the block ends."""

    def __init__(self, command: Sequence[str]) -> None:
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._keep, daemon=True)

    def __enter__(self) -> "KeptAlive":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._over.set()
            if self.process is not None:
                self.process.terminate()
        self._thread.join(LAST_TASK)
        if self._thread.is_alive() and self.process is not None:
            self.process.kill()
            self._thread.join()

    def _keep(self) -> None:
        while True:
            with self._lock:
                if self._over.is_set():
                    return
                # A session of its own: a Ctrl-C in the terminal reaches us only, and we stop it in good order.
                self.process = subprocess.Popen(  # noqa: S603 - our own command
                    self.command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
                )
            code = self.process.wait()
            if not self._over.wait(RESTART_PAUSE):
                logger.error("%s ended with code %s, started again", self.command, code)


def worker_command(manage: str) -> list[str]:
    """The worker of this checkout, which ends by itself should we be killed."""
    return [sys.executable, manage, "run_tasks", "--with-parent", str(os.getpid())]
