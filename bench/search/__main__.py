"""`python -m bench.search`: fill a site, ask it the judged queries, say how many it answered. See README.md."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.search.asking import Asked
from bench.search.judged import HALVES, Judged, judged
from bench.search.measures import Answers, agreement, measures, table

ENGINES = ("embedded", "elasticsearch")
FOLDER = Path(tempfile.gettempdir()) / "bench-search"


def main() -> None:
    """Ask one engine, or both and compare them."""
    options = _options()
    queries = [each for each in judged() if options.half in (each.half, "both")]
    wanted = ENGINES if options.engine == "both" else (options.engine,)
    found = {engine: _asked(engine, queries, options, alone=len(wanted) == 1) for engine in wanted}
    for engine, answers in found.items():
        for half in HALVES:
            if those := [each for each in queries if each.half == half]:
                print(f"\n{engine}, {'half tuned on' if half == 'tuned' else 'half kept apart'}\n")
                print(table(measures(those, answers)))
        if options.misses:
            _tell_misses([each for each in queries if each.half == "tuned"], answers)
    if len(found) == 2:
        print(f"\nagreement of the engines: {agreement(queries, *found.values()):.1%}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--engine", choices=(*ENGINES, "both"), default="embedded")
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both")
    parser.add_argument("--offers", type=Path, default=os.environ.get("OFFERS_CORPUS"), help="its folder, never copied")
    parser.add_argument("--url", default=os.environ.get("ELASTICSEARCH_URL", ""), help="of Elasticsearch")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="of the site, kept between runs")
    parser.add_argument("--rebuild", action="store_true", help="the index, though its version did not change")
    parser.add_argument("--misses", action="store_true", help="of the half tuned on")
    parser.add_argument("--answers", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _asked(engine: str, queries: list[Judged], options: argparse.Namespace, *, alone: bool) -> Answers:
    """One process an engine: settings are read once."""
    if not alone:
        return _in_a_process(engine, options)
    if engine == "elasticsearch" and not options.url:
        raise SystemExit("Which Elasticsearch? --url, or ELASTICSEARCH_URL (make elasticsearch starts one).")
    site = Asked(options.folder, options.offers, options.url if engine == "elasticsearch" else "")
    site.fill()
    site.open(rebuild=options.rebuild)
    answers = site.answers(queries)
    if options.answers:
        options.answers.write_text(json.dumps(answers), encoding="utf-8")
    return answers


def _in_a_process(engine: str, options: argparse.Namespace) -> Answers:
    told = options.folder / f"answers-{engine}.json"
    given = [f"--folder={options.folder}", f"--half={options.half}", f"--url={options.url}", f"--answers={told}"]
    given += [f"--offers={options.offers}"] if options.offers else []
    given += ["--rebuild"] if options.rebuild else []
    command = [sys.executable, "-m", "bench.search", f"--engine={engine}", *given]
    options.folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    answers: Answers = json.loads(told.read_text(encoding="utf-8"))
    return answers


def _tell_misses(queries: list[Judged], answers: Answers) -> None:
    print("\nmisses of the half tuned on")
    for each in queries:
        found = answers[each.text]
        if (rank := each.rank(found)) != 1:
            print(f"{each.kind:11} {rank or '-':>2}  {each.text}  →  {', '.join(found[:3])}")


if __name__ == "__main__":
    main()
