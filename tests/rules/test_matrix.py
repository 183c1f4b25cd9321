"""Every role on every route, with their own object and with somebody else's, refusals included."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask, url_for

from shopper.extensions import db
from shopper.models import Person
from tests.rules.matrix import EVERYBODY, MATRIX, OPEN_TO_ALL, Row
from tests.rules.objects import Kind, make_objects
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.pages import Client

PASSED = {200, 302, 400, 409, 422}
"""The gate and the query let it pass; what the command says of the request is another test's matter."""
NEIGHBOURS = {"asked", "rejected", "written", "assigned", "wave_branch", "offered", "spent", "self_check"}
"""Kinds whose next-door object is closed to everybody; the others' only to Dev, who manages North."""


@pytest.fixture
def objects(house) -> dict[str, Kind]:
    return make_objects(house)


def ask(app: Flask, client: Client, route: tuple[str, str], values: dict) -> int:
    """The status of one request, without following redirects."""
    (method, endpoint), row = route, MATRIX[route]
    with app.test_request_context():
        path = url_for(endpoint, **values, **row.more)
    fields = {"csrf_token": client.token(), **row.fields} if method == "POST" else {}
    return client.status(method, path, row.body if method == "PUT" else fields)


def test_the_matrix_names_every_route(app: Flask) -> None:
    there = {
        (method, rule.endpoint)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "DELETE", "PATCH"}
    }
    assert there == MATRIX.keys() | OPEN_TO_ALL


@LONG_ON_POSTGRES
@pytest.mark.parametrize("name", sorted(EVERYBODY))
def test_nobody_opens_what_their_role_does_not(app: Flask, house, objects, as_, name: str) -> None:
    client = as_(getattr(house, name))
    for route, row in MATRIX.items():
        if name not in row.who:
            assert ask(app, client, route, own_object(objects, route)) == 403, f"{name} at {route}"


def test_nobody_opens_anything_without_signing_in(app: Flask, house, objects, as_) -> None:
    client = as_(None)
    for route in MATRIX:
        assert ask(app, client, route, own_object(objects, route)) == 401, route


@pytest.mark.parametrize("name", sorted(EVERYBODY))
def test_what_belongs_to_somebody_else_is_not_there(app: Flask, house, objects, as_, name: str) -> None:
    client = as_(getattr(house, name))
    for route, row in MATRIX.items():
        if name in row.who and row.about:
            for values in foreign(row, objects[row.about], name):
                assert ask(app, client, route, values) == 404, f"{name} at {route} {values}"


def foreign(row: Row, kind: Kind, name: str) -> list[dict]:
    """What is not this person's: another client's, and what is next door to them."""
    beyond = kind.next_door if name == "dev" or row.about in NEIGHBOURS else None
    return [kind.elsewhere, *([beyond] if beyond else [])]


PHOTOS = ("visits.photo", "appeals.photo", "follow_up.photo", "fees.receipt", "self_checks.photo")
"""For whoever may see what they belong to; their bytes are another test's matter."""
PAGES = [route for route in MATRIX if route[0] == "GET" and route[1] not in PHOTOS]
DEEDS = [route for route in MATRIX if route[0] != "GET"]


@pytest.mark.parametrize("name", sorted(EVERYBODY))
def test_who_may_see(app: Flask, house, objects, as_, name: str) -> None:
    """Looking changes nothing, so one house does for all pages."""
    client = as_(getattr(house, name))
    for route in PAGES:
        if name in MATRIX[route].who:
            assert ask(app, client, route, own_object(objects, route, name)) in PASSED, f"{name} at {route}"


@dataclass(frozen=True)
class World:
    """A house with an object of every kind, by their ids."""

    people: dict[str, int]
    objects: dict[str, Kind]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[World]]:
    """Where a copy of the world lies, once it was made."""
    return tmp_path_factory.mktemp("world"), []


@pytest.fixture
def world(app: Flask, database: str, made: tuple[Path, list[World]], request) -> World:
    """On SQLite made once and copied: to make it anew takes longer than every deed."""
    instance, (copy, known) = app.config["LAST_INCH"].INSTANCE, made
    if database == "sqlite" and known:
        shutil.copytree(copy, instance, dirs_exist_ok=True)
        return known[0]
    house, objects = (request.getfixturevalue(name) for name in ("house", "objects"))
    new = World({name: getattr(house, name).id for name in EVERYBODY}, objects)
    if database == "sqlite":
        db.session.remove()
        db.engine.dispose()  # all of it is in the one file now
        shutil.copytree(instance, copy, dirs_exist_ok=True)
        known.append(new)
    return new


@LONG_ON_POSTGRES
@pytest.mark.parametrize("route", DEEDS, ids=" ".join)
def test_who_may_do(app: Flask, world: World, as_, route: tuple[str, str]) -> None:
    """Each deed in a house of its own."""
    for name in sorted(MATRIX[route].who):
        person = db.session.get_one(Person, world.people[name])
        assert ask(app, as_(person), route, own_object(world.objects, route, name)) in PASSED, name


def own_object(objects: dict[str, Kind], route: tuple[str, str], name: str = "") -> dict:
    about = MATRIX[route].about
    return objects[about].by_name.get(name, objects[about].own) if about else {}
