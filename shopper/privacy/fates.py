"""What becomes of every column that names a person or holds words: the catalogue that erasing goes by.

A column that is not here fails tests/shopper/privacy/test_fates.py until somebody decides what becomes of it."""

from enum import StrEnum
from typing import NamedTuple

from shopper.privacy.fates_kept import CODES, KEPT, NUMBERS
from shopper.privacy.fates_of_people import WITH_AGE, WITH_PERSON
from shopper.privacy.fates_of_visits import WITH_VISIT


class Fate(StrEnum):
    WITH_VISIT = "with_visit"
    """Erased when the days of its wave are over."""
    WITH_AGE = "with_age"
    """Erased when it is older than the days of its client, by itself."""
    WITH_PERSON = "with_person"
    """Erased with the person whom it tells of."""
    NUMBER = "number"
    """The number of a person: it names nobody any more once that person is erased."""
    CODE = "code"
    """A word out of a list of ours, a key or a sum: nobody writes it by hand."""
    KEPT = "kept"
    """What an organisation wrote for itself; it says why it stays."""


class Told(NamedTuple):
    fate: Fate
    why: str


def _each(fate: Fate, columns: dict[str, str]) -> dict[str, Told]:
    """From table → names of columns to each column with its fate."""
    return {f"{table}.{name}": Told(fate, "") for table, names in columns.items() for name in names.split()}


FATES: dict[str, Told] = {
    **{
        f"{t}.{name}": Told(Fate.WITH_VISIT, how)
        for t, row in WITH_VISIT.items()
        for name, how in row.items()
    },
    **{f"{t}.{name}": Told(Fate.WITH_AGE, how) for t, row in WITH_AGE.items() for name, how in row.items()},
    **{
        f"{t}.{name}": Told(Fate.WITH_PERSON, how)
        for t, row in WITH_PERSON.items()
        for name, how in row.items()
    },
    **_each(Fate.NUMBER, NUMBERS),
    **_each(Fate.CODE, CODES),
    **{
        f"{table}.{name}": Told(Fate.KEPT, why)
        for table, (why, names) in KEPT.items()
        for name in names.split()
    },
}
