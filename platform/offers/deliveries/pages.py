"""Pages of the API put together again: whether they make a whole, since an unstable paging loses records in silence."""

from collections import defaultdict
from collections.abc import Iterator

from offers.deliveries.lines import Page

_KINDS = {"service": "services", "structure": "structures", "": "enregistrements"}


class Paging:
    """The pages of one delivery. Those that announce the same whole belong together."""

    def __init__(self) -> None:
        self._wholes: dict[tuple[str, str, str], list[Page]] = defaultdict(list)

    def add(self, page: Page) -> None:
        """One more page, in any order."""
        self._wholes[page.kind, str(page.total), str(page.pages)].append(page)

    def doubts(self) -> Iterator[str]:
        """A sentence for each whole that is not whole."""
        for (kind, total, pages), delivered in self._wholes.items():
            got = len(frozenset[str]().union(*(page.keys for page in delivered)))
            numbers = sorted(page.number for page in delivered if isinstance(page.number, int))
            if "None" in (total, pages):
                yield f"{_KINDS[kind]} : les pages ne disent pas combien elles sont."
            elif str(got) != total:
                yield f"{_KINDS[kind]} : {total} annoncés par les pages, {got} reçus."
            elif (got and str(len(delivered)) != pages) or numbers != list(range(1, len(delivered) + 1)):
                shown = ", ".join(map(str, numbers[:20]))
                yield f"{_KINDS[kind]} : {pages} pages annoncées, reçues : {shown}."
