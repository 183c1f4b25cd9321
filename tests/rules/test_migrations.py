"""Migrations make what the models say, and can be taken back with rows in the tables."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, inspect, select, table

from shopper import create_app
from shopper.extensions import db
from shopper.migrating import bring_up_to_date, newest, stored
from shopper.models import Model, VisitState
from shopper.settings import Settings
from tests.support.builders import day, make_house, make_visit, make_wave
from tests.support.results import BEST, released

SET_ASIDE = "alembic_version"


@pytest.fixture
def migrated(bare_url: str, tmp_path, assets) -> Iterator[Flask]:
    """An app whose database was made by the migrations alone."""
    app = create_app(Settings(INSTANCE=tmp_path, ASSETS=assets, SECRET_KEY="test", DATABASE_URL=bare_url))
    with app.app_context():
        bring_up_to_date()
        yield app
        db.session.remove()
        db.engine.dispose()


def test_a_migrated_database_is_what_the_models_say(migrated: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Model.metadata) == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_there_is_one_head_and_the_last_file_is_it(migrated: Flask) -> None:
    assert _scripts().get_heads() == [newest()]
    assert stored() == newest()


def test_each_step_back_and_forth_keeps_the_rows(migrated: Flask) -> None:
    _fill()
    for script in _scripts().walk_revisions():
        before = _counted()
        downgrade(revision=str(script.down_revision or "base"))
        after = _counted()
        assert {name: before[name] for name in after} == after, f"{script.revision} loses rows going down"
        upgrade(revision=script.revision)
        assert {name: _counted()[name] for name in after} == after, f"{script.revision} loses rows going up"
        downgrade(revision=str(script.down_revision or "base"))
    assert _counted() == {}
    upgrade()
    assert set(_counted()) == set(Model.metadata.tables)


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())


def _fill() -> None:
    """Rows in the tables of a whole loop."""
    house = make_house()
    make_wave(house.version, house.mill_lane)
    make_visit(house.mill_lane, house.version, shopper=house.chloe)
    make_visit(house.quayside, house.version, state=VisitState.OPEN)
    released(house.version, [(house.mill_lane, day(-9), BEST)], shopper=house.chloe)
    db.session.remove()


def _counted() -> dict[str, int]:
    """How many rows each table holds."""
    with db.engine.connect() as connection:
        names = set(inspect(connection).get_table_names()) - {SET_ASIDE}
        return {name: connection.scalar(select(func.count()).select_from(table(name))) for name in names}


def test_every_foreign_key_has_an_index() -> None:
    for each in Model.metadata.tables.values():
        led = {next(iter(index.columns)).name for index in each.indexes}
        led |= {next(iter(c.columns)).name for c in each.constraints if getattr(c, "columns", None)}
        led |= {next(iter(each.primary_key.columns)).name}
        bare = [c.name for c in each.columns if c.foreign_keys and c.name not in led]
        assert not bare, f"{each.name}: an index for {bare}"
