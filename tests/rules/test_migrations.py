"""Migrations make what the models say, and can be taken back with rows in the tables."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from shopper import create_app
from shopper.extensions import db
from shopper.migrating import bring_up_to_date, newest, stored
from shopper.models import Model, Visit
from shopper.settings import Settings
from tests.support.builders import make_house, make_visit


@pytest.fixture
def migrated(tmp_path, assets) -> Flask:
    app = create_app(Settings(INSTANCE=tmp_path, ASSETS=assets, SECRET_KEY="test"))
    with app.app_context():
        bring_up_to_date()
        yield app
        db.session.remove()
        db.engine.dispose()


def test_a_migrated_database_is_what_the_models_say(migrated: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Model.metadata) == []


def test_there_is_one_head_and_the_last_file_is_it(migrated: Flask) -> None:
    config = current_app.extensions["migrate"].migrate.get_config()
    assert ScriptDirectory.from_config(config).get_heads() == [newest()]
    assert stored() == newest()


def test_down_and_up_again_with_rows_in_the_tables(migrated: Flask) -> None:
    house = make_house()
    make_visit(house.mill_lane, house.version, shopper=house.chloe)
    db.session.remove()
    downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    upgrade()
    assert db.session.query(Visit).count() == 0


def test_every_foreign_key_has_an_index() -> None:
    for table in Model.metadata.tables.values():
        led = {next(iter(index.columns)).name for index in table.indexes}
        led |= {next(iter(c.columns)).name for c in table.constraints if getattr(c, "columns", None)}
        led |= {next(iter(table.primary_key.columns)).name}
        bare = [c.name for c in table.columns if c.foreign_keys and c.name not in led]
        assert not bare, f"{table.name}: an index for {bare}"
