import pytest

import vocabulary.seeding


@pytest.fixture
def words(db: None) -> None:
    """The vocabulary, without which nothing is imported."""
    vocabulary.seeding.load()
