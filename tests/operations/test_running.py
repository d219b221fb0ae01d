"""`manage.py run_site`: one process tree, started by one command and stopped by one signal."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

from operations.running import KeptAlive, PortTakenError, listening
from tests.contract.conftest import database_url


def wait_until(happened: Callable[[], bool], seconds: float = 40) -> None:
    limit = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int, path: str = "/health/live") -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def workers_of(parent: int) -> list[int]:
    """Process numbers of the site's workers, from /proc."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found.append(int(status.parent.name))
    return found


def is_alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


@pytest.fixture
def environment(transactional_db: None, tmp_path: Path) -> dict[str, str]:
    more = {"DATABASE_URL": database_url(), "DEBUG": "on", "DATA_DIR": str(tmp_path), "PORT": str(free_port())}
    return os.environ | more


@pytest.fixture
def site(environment: dict[str, str]) -> "Iterator[subprocess.Popen[str]]":
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_site"]
    process = subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_stops_the_web_and_the_worker(
    site: "subprocess.Popen[str]", environment: dict[str, str], how: signal.Signals
) -> None:
    wait_until(lambda: answers(int(environment["PORT"])))
    [worker] = workers_of(site.pid)
    site.send_signal(how)
    output, errors = site.communicate(timeout=30)
    assert (site.returncode, errors) == (0, "")
    assert f"http://127.0.0.1:{environment['PORT']}" in output
    assert not is_alive(worker)


def test_a_worker_that_dies_is_started_again(site: "subprocess.Popen[str]", environment: dict[str, str]) -> None:
    wait_until(lambda: answers(int(environment["PORT"])))
    [worker] = workers_of(site.pid)
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: workers_of(site.pid) not in ([], [worker]))


def test_a_killed_site_leaves_no_worker_behind(site: "subprocess.Popen[str]", environment: dict[str, str]) -> None:
    wait_until(lambda: answers(int(environment["PORT"])))
    [worker] = workers_of(site.pid)
    site.kill()
    wait_until(lambda: not is_alive(worker))


def test_static_files_are_served_without_collecting_them(
    site: "subprocess.Popen[str]", environment: dict[str, str]
) -> None:
    wait_until(lambda: answers(int(environment["PORT"])))
    assert answers(int(environment["PORT"]), "/static/wagtailadmin/css/core.css")


def test_a_taken_port_is_said_in_a_sentence(environment: dict[str, str]) -> None:
    with listening(int(environment["PORT"])):
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_site"]
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert f"Le port {environment['PORT']} est déjà utilisé" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_two_cannot_listen_on_the_same_port() -> None:
    with listening(0) as first, pytest.raises(PortTakenError):
        listening(first.getsockname()[1])


def test_a_process_that_does_not_want_to_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("operations.running.LAST_TASK", 0.3)
    stubborn = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    )
    kept = KeptAlive([sys.executable, "-c", stubborn])
    with kept:
        wait_until(lambda: kept.process is not None)
        assert kept.process is not None
        pid = kept.process.pid
        time.sleep(0.5)
    assert not is_alive(pid)
