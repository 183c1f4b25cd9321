"""A command locks its row in a way that PostgreSQL takes; SQLite leaves the words out."""

from sqlalchemy import event
from sqlalchemy.dialects import postgresql

from shopper.database import locked
from shopper.extensions import db
from tests.support.builders import House, make_visit


def test_only_the_row_itself_is_locked(house: House) -> None:
    visit, asked = make_visit(house.mill_lane, house.version), []

    def listen(orm) -> None:
        asked.append(str(orm.statement.compile(dialect=postgresql.dialect())))

    event.listen(db.session, "do_orm_execute", listen)
    locked(visit)
    event.remove(db.session, "do_orm_execute", listen)
    assert asked[0].endswith("FOR NO KEY UPDATE OF visit")
