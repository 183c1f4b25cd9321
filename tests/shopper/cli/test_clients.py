"""`flask --app wsgi clients add`: the way into an empty installation."""

from shopper.extensions import db
from shopper.models import Person, Region, Role


def add(app, *words):
    return app.test_cli_runner().invoke(args=["clients", "add", *words])


def test_the_first_admin_joins_by_the_printed_link(app, as_):
    result = add(app, "Alder & Pike", "--admin", "Asha@Example.test")
    link = result.output.split()[-1].removeprefix("http://127.0.0.1:8000")
    as_(None).get(link).submit(name="Asha", password="a few plain words", again="a few plain words")
    asha = db.session.query(Person).filter_by(sign_in="asha@example.test").one()
    client = db.session.query(Region).one()
    assert [(grant.role, grant.region_id) for grant in asha.grants] == [(Role.ADMIN, client.id)]
    assert client.path == f"/{client.id}/"


def test_two_clients_have_two_names(app):
    add(app, "Alder & Pike", "--admin", "asha@example.test")
    result = add(app, "alder & pike", "--admin", "eve@example.test")
    assert (result.exit_code, "“alder & pike” is taken" in result.output) == (1, True)
    db.session.rollback()
    assert db.session.query(Region).count() == 1
