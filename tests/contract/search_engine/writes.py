"""What tests of engines write."""

from cards.refs import Ref
from search.document import Document
from search.port import Write


def permits(numbers: range, version: int = 1) -> list[Write]:
    """Sheets about driving licences, open to everyone."""
    return [Write(Ref("sheet", str(n)), version, Document(Ref("sheet", str(n)), f"Permis {n}", "/")) for n in numbers]
