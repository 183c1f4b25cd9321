"""What an admin does with webhooks on the pages."""

from __future__ import annotations

import re

import pytest

from shopper.extensions import db
from shopper.models import AuditEvent, DeliveryState, Webhook
from shopper.review import commands as review
from shopper.webhooks import addresses, sending
from shopper.webhooks.commands import add_webhook
from shopper.webhooks.passing import tell_all
from tests.shopper.review.support import sent
from tests.shopper.webhooks.conftest import deliveries
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES


def test_an_admin_adds_one_and_sees_its_secret_once(house, as_, program):
    browser = as_(house.asha)
    page = browser.get("webhooks.index", client_id=house.client.id)
    assert "No program is told yet." in page.text
    added = page.submit("main form", url=program.url)
    row = db.session.query(Webhook).one()
    assert added.select(".secret")[0].get_text() == row.secret
    assert re.fullmatch(r"whsec_[A-Za-z0-9+/]{43}=", row.secret)
    for page in (
        browser.get("webhooks.index", client_id=house.client.id),
        browser.get("webhooks.webhook", webhook_id=row.id),
        browser.get("admin.audit_log"),
    ):
        assert program.url in page.text
        assert row.secret not in page.answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "Write the address"),
        ("http://example.com/", "begins with https://"),
        ("https://localhost/hook", "lies inside a network"),
        ("https://192.168.0.10/", "lies inside a network"),
        ("https://nobody.invalid/", "No server of that name"),
    ],
)
def test_a_bad_address_comes_back_with_what_to_do(house, as_, monkeypatch, url, words):
    def offline(host: str, _port: int) -> list[str]:
        known = {"localhost": "127.0.0.1", "192.168.0.10": "192.168.0.10"}
        if host not in known:
            raise OSError("no such name")
        return [known[host]]

    monkeypatch.setattr(addresses, "resolve", offline)
    page = as_(house.asha).get("webhooks.index", client_id=house.client.id)
    back = page.submit("main form", url=url, expect=400)
    assert words in back.text
    assert back.form()["url"] == url
    assert db.session.query(Webhook).count() == 0


def test_the_same_address_twice_and_one_too_many_are_refused(house, as_, webhook, program, monkeypatch):
    page = as_(house.asha).get("webhooks.index", client_id=house.client.id)
    assert "told of results already" in page.submit("main form", url=program.url, expect=409).text
    monkeypatch.setattr(Webhook, "MOST", 1)
    assert "at most 1" in page.submit("main form", url=f"{program.url}&more", expect=409).text


def test_a_test_tells_at_once_whether_the_program_answers(house, as_, webhook, program):
    page = as_(house.asha).get("webhooks.webhook", webhook_id=webhook.id)
    assert "The test arrived" in page.submit("form[action$='/test']").text
    assert b'"type":"ping"' in program.calls[0][1]
    program.answers = [302]
    page = page.submit("form[action$='/test']")
    assert "The test did not arrive" in page.text
    assert "302, which leads elsewhere and is not followed" in page.text
    assert len(program.calls) == 2, "a redirect is not followed"
    assert tell_all() == 0, "and a test is not sent again"


def test_what_was_given_up_is_shown_and_sent_again(house, as_, webhook, program):
    review.accept(sent(house), by=house.ben)
    (row,) = deliveries()
    row.state, row.status = DeliveryState.GIVEN_UP, 500
    db.session.commit()
    browser = as_(house.asha)
    assert "1 was given up after a day." in browser.get("webhooks.index", client_id=house.client.id).text
    page = browser.get("webhooks.webhook", webhook_id=webhook.id)
    assert "500 Internal Server Error" in page.text
    page.submit("form[action$='/again']")
    assert tell_all() == 1
    assert program.ids == [str(row.id)]
    assert "Delivered" in browser.get("webhooks.webhook", webhook_id=webhook.id).text


def test_each_line_leads_to_the_report_while_there_is_one(house, as_, webhook):
    visit = sent(house)
    review.accept(visit, by=house.ben)
    browser = as_(house.asha)
    page = browser.get("webhooks.webhook", webhook_id=webhook.id)
    (link,) = page.select("table a")
    assert link.get_text() == "Mill Lane"
    browser.get(link["href"])
    review.withdraw_visit(visit, by=house.ben)
    page = browser.get("webhooks.webhook", webhook_id=webhook.id)
    assert page.select("table a") == []
    assert page.text.count("Mill Lane") == 2


def test_pausing_going_on_and_removing(house, as_, webhook, program):
    page = as_(house.asha).get("webhooks.webhook", webhook_id=webhook.id)
    page = page.submit("form[action$='/switch']", to="pause")
    assert "Paused: nothing is sent" in page.text
    page = page.submit("form[action$='/switch']", to="resume")
    assert "Paused: nothing is sent" not in page.text
    assert "No program is told yet." in page.submit("form[action$='/remove']").text
    lines = [line.action for line in db.session.query(AuditEvent).order_by(AuditEvent.id)]
    assert lines[-4:] == ["webhook.add", "webhook.pause", "webhook.resume", "webhook.remove"]


def test_the_settings_of_a_client_lead_there(house, as_):
    page = as_(house.asha).get("admin.client_settings", client_id=house.client.id)
    links = [link["href"] for link in page.select("main a.more")]
    assert f"/admin/settings/{house.client.id}/webhooks" in links


def test_a_test_that_another_process_made_is_no_failure_of_the_page(house, as_, webhook, monkeypatch):
    monkeypatch.setattr(sending, "_claim", lambda _key: None)
    page = as_(house.asha).get("webhooks.webhook", webhook_id=webhook.id)
    assert "The test" in page.submit("form[action$='/test']").text


def test_another_clients_webhooks_are_not_there(house, as_, program):
    theirs = add_webhook(house.other_client, url=program.url, by=house.asha)
    as_(house.asha).get("webhooks.webhook", webhook_id=theirs.id, expect=404)
