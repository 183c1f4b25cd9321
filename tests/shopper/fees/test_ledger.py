"""The ledger: fees are earned by accepted visits, expenses are claimed, and somebody says what was paid."""

import csv
import io

import pytest
from PIL import Image

from shopper.evidence import the_store
from shopper.extensions import db
from shopper.fees import commands
from shopper.models import Fee, FeeKind, FeeState, Person, Role
from shopper.review.commands import accept, release_visit, withdraw_visit
from shopper.troubles import Refused
from tests.shopper.review.support import sent
from tests.support.at_once import at_once, of, refused
from tests.support.builders import make_person, make_visit, make_wave
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.pictures import MAKER, camera_words, picture

FORM = "main form.form"
CLAIM = "main form.step"


@pytest.fixture
def wave(house):
    return make_wave(house.version, house.mill_lane, fee=1250, expense_limit=600, currency="EUR")


@pytest.fixture
def visit(house, wave):
    return sent(house, wave=wave)


def lines(**which) -> list[Fee]:
    return db.session.query(Fee).filter_by(**which).order_by(Fee.id).all()


@LONG_ON_POSTGRES
def test_an_accepted_visit_earns_its_fee_once(house, visit):
    assert lines() == []
    accept(visit, by=house.ben)
    withdraw_visit(visit, house.ben)
    release_visit(visit, house.ben)
    assert [(f.kind, f.amount, f.currency, f.state) for f in lines()] == [("fee", 1250, "EUR", "earned")]
    assert lines()[0].person_id == house.chloe.id


@LONG_ON_POSTGRES
def test_a_wave_without_a_fee_earns_nothing(house):
    accept(sent(house, wave=make_wave(house.version, house.mill_lane)), by=house.ben)
    assert lines() == []


@LONG_ON_POSTGRES
def test_expenses_are_claimed_corrected_and_read_under_history(house, as_, visit):
    browser = as_(house.chloe)
    page = browser.get(
        browser.get("visits.sent", visit_id=visit.id).select("main a[href$='/expenses']")[0]["href"]
    )
    assert "Write how much you paid" in page.submit(CLAIM, expect=400, note="Coffee").text
    assert "At most €6.00" in page.submit(CLAIM, expect=422, amount="6.01", note="Coffee").text
    page.submit(CLAIM, amount="3,20", note="Coffee")
    page.submit(CLAIM, amount="4.70", note="Coffee and a roll")
    (claimed,) = lines(kind=FeeKind.EXPENSE)
    assert (claimed.amount, claimed.note, claimed.state) == (470, "Coffee and a roll", FeeState.EARNED)
    accept(visit, by=house.ben)
    history = browser.get("visits.history").text
    for words in ("Fee €12.50, earned", "Expenses €4.70, claimed", "€17.20 earned or claimed"):
        assert words in history
    commands.decide(lines(kind=FeeKind.EXPENSE), to=FeeState.REFUSED, reason="No receipt", by=house.asha)
    assert "Expenses €4.70, refused: No receipt" in browser.get("visits.history").text
    assert "decided already" in page.submit(CLAIM, expect=409, amount="1", note="Coffee").text


def taken(colour="teal", **more):
    return (io.BytesIO(picture(colour, **more)), "receipt.jpg")


@LONG_ON_POSTGRES
def test_a_photo_of_the_receipt_is_seen_by_its_owner_and_by_who_decides_alone(house, as_, visit):
    browser = as_(house.chloe)
    page = browser.get("visits.expenses", visit_id=visit.id)
    page.submit(CLAIM, amount="4.70", note="Coffee", photo=taken(exif=camera_words()))
    (claimed,) = lines(kind=FeeKind.EXPENSE)
    stored = the_store().get(claimed.photo_sha256)
    assert MAKER not in Image.open(io.BytesIO(stored)).getexif()
    assert "is in. Another one takes its place" in browser.get("visits.expenses", visit_id=visit.id).text
    link = as_(house.asha).get("fees.ledger").select("a[href$='/receipt']")[0]["href"]
    for person, status in ((house.chloe, 200), (house.asha, 200), (house.dev, 404), (house.ben, 404)):
        assert as_(person).status("GET", link, {}) == status
    page.submit(CLAIM, amount="3.20", note="Tea")
    assert lines(kind=FeeKind.EXPENSE)[0].photo_sha256 == claimed.photo_sha256, "no other photo, so it stays"
    page.submit(CLAIM, amount="3.20", note="Tea", photo=taken("maroon"))
    assert the_store().get(lines(kind=FeeKind.EXPENSE)[0].photo_sha256) != stored


@LONG_ON_POSTGRES
def test_a_claim_that_is_refused_keeps_no_photo_and_says_so(house, as_, visit):
    page = as_(house.chloe).get("visits.expenses", visit_id=visit.id)
    for amount, status in (("", 400), ("6.01", 422)):
        back = page.submit(CLAIM, expect=status, amount=amount, note="Coffee", photo=taken())
        assert "Choose the photo again" in back.text
        assert back.select("input[name=note]")[0]["value"] == "Coffee"
    words = page.submit(
        CLAIM, expect=422, amount="3", note="Coffee", photo=(io.BytesIO(b"no photo"), "a.jpg")
    )
    assert "JPEG" in words.text
    assert not the_store().names()
    assert not lines(kind=FeeKind.EXPENSE)


@LONG_ON_POSTGRES
def test_expenses_wait_for_a_report_and_for_its_decision(house, wave, visit):
    early = make_visit(house.mill_lane, house.version, wave=wave, shopper=house.chloe)
    with pytest.raises(Refused, match="No expenses are paid back"):
        commands.claim_expenses(early, amount=100, note="Coffee", by=house.chloe)
    commands.claim_expenses(visit, amount=100, note="Coffee", by=house.chloe)
    with pytest.raises(Refused, match="claimed by now"):
        commands.decide(lines(), to=FeeState.APPROVED, by=house.asha)
    accept(visit, by=house.ben)
    assert commands.decide(lines(), to=FeeState.APPROVED, by=house.asha) == 2


@LONG_ON_POSTGRES
def test_lines_are_approved_paid_and_refused_with_a_reason(house, as_, visit):
    accept(visit, by=house.ben)
    page = as_(house.asha).get("fees.ledger")
    assert "€12.50 earned or claimed (1)" in page.text
    ticked = {"fees": [str(lines()[0].id)]}
    assert "Choose what to do" in page.submit(FORM, expect=400, **ticked).text
    assert "words that the shopper reads" in page.submit(FORM, expect=422, to="refused", **ticked).text
    assert "is earned by now" in page.submit(FORM, expect=409, to="paid", **ticked).text
    for to in ("refused", "approved", "paid"):
        page.submit(FORM, to=to, reason="Too late" if to == "refused" else "", **ticked)
        assert (lines()[0].state, lines()[0].reason) == (to, "Too late" if to == "refused" else "")
    assert page.submit(FORM, expect=409, to="approved", **ticked)


@LONG_ON_POSTGRES
def test_the_file_holds_what_the_page_shows_and_runs_nothing(house, as_, visit):
    commands.claim_expenses(visit, amount=470, note="=1+1", by=house.chloe)
    accept(visit, by=house.ben)
    raw = as_(house.asha).http.get("/fees/fees.csv").get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(raw)))
    assert [(r["Shopper"], r["Kind"], r["Sum"], r["Currency"], r["State"]) for r in rows] == [
        ("Chloé", "Fee", "12.50", "EUR", "earned"),
        ("Chloé", "Expenses", "4.70", "EUR", "claimed"),
    ]
    assert rows[1]["For"] == "'=1+1"
    assert as_(house.asha).http.get("/fees/fees.csv?state=paid").get_data(as_text=True).count("\n") == 1
    assert as_(house.asha).http.get("/fees/fees.xlsx").get_data().startswith(b"PK")


@LONG_ON_POSTGRES
def test_an_admin_of_a_region_sees_and_decides_its_fees_alone(house, as_, visit):
    far = sent(house, house.quayside, wave=make_wave(house.version, house.quayside, fee=900, currency="EUR"))
    for one in (visit, far):
        accept(one, by=house.ben)
    northern = make_person("Northern", (Role.ADMIN, house.north))
    page = as_(northern).get("fees.ledger")
    assert "Quayside" not in page.text
    assert "€12.50 earned or claimed (1)" in page.text
    page.submit(FORM, expect=400, to="approved", fees=[str(fee.id) for fee in lines()])
    assert {fee.state for fee in lines()} == {FeeState.EARNED}


def test_of_two_who_decide_the_same_line_at_once_one_is_told(app, house, visit):
    accept(visit, by=house.ben)
    fee_id, asha_id = lines()[0].id, house.asha.id

    def look(to):
        def looks():
            fee, by = of(Fee, fee_id), of(Person, asha_id)
            return lambda: commands.decide([fee], to=to, reason="Too late", by=by)

        return looks

    told = at_once(app, look(FeeState.APPROVED), look(FeeState.APPROVED))
    assert refused(told) == ["fee_move"]
