"""`flask --app wsgi mail send`: what waits goes out, and what did not arrive is named."""

from dataclasses import replace

import pytest

from shopper.database import writing
from shopper.mail.writing import post
from tests.support.smtp import dead_port, mail_server


@pytest.fixture
def send(app, house):
    def run(url, *people):
        app.config["LAST_INCH"] = replace(app.config["LAST_INCH"], MAIL_URL=url)
        for person in people:
            with writing():
                post("password_changed", person)
        return app.test_cli_runner().invoke(args=["mail", "send"])

    return run


def test_what_waits_is_sent(house, send):
    with mail_server() as box:
        done = send(box.url, house.chloe, house.ben)
    assert done.exit_code == 0
    assert "2 sent, 0 waiting." in done.output
    assert len(box.mails) == 2


def test_what_failed_is_named_with_its_reason(house, send):
    with mail_server() as box:
        box.refused = {"chloe@example.test": "550 nobody here"}
        done = send(box.url, house.chloe)
    assert "password_changed to chloe@example.test" in done.output
    assert "nobody here" in done.output


def test_a_dead_server_is_told_with_the_next_step(house, send):
    done = send(f"smtp://127.0.0.1:{dead_port()}", house.chloe)
    assert done.exit_code == 1
    assert "0 sent, 1 waiting." in done.output
    assert "Check MAIL_URL" in done.output
