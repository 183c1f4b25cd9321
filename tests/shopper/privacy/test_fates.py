"""Every column that names somebody or holds words has its fate, and so has every fact of the log."""

from __future__ import annotations

import pytest
from sqlalchemy import JSON, LargeBinary, String, select

from shopper.audit import DECLARED
from shopper.extensions import db
from shopper.models import Model
from shopper.privacy.fates import FATES, Fate
from shopper.privacy.fates_kept import CODES, KEPT, NUMBERS
from shopper.privacy.fates_of_people import WITH_AGE, WITH_PERSON
from shopper.privacy.fates_of_visits import FREE_FACTS, WITH_VISIT
from tests.shopper.privacy.support import full, over, photo

WORDS = (String, JSON, LargeBinary)
OF_PEOPLE = {"home_area.latitude", "home_area.longitude"}
"""Numbers that tell of a person all the same."""


def personal() -> set[str]:
    """Columns that hold words, documents or bytes, or that name a person."""
    return {
        str(column)
        for table in Model.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, WORDS)
        or any(key.target_fullname == "person.id" for key in column.foreign_keys)
    }


def test_every_column_that_may_tell_of_somebody_has_a_fate():
    missing = personal() - FATES.keys()
    assert not missing, f"decide what becomes of them, in shopper/privacy/fates_*.py: {sorted(missing)}"


def test_no_fate_is_of_a_column_that_is_gone():
    assert FATES.keys() - personal() == OF_PEOPLE


def test_no_column_has_two_fates():
    each = [
        *(f"{t}.{c}" for part in (WITH_VISIT, WITH_PERSON, WITH_AGE) for t, row in part.items() for c in row),
        *(f"{t}.{c}" for part in (NUMBERS, CODES) for t, names in part.items() for c in names.split()),
        *(f"{t}.{c}" for t, (_why, names) in KEPT.items() for c in names.split()),
    ]
    assert len(each) == len(set(each))


def test_numbers_of_people_are_nothing_but_that():
    naming = {name for name, told in FATES.items() if told.fate is Fate.NUMBER}
    assert naming == {name for name in FATES if name not in OF_PEOPLE and _names_person(name)}


def _names_person(name: str) -> bool:
    table, column = name.split(".")
    keys = Model.metadata.tables[table].c[column].foreign_keys
    return any(key.target_fullname == "person.id" for key in keys)


def test_what_is_kept_says_why():
    assert all(why for _table, (why, _names) in KEPT.items())


PLAIN = {
    "added", "amount", "answers", "branches", "days", "decided", "key", "kind", "leaving_unseen", "name", "photos",
    "questions", "shopper", "visits",
}  # fmt: skip
"""Facts of visits that nobody writes in words of their own: numbers, keys, codes, names of stamps."""
CODED = {("visit.give_up", "reason")}
"""One of our own reasons."""


def test_every_fact_of_the_log_is_free_or_known():
    free = {(action, fact) for action, facts in FREE_FACTS.items() for fact in facts}
    assert all(fact in DECLARED[action] for action, fact in free)
    told = {(action, fact) for action, facts in DECLARED.items() for fact in facts} - free - CODED
    unknown = {
        (action, fact)
        for action, fact in told
        if fact not in PLAIN and action.startswith(("visit.", "appeal."))
    }
    assert not unknown, "say in shopper/privacy/fates_of_visits.py whether somebody writes them"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_full_visit_of_the_tests_fills_every_column_that_is_erased(house):
    photo(full(house, over(house)))
    for name, columns in WITH_VISIT.items():
        table = Model.metadata.tables[name]
        for column in columns:
            assert any(db.session.scalars(select(table.c[column]))), (
                f"{name}.{column}: fill it in support.full"
            )
