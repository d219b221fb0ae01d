"""A site of its own, in a folder of its own, served the production way by one web process and its worker."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TICKS = os.sysconf("SC_CLK_TCK")
OTHERS = ("DATABASE_URL", "REDIS_URL", "ELASTICSEARCH_URL", "EMAIL_URL", "LIMITS", "CSRF_TRUSTED_ORIGINS", "LOG_LEVEL")


class Site:
    """What is measured."""

    def __init__(self, folder: Path, port: int, database_url: str = "") -> None:
        self.folder, self.port = folder, port
        self.static = folder / "static"
        self.web: subprocess.Popen[bytes] | None = None
        own = {
            "DATA_DIR": str(folder), "PORT": str(port), "BASE_URL": f"http://127.0.0.1:{port}", "DEBUG": "off",
            "DEMO": "on", "SECRET_KEY": "only-for-measuring-and-long-enough-for-production", "ENV_FILE": os.devnull,
            "ALLOWED_HOSTS": "127.0.0.1", "BEHIND_PROXY": "on", "DJANGO_SETTINGS_MODULE": "bench.settings",
            "LOG_LEVEL": "WARNING",
        }  # fmt: skip
        inherited = {name: value for name, value in os.environ.items() if name not in OTHERS}
        self.environment = inherited | own | ({"DATABASE_URL": database_url} if database_url else {})

    def start(self, *command: str, **environment: str) -> "subprocess.Popen[bytes]":
        """A command of manage.py, running."""
        log = (self.folder / "site.log").open("ab")
        with log:
            return subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "manage.py", *command],
                cwd=ROOT, env=self.environment | environment, stdout=log, stderr=log,
            )  # fmt: skip

    def manage(self, *command: str) -> None:
        """A command of manage.py, to its end. Raises RuntimeError with its last words."""
        if self.start(*command).wait():
            raise RuntimeError(f"{command[0]}: {(self.folder / 'site.log').read_text()[-2000:]}")

    def __enter__(self) -> "Site":
        self.web = self.start("run_site")
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                self.fetch("/health/live")
            except OSError:
                time.sleep(0.1)
            else:
                return self
        self.__exit__()
        raise RuntimeError(f"The site did not start: {(self.folder / 'site.log').read_text()[-2000:]}")

    def __exit__(self, *_: object) -> None:
        if self.web is not None:
            self.web.send_signal(signal.SIGTERM)
            self.web.wait(30)

    def fetch(self, path: str) -> bytes:
        """One page, read by nobody in particular."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60) as answer:
            return bytes(answer.read())

    def cpu(self) -> float:
        """Seconds of processor the web process has used so far, its worker left out."""
        assert self.web is not None
        fields = Path(f"/proc/{self.web.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def put_static(self, name: str, body: bytes) -> str:
        """Make these bytes a static file, for the site when it next starts; its address."""
        folder = self.static / "bench"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.html").write_bytes(body)
        return f"/static/bench/{name}.html"


def peak_memory(pid: int) -> int:
    """The most bytes of memory that a running process has held; 0 once it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)
