import pytest

from cards.refs import Ref, by_kind


def test_a_ref_reads_back_what_it_writes() -> None:
    assert Ref.parse(str(Ref("offer", "demo--12"))) == Ref("offer", "demo--12")


def test_a_key_may_hold_a_colon() -> None:
    assert Ref.parse("municipality:BE:62063") == Ref("municipality", "BE:62063")


@pytest.mark.parametrize("text", ["", "sheet", "sheet:", ":42"])
def test_what_is_not_a_ref_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="sorte:clef"):
        Ref.parse(text)


def test_refs_are_grouped_by_kind_in_order_of_appearance() -> None:
    refs = [Ref("sheet", "2"), Ref("offer", "1"), Ref("sheet", "1")]
    assert by_kind(refs) == {"sheet": ["2", "1"], "offer": ["1"]}
