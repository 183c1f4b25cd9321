"""A form under way is never lost to a session that ended or a token that no longer fits."""

from shopper import clock
from shopper.extensions import db
from shopper.models import Region, UserSession
from tests.support.builders import PASSWORD


def region_form(browser, house):
    page = browser.get("admin.new_region")
    return page, {"name": "Höfe & “Gärten” <b>", "parent": str(house.client.id)}


def end_all_sessions():
    for row in db.session.query(UserSession):
        row.ended_at = clock.now()
    db.session.commit()


def made() -> list[str]:
    return [row.name for row in db.session.query(Region) if "Höfe" in row.name]


def test_a_form_sent_after_the_session_ended_goes_on_after_signing_in(house, as_):
    page, written = region_form(as_(house.asha), house)
    end_all_sessions()
    asked = page.submit("main form.form", expect=401, **written)
    assert "What you wrote is kept" in asked.text
    assert made() == []
    goes_on = asked.submit(sign_in="asha@example.test", password=PASSWORD)
    assert "Nothing is lost" in goes_on.text
    goes_on.submit()
    assert made() == [written["name"]]


def test_a_wrong_password_on_the_way_keeps_the_form_too(house, as_):
    page, written = region_form(as_(house.asha), house)
    end_all_sessions()
    asked = page.submit("main form.form", expect=401, **written)
    again = asked.submit(sign_in="asha@example.test", password="not this one", expect=401)
    again.submit(sign_in="asha@example.test", password=PASSWORD).submit()
    assert made() == [written["name"]]


def test_a_stale_token_is_one_press_not_a_loss(house, as_):
    page, written = region_form(as_(house.asha), house)
    stale = page.submit("main form.form", expect=400, csrf_token="of another day", **written)
    assert "Nothing is lost" in stale.text
    assert made() == []
    stale.submit()
    assert made() == [written["name"]]


def test_what_nobody_sees_takes_no_sign_in_form_away(app):
    """A page fetched behind the screen begins no session, so the token of the form on the screen still fits."""
    browser = app.test_client()
    shown = browser.get("/account", headers={"Sec-Fetch-Dest": "document"})
    assert "Set-Cookie" in shown.headers
    for dest in ("empty", "image"):
        unseen = app.test_client().get("/my/history", headers={"Sec-Fetch-Dest": dest})
        assert unseen.status_code == 401
        assert "Set-Cookie" not in unseen.headers


def test_several_values_of_one_field_are_all_kept(house, as_):
    browser = as_(house.asha)
    end_all_sessions()
    fields = {"regions": [str(house.north.id), str(house.south.id)], "name": "Autumn"}
    asked = browser.post("fieldwork.new", fields, expect=401)
    goes_on = asked.submit(sign_in="asha@example.test", password=PASSWORD)
    back = goes_on.submit(expect=400)
    assert back.form("main form.form")["regions"] == fields["regions"]


def test_a_form_from_another_site_is_neither_done_nor_kept(house, as_):
    browser = as_(house.asha)
    answer = browser.http.post(
        "/admin/regions/new",
        data={"name": "Höfe", "parent": str(house.client.id)},
        headers={"Origin": "https://evil.example"},
    )
    assert answer.status_code == 400
    assert "Höfe" not in answer.get_data(as_text=True)
    assert made() == []
