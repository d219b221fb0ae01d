"""From readings to figures: percentiles, medians of several runs, and how a page compares with a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bench.readers import Readings


@dataclass(frozen=True, slots=True)
class Figures:
    """One scenario, measured."""

    name: str
    p50: float
    """Milliseconds, as are p95 and p99."""
    p95: float
    p99: float
    per_second: float
    cpu: float
    """Milliseconds of the web process for one answer."""
    size: int
    """Bytes of one answer, on average."""
    answers: int
    errors: int


def percentile(sorted_values: Sequence[float], percent: float) -> float:
    """The value that `percent` of these are at most; 0 of none."""
    if not sorted_values:
        return 0.0
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * percent / 100))]


def figures(name: str, readings: Readings, cpu_seconds: float) -> Figures:
    """The figures of one run."""
    latencies = sorted(readings.latencies)
    answers = len(latencies)
    p50, p95, p99 = (1000 * percentile(latencies, percent) for percent in (50, 95, 99))
    each = max(answers, 1)
    rate = answers / readings.seconds if readings.seconds else 0.0
    cpu, size = 1000 * cpu_seconds / each, readings.size // each
    return Figures(name, p50, p95, p99, rate, cpu, size, answers, readings.errors)


def middle(runs: Sequence[Figures]) -> Figures:
    """The median of each figure over several runs; answers and errors are added up."""

    def of(what: str) -> float:
        return median(getattr(run, what) for run in runs)

    return Figures(
        runs[0].name, of("p50"), of("p95"), of("p99"), of("per_second"), of("cpu"), int(of("size")),
        sum(run.answers for run in runs), sum(run.errors for run in runs),
    )  # fmt: skip


def ratio(page: Figures, file: Figures | None) -> float | None:
    """How many times as long the page takes as the same bytes as a static file, by requests per second."""
    return file.per_second / page.per_second if file and page.per_second else None


def table(measured: Sequence[tuple[Figures, float | None]]) -> str:
    """The figures in Markdown, a line a scenario, with the ratio to the static file where there is one."""
    lines = [
        "| scénario | p50 ms | p95 ms | p99 ms | par seconde | CPU ms | octets | × fichier | réponses | erreurs |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for each, times in measured:
        compared = f"{times:.2f}" if times else ""
        lines.append(
            f"| {each.name} | {each.p50:.1f} | {each.p95:.1f} | {each.p99:.1f} | {each.per_second:.0f} "
            f"| {each.cpu:.2f} | {each.size} | {compared} | {each.answers} | {each.errors} |"
        )
    return "\n".join(lines)
