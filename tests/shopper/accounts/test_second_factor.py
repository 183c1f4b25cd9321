"""The second factor: a code after the password, each once, and nothing opens before it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pyotp
import pytest

from shopper import clock, create_app
from shopper.accounts import codes, commands
from shopper.accounts.throttle import LIMITS
from shopper.extensions import db
from shopper.models import Guess, Message, Person, RecoveryCode, Region, Role, SecondFactor
from shopper.troubles import Refused
from tests.support.builders import PASSWORD, make_person
from tests.support.pages import Client


class Phone:
    """An authenticator app, and the paper with the recovery codes."""

    def __init__(self, secret: str) -> None:
        self.app, self.papers = pyotp.TOTP(secret), []

    def code(self, steps: int = 0) -> str:
        return self.app.generate_otp(self.app.timecode(clock.now()) + steps)


@pytest.fixture
def later(monkeypatch):
    """Let time pass: `later(30)` is half a minute on."""
    start, passed = clock.now(), [0.0]

    def move(seconds: float) -> None:
        passed[0] += seconds
        moment = start + timedelta(seconds=passed[0])
        monkeypatch.setattr(clock, "now", lambda: moment)

    move(0)
    return move


def set_up(browser) -> Phone:
    shown = browser.get("accounts.second_factor").submit("main form.form", password=PASSWORD)
    phone = Phone(shown.select(".secret")[0].get_text().replace(" ", ""))
    done = shown.submit("main form.form", one_time_code=phone.code())
    phone.papers = [paper.get_text() for paper in done.select(".papers .secret")]
    return phone


@pytest.fixture
def phone(house, as_, later) -> Phone:
    """Asha's; the code that switched it on is a minute old."""
    made = set_up(as_(house.asha))
    later(60)
    return made


def first_step(browser, expect=200):
    return browser.get("accounts.sign_in").submit(
        sign_in="asha@example.test", password=PASSWORD, expect=expect
    )


def sign_in(browser, code, expect=200):
    return first_step(browser).submit(one_time_code=code, expect=expect)


def test_the_codes_are_those_of_rfc_6238():
    """RFC 6238, appendix B, SHA-1, the last six of the eight digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for seconds, digits in ((59, "287082"), (1111111109, "081804"), (20000000000, "353130")):
        assert codes.step_of(secret, digits, datetime.fromtimestamp(seconds, UTC)) == seconds // 30


def test_signing_in_takes_the_password_and_a_code(house, as_, phone):
    asked = first_step(as_(None))
    assert "Your code" in asked.text
    assert "Asha" in asked.submit(one_time_code=phone.code()).text


def test_half_way_in_opens_nothing(house, as_, phone):
    browser = as_(None)
    first_step(browser)
    for where in ("accounts.home", "accounts.me", "accounts.second_factor", "admin.places"):
        assert "Sign in" in browser.get(where, expect=401).text
    browser.post("accounts.end_other_sessions", {}, expect=401)


def test_without_the_password_the_code_page_is_not_there(house, as_, phone):
    browser = as_(None)
    assert browser.get("accounts.code").path == "/sign-in"
    page = browser.post("accounts.code", {"one_time_code": phone.code()}, expect=401)
    assert "Sign in again" in page.text


def test_half_way_lasts_ten_minutes(house, as_, phone, later):
    asked = first_step(as_(None))
    later(601)
    assert "Sign in again" in asked.submit(one_time_code=phone.code(), expect=401).text


def test_half_way_ends_when_the_password_changes(house, as_, phone):
    asked = first_step(as_(None))
    desk = as_(house.asha)
    new = "another few words"
    desk.get("accounts.password").submit(password=PASSWORD, new_password=new, again=new)
    asked.submit(one_time_code=phone.code(), expect=401)


def test_a_code_is_taken_once(house, as_, phone):
    code = phone.code()
    sign_in(as_(None), code)
    assert "used already. Wait until your app shows the next one" in sign_in(as_(None), code, expect=409).text


def test_an_earlier_code_does_not_come_back(house, as_, phone):
    sign_in(as_(None), phone.code(0))
    sign_in(as_(None), phone.code(-1), expect=409)


def test_the_code_that_switched_it_on_is_used_up(house, as_, later):
    phone = set_up(as_(house.asha))
    sign_in(as_(None), phone.code(), expect=409)


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 200), (0, 200), (1, 200), (2, 422)])
def test_a_clock_may_be_one_step_off(house, as_, phone, steps, status):
    sign_in(as_(None), phone.code(steps), expect=status)


def test_spaces_in_a_code_do_not_matter(house, as_, phone):
    code = phone.code()
    sign_in(as_(None), f" {code[:3]} {code[3:]} ")


def test_two_presses_at_once_let_one_in(app, house, phone):
    together, code, asha = Barrier(2), phone.code(), house.asha.id

    def press(_):
        with app.test_request_context():
            person = db.session.get_one(Person, asha)
            together.wait()
            try:
                commands.sign_in_with_code(person, code, "127.0.0.1")
                return "in"
            except Refused as refused:
                return refused.code
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, range(2))) == ["code_used", "in"]


def test_guessing_codes_is_held_back_even_over_a_restart(app, house, as_, phone):
    asked = first_step(as_(None))
    tries = LIMITS[Guess.CODE].by_name
    for left in range(tries - 1, -1, -1):
        page = asked.submit(one_time_code="000000", expect=422)
        assert f"minutes: {left}." in page.text
    again = create_app(app.config["LAST_INCH"])
    again.config["TESTING"] = True
    assert "Wait 10 minutes" in sign_in(Client(again), phone.code(), expect=429).text
    with again.app_context():
        db.engine.dispose()


def test_a_recovery_code_lets_in_once(house, as_, phone):
    assert len(set(phone.papers)) == codes.RECOVERY_CODES
    sign_in(as_(None), phone.papers[3].upper().replace("-", " "))
    assert "recovery code was used already" in sign_in(as_(None), phone.papers[3], expect=409).text
    sign_in(as_(None), phone.papers[4])
    assert "8 recovery codes are left" in as_(house.asha).get("accounts.second_factor").text


def test_recovery_codes_are_kept_as_hashes_only(house, as_, phone):
    kept = {row.code_hash for row in db.session.query(RecoveryCode)}
    assert len(kept) == codes.RECOVERY_CODES
    assert not kept & {form for paper in phone.papers for form in (paper, codes.plain(paper))}


def test_new_recovery_codes_replace_the_old(house, as_, phone):
    page = as_(house.asha).get("accounts.second_factor")
    made = page.submit("main form.form", password=PASSWORD, one_time_code=phone.code(), do="codes")
    new = [paper.get_text() for paper in made.select(".papers .secret")]
    assert len(new) == codes.RECOVERY_CODES
    sign_in(as_(None), phone.papers[0], expect=422)
    sign_in(as_(None), new[0])


def test_a_form_under_way_goes_on_after_password_and_code(house, as_, phone):
    browser = as_(house.asha)
    page = browser.get("admin.new_region")
    browser.post("accounts.sign_out", {})
    asked = page.submit("main form.form", expect=401, name="Höfe", parent=str(house.client.id))
    code_page = asked.submit(sign_in="asha@example.test", password=PASSWORD)
    assert "What you wrote is kept" in code_page.text
    wrong = code_page.submit(one_time_code="000000", expect=422)
    goes_on = wrong.submit(one_time_code=phone.code())
    assert "Nothing is lost" in goes_on.text
    goes_on.submit()
    assert db.session.query(Region).filter_by(name="Höfe").count() == 1


def test_a_form_survives_a_first_step_that_ran_out(house, as_, phone, later):
    browser = as_(house.asha)
    page = browser.get("admin.new_region")
    browser.post("accounts.sign_out", {})
    asked = page.submit("main form.form", expect=401, name="Höfe", parent=str(house.client.id))
    code_page = asked.submit(sign_in="asha@example.test", password=PASSWORD)
    later(601)
    again = code_page.submit(one_time_code=phone.code(), expect=401)
    code_page = again.submit(sign_in="asha@example.test", password=PASSWORD)
    code_page.submit(one_time_code=phone.code()).submit()
    assert db.session.query(Region).filter_by(name="Höfe").count() == 1


def test_one_lands_where_one_wanted_to_go(house, as_, phone):
    asked = as_(None).get("/admin/places", expect=401).submit(sign_in="asha@example.test", password=PASSWORD)
    assert asked.submit(one_time_code=phone.code()).path == "/admin/places"


def test_nothing_is_asked_before_a_first_code_has_fitted(house, as_, later):
    shown = as_(house.dev).get("accounts.second_factor").submit("main form.form", password=PASSWORD)
    shown.submit("main form.form", one_time_code="000000", expect=422)
    page = as_(None).get("accounts.sign_in").submit(sign_in="dev@example.test", password=PASSWORD)
    assert page.path != "/sign-in/code"


def test_setting_it_up_asks_the_password(house, as_):
    as_(house.dev).get("accounts.second_factor").submit("main form.form", password="wrong", expect=422)
    assert db.session.query(SecondFactor).count() == 0


def test_the_picture_holds_what_the_policy_allows(house, as_, later):
    shown = as_(house.dev).get("accounts.second_factor").submit("main form.form", password=PASSWORD)
    (drawn,) = shown.select(".scan svg")
    assert drawn.select("path[d]")
    assert not drawn.select("[style], [href], style, script")


def test_switching_it_off_takes_password_and_code(house, as_, phone):
    page = as_(house.asha).get("accounts.second_factor")
    page.submit("main form.form", password="wrong", one_time_code=phone.code(), do="off", expect=422)
    page.submit("main form.form", password=PASSWORD, one_time_code="000000", do="off", expect=422)
    assert db.session.query(SecondFactor).count() == 1
    page.submit("main form.form", password=PASSWORD, one_time_code=phone.code(), do="off")
    assert "Asha" in first_step(as_(None)).text
    assert db.session.query(RecoveryCode).count() == 0


def test_switching_on_and_off_is_told_by_mail(house, as_, phone):
    page = as_(house.asha).get("accounts.second_factor")
    page.submit("main form.form", password=PASSWORD, one_time_code=phone.code(), do="off")
    assert [m.kind for m in db.session.query(Message).order_by(Message.created_at)] == [
        "second_factor_on",
        "second_factor_off",
    ]


def test_an_admin_resets_it_for_a_person(house, as_, phone):
    other = make_person("Other", (Role.ADMIN, house.client))
    commands.reset_second_factor(house.asha, by=other)
    assert "Asha" in first_step(as_(None)).text


def test_no_admin_resets_what_opens_more_or_is_their_own(house, phone):
    regional = make_person("Regional", (Role.ADMIN, house.north))
    with pytest.raises(Refused, match="roles outside your regions"):
        commands.reset_second_factor(house.asha, by=regional)
    with pytest.raises(Refused, match="This is your own account"):
        commands.reset_second_factor(house.asha, by=house.asha)
    with pytest.raises(Refused, match="has no second factor"):
        commands.reset_second_factor(house.dev, by=house.asha)


def test_the_reset_password_does_not_go_round_the_code(house, as_, phone):
    other = make_person("Other", (Role.ADMIN, house.client))
    link = commands.make_reset_link(house.asha, by=other)
    new = "a new set of words"
    page = as_(None).get(link.partition("8000")[2]).submit(password=new, again=new)
    asked = page.submit(sign_in="asha@example.test", password=new)
    assert "Your code" in asked.text
