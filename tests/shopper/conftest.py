"""What the tests of many features share."""

from collections.abc import Callable

import pytest
from sqlalchemy import event

from shopper.extensions import db


@pytest.fixture
def count_queries(app) -> Callable[[Callable[[], object]], int]:
    """`count_queries(act)` is how many statements the database was sent meanwhile."""

    def count(act: Callable[[], object]) -> int:
        seen: list[str] = []

        def note(_connection, _cursor, statement, *_rest):
            seen.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            act()
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        return len(seen)

    return count
