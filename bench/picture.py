"""The figures as a picture: one bar a scenario for half of the answers and for 95 of 100, readable by day and night."""

from collections.abc import Callable, Sequence
from html import escape

from bench.figures import Figures

WIDTH, LABELS, LINE, TOP = 860, 350, 34, 56
KEY = "Vif : la moitié des réponses. Pâle : 95 sur 100. En millisecondes."
STYLE = """
  text { font: 14px system-ui, sans-serif; fill: #1d2733 } .quiet { fill: #55616e; font-size: 12px }
  .back { fill: #fff } .p50 { fill: #1f6f78 } .p95 { fill: #b9d8d6 } .bound { stroke: #a3452c; stroke-dasharray: 4 3 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e8ecef } .quiet { fill: #a9b4be } .back { fill: #14191e } .p50 { fill: #6cc5c1 }
    .p95 { fill: #2e5457 } .bound { stroke: #e08a70 }
  }
"""


def picture(measured: Sequence[Figures], *, bound: float, title: str) -> str:
    """An SVG drawing; `bound` is the p95, in milliseconds, that no public page should pass."""
    longest = max([bound * 1.1, *[each.p95 for each in measured]])
    height = TOP + LINE * len(measured) + 30

    def at(milliseconds: float) -> float:
        return milliseconds / longest * (WIDTH - LABELS - 90)

    bars = "".join(_bar(each, TOP + LINE * line, at) for line, each in enumerate(measured))
    limit = LABELS + at(bound)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}"><style>{STYLE}</style><rect class="back" width="{WIDTH}" height="{height}"/>'
        f'<text x="12" y="24">{escape(title)}</text>'
        f'<text class="quiet" x="12" y="43">{KEY}</text>'
        f'{bars}<line class="bound" x1="{limit:.0f}" x2="{limit:.0f}" y1="{TOP - 6}" y2="{height - 26}"/>'
        f'<text class="quiet" x="{limit:.0f}" y="{height - 10}" text-anchor="middle">{bound:.0f} ms</text></svg>\n'
    )


def _bar(each: Figures, top: int, at: Callable[[float], float]) -> str:
    return (
        f'<text x="{LABELS - 10}" y="{top + 18}" text-anchor="end">{escape(each.name)}</text>'
        f'<rect class="p95" x="{LABELS}" y="{top + 4}" width="{at(each.p95):.1f}" height="20" rx="3"/>'
        f'<rect class="p50" x="{LABELS}" y="{top + 4}" width="{at(each.p50):.1f}" height="20" rx="3"/>'
        f'<text class="quiet" x="{LABELS + at(each.p95) + 6:.0f}" y="{top + 18}">{each.p50:.0f} · {each.p95:.0f}</text>'
    )
