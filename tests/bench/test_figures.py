"""The harness counts right: its percentiles, its medians, its table; and its readers read what they are sent."""

import asyncio
import itertools
from contextlib import suppress
from xml.etree import ElementTree

import pytest

from bench.figures import Figures, figures, middle, percentile, ratio, table
from bench.picture import picture
from bench.readers import Readings, announced, read


def measured(name: str = "Accueil", **values: float) -> Figures:
    usual = {"p50": 1.0, "p95": 2.0, "p99": 3.0, "per_second": 100.0, "cpu": 0.5}
    return Figures(name, **(usual | values), size=10, answers=4, errors=0)


def test_percentiles() -> None:
    values = [float(n) for n in range(1, 101)]
    assert [percentile(values, percent) for percent in (50, 95, 99)] == [51, 96, 100]
    assert percentile([7.0], 95) == 7
    assert percentile([], 95) == 0


def test_a_run_becomes_figures() -> None:
    run = figures("Accueil", Readings(seconds=2.0, latencies=[0.003, 0.001, 0.002, 0.004], size=400), cpu_seconds=0.04)
    assert (run.per_second, run.cpu, run.size, run.answers, run.errors) == (2, 10, 100, 4, 0)
    assert (run.p50, run.p99) == (3, 4)


def test_the_median_of_runs_forgets_the_odd_one_but_no_error() -> None:
    runs = [measured(p95=p95) for p95 in (900.0, 20.0, 30.0)]
    kept = middle(runs)
    assert (kept.p95, kept.answers) == (30, 12)


def test_a_page_is_compared_with_its_bytes_as_a_file() -> None:
    page, file = measured(per_second=50.0), measured(per_second=80.0)
    assert ratio(page, file) == pytest.approx(1.6)
    assert ratio(page, None) is None
    lines = table([(page, 1.6), (file, None)]).splitlines()
    assert "| 1.60 |" in lines[2]
    assert {line.count("|") for line in lines} == {11}


def test_the_picture_is_drawn_whatever_is_in_a_name() -> None:
    drawn = ElementTree.fromstring(picture([measured("« a » < b & c")], bound=300, title="Temps"))
    assert any("< b & c" in (text.text or "") for text in drawn.iter("{http://www.w3.org/2000/svg}text"))


def test_only_answers_that_say_how_long_they_are_are_read() -> None:
    assert announced(b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\nA: b") == 12
    with pytest.raises(ValueError, match="unknown length"):
        announced(b"HTTP/1.1 200 OK")


async def _answer_in_pieces(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(asyncio.IncompleteReadError):  # The reader leaves.
        while head := await reader.readuntil(b"\r\n\r\n"):
            status = b"404 No" if b"/rien" in head else b"200 OK"
            for piece in (b"HTTP/1.1 " + status + b"\r\nContent-", b"Length: 4\r\n\r\npa", b"ge"):
                writer.write(piece)
                await writer.drain()
    writer.close()


def test_readers_read_whole_answers_and_count_the_others() -> None:
    async def reading() -> Readings:
        server = await asyncio.start_server(_answer_in_pieces, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        readings = await read(port, itertools.cycle(["/", "/rien"]), readers=2, seconds=0.05)
        server.close()
        return readings

    readings = asyncio.run(reading())
    assert len(readings.latencies) >= 2
    assert 0 < readings.errors < len(readings.latencies)
