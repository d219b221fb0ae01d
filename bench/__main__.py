"""`python -m bench`: seed, serve, read, and say what it took. See bench/README.md."""

import argparse
import asyncio
import itertools
import json
import os
import platform
import random
import socket
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from bench.figures import Figures, figures, middle, ratio, table
from bench.importing import Import, measure_import
from bench.picture import picture
from bench.readers import read
from bench.scenarios import Known, Scenario, discover, mix, scenarios
from bench.site import Site

BOUND = 300.0
Measured = list[tuple[Figures, float | None]]


def main() -> None:
    """Measure all that is asked and write it down."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        site = Site(Path(folder), _free_port(), options.database_url)
        _prepare(site, options)
        with site:
            known = discover(site)
            files = _as_files(site, known)
        with site:
            _warm(site, known)
            measured = [
                each for one in scenarios(known, random.Random(1)) for each in _measure(site, one, files, options)
            ]
            imported = _import(site, known, options) if options.services else None
    _write(measured, imported, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sheets", type=int, default=10_000)
    parser.add_argument("--offers", type=int, default=50_000)
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--services", type=int, default=50_000, help="of the delivery imported under load; 0 for none")
    parser.add_argument("--readers", type=int, default=16, help="at once, none of whom ever pauses")
    parser.add_argument("--seconds", type=float, default=10.0, help="of one run")
    parser.add_argument("--runs", type=int, default=3, help="whose median is kept")
    parser.add_argument("--database-url", default="", help="PostgreSQL, empty; SQLite when none")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results")
    return parser.parse_args()


def _prepare(site: Site, options: argparse.Namespace) -> None:
    site.manage("setup")
    wanted = [f"--{what}={getattr(options, what)}" for what in ("sheets", "offers", "people")]
    site.manage("seed", *wanted)
    site.manage("run_tasks", "--until-idle")
    site.manage("collectstatic", "--noinput")


def _as_files(site: Site, known: Known) -> dict[str, str]:
    """Each guest page's own bytes as a static file of the same site: what a page could cost at the least."""
    pages = [one.page for one in scenarios(known, random.Random(1)) if one.page]
    return {page: site.put_static(f"page-{number}", site.fetch(page)) for number, page in enumerate(pages)}


def _warm(site: Site, known: Known) -> None:
    """A process that has just started reads its templates and opens its index: no reader waits for that."""
    for path in itertools.islice(mix(known, random.Random(3)), 40):
        site.fetch(path)


def _import(site: Site, known: Known, options: argparse.Namespace) -> Import:
    paths = mix(known, random.Random(2))
    return measure_import(site, paths, services=options.services, readers=options.readers)


def _measure(site: Site, one: Scenario, files: dict[str, str], options: argparse.Namespace) -> Measured:
    """A scenario, next to the same bytes as a file, run by run, so that a busy moment of the machine harms both."""
    file = files.get(one.page)
    pages, as_file = [], []
    for _ in range(options.runs):
        pages.append(_run(site, one.name, one.paths, options))
        if file:
            as_file.append(_run(site, "… les mêmes octets, en fichier", itertools.repeat(file), options))
    page, beside = middle(pages), middle(as_file) if file else None
    rows: Measured = [(page, ratio(page, beside)), *([(beside, None)] if beside else [])]
    print("\n".join(table(rows).splitlines()[2:]), flush=True)
    return rows


def _run(site: Site, name: str, paths: Iterator[str], options: argparse.Namespace) -> Figures:
    before = site.cpu()
    readings = asyncio.run(read(site.port, paths, readers=options.readers, seconds=options.seconds))
    return figures(name, readings, site.cpu() - before)


def _write(measured: Measured, imported: Import | None, options: argparse.Namespace) -> None:
    options.out.mkdir(parents=True, exist_ok=True)
    rows: Measured = [*measured, *([(imported.idle, None), (imported.meanwhile, None)] if imported else [])]
    machine = f"{os.cpu_count()} cœurs, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    asked = {name: value for name, value in vars(options).items() if name not in {"out", "database_url"}}
    told = [
        f"{machine}, {'PostgreSQL' if options.database_url else 'SQLite'} : {options.readers} lecteurs, "
        f"{options.runs} passages de {options.seconds:g} s, {options.sheets} fiches, {options.offers} services, "
        f"{options.people} personnes.",
        table(rows),
        *([_told(imported)] if imported else []),
    ]
    name = "postgresql" if options.database_url else "sqlite"
    (options.out / f"{name}.md").write_text("\n\n".join(told) + "\n", encoding="utf-8")
    title = f"Temps de réponse, {options.readers} lecteurs à la fois"
    drawn = picture([each for each, _ in rows], bound=BOUND, title=title)
    (options.out / f"{name}.svg").write_text(drawn, encoding="utf-8")
    raw = {"machine": machine, "asked": asked, "figures": [{**asdict(f), "ratio": times} for f, times in rows]}
    raw |= {"import": asdict(imported)} if imported else {}
    (options.out / f"{name}.json").write_text(json.dumps(raw, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print("\n\n".join(told))


def _told(imported: Import) -> str:
    return (
        f"Import de {imported.services} services pendant ces lectures : {imported.seconds:.0f} s, "
        f"{imported.memory / 2**20:.0f} Mio au plus, code {imported.code} ; "
        f"p95 des lecteurs × {imported.slower:.2f}."
    )


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


if __name__ == "__main__":
    main()
