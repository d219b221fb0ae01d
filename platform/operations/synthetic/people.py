"""Accounts of people who do not exist and cannot sign in."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from random import Random

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from accounts.models import User
from operations.synthetic.catalogue import MEAN_AGE, NEWEST
from operations.synthetic.prose import lexicon

BATCH = 500


def add(number: int, seed: int) -> int:
    """Make the accounts that are missing of the first `number`; how many that was."""
    there = set(User.objects.filter(email__endswith="@seed.test").values_list("email", flat=True))
    missing = (person for person in _people(number, seed) if person.email not in there)
    made = 0
    while batch := list(islice(missing, BATCH)):
        made += len(User.objects.bulk_create(batch))
    return made


def _people(number: int, seed: int) -> Iterator[User]:
    for each in range(1, number + 1):
        random = Random(f"{seed} person {each}")
        joined = NEWEST - timedelta(days=int(random.expovariate(1 / MEAN_AGE)))
        yield User(
            email=f"personne-{each:04}@seed.test",
            first_name=random.choice(lexicon()["first_name"]),
            last_name=random.choice(lexicon()["last_name"]),
            date_joined=datetime.combine(joined, time(12), UTC),
            # Django draws a new one each time; nothing ever compares it.
            password=f"{UNUSABLE_PASSWORD_PREFIX}synthetic",
        )
