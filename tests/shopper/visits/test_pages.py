"""The shopper's way from Today to the receipt, through real forms, without a script."""

from __future__ import annotations

from pathlib import Path

from shopper.extensions import db
from shopper.models import Submission, VisitState
from tests.support.builders import House, make_version, make_visit
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.pages import Page
from tests.support.reports import fields, started, write, write_all

pytestmark = LONG_ON_POSTGRES

ROOT = Path(__file__).parents[3]
EVERY_KIND = (ROOT / "tests/survey_defs/every_kind.yaml").read_text("utf-8")
COFFEE_SHOP = (ROOT / "survey_defs/library/coffee-shop.yaml").read_text("utf-8")


def question(page: Page, key: str):
    found = page.soup.find(attrs={"data-question": key})
    assert found is not None, f"{key} is not on the page"
    return found


def test_today_says_truly_that_there_is_nothing(house: House, as_) -> None:
    assert "No visit for you yet" in as_(house.chloe).get("visits.today").text
    assert "Nothing sent yet" in as_(house.chloe).get("visits.history").text


def test_today_shows_next_unfinished_returned_and_sent(house: House, as_) -> None:
    make_visit(house.mill_lane, house.version, shopper=house.chloe)
    started(house, branch=house.quayside)
    started(house, state=VisitState.RETURNED, reason="Who said goodbye?")
    page = as_(house.chloe).get("visits.today")
    for words in ("Your next visit Mill Lane", "One report to finish Quayside", "0 of 3 touchpoints"):
        assert words in page.text
    assert "Who said goodbye?" in page.text


def test_a_visit_is_started_from_its_brief_and_goes_on_at_the_first_touchpoint(house: House, as_) -> None:
    visit = make_visit(house.mill_lane, house.version, shopper=house.chloe)
    brief = as_(house.chloe).get("visits.visit", visit_id=visit.id)
    assert "Greeting 2 questions" in brief.text
    page = brief.submit("form.bar")
    assert page.path.endswith("/at/greeting")
    assert visit.state == VisitState.STARTED
    assert visit.started_at is not None


def test_a_whole_report_ends_in_a_receipt_that_may_be_opened_again(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    page = write_all(chloe, visit).submit()
    assert page.path.endswith("/sent")
    assert visit.state == VisitState.SENT
    assert visit.reference in page.text
    assert visit.reference in chloe.get(page.path).text
    assert visit.reference in chloe.get("visits.today").text
    assert visit.reference in chloe.get("visits.history").text
    sent = db.session.query(Submission).one()
    assert sent.answers["wait"]["value"] == 90
    assert sent.answers["receipt"]["state"] == "does_not_apply"
    assert visit.answers == sent.answers


def test_every_kind_of_question_can_be_answered(house: House, as_) -> None:
    visit, chloe = started(house, version=make_version(house.client, EVERY_KIND)), as_(house.chloe)
    write(
        chloe, visit, "words", greeted="yes", **{"greeted:comment": "“Morning!”"},
        sold_at="no", table="clean", told=["own_view", "fresh"], warmth="warm", noise="quiet",
    )  # fmt: skip
    write(chloe, visit, "words", said="“Good morning”, with a smile")
    page = write(
        chloe, visit, "measures",
        **{"queue": "3", "spent": "4,50", "wait:minutes": "1", "wait:seconds": "15", "closed_at:hour": "17"},
        **{"closed_at:minute": "05", "best_before:day": "1", "best_before:month": "6"},
        **{"best_before:year": "2027", "place:lat": "51.507", "place:lon": "-0.128", "place:accuracy_m": "20"},
    )  # fmt: skip
    assert "2 more questions because of your answers." in page.text
    write(chloe, visit, "measures", late="Stocktaking")
    write(
        chloe,
        visit,
        "leaving",
        thanked="yes",
        safe="yes",
        felt="forward",
        small_thing="Umbrella",
        recommend="10",
    )
    page = write_all(chloe, visit, {}).submit()
    assert page.path.endswith("/sent"), page.text
    values = {key: answer["value"] for key, answer in visit.answers.items()}
    assert values == {
        "greeted": "yes", "sold_at": "no", "table": "clean", "told": ["fresh", "own_view"], "warmth": "warm",
        "noise": "quiet", "said": "“Good morning”, with a smile", "queue": "3", "spent": "4.5", "wait": 75,
        "closed_at": "17:05", "best_before": "2027-06-01",
        "place": {"lat": 51.507, "lon": -0.128, "accuracy_m": 20.0}, "late": "Stocktaking",
        "thanked": "yes", "safe": "yes", "felt": "forward", "small_thing": "Umbrella", "recommend": 10,
    }  # fmt: skip
    assert visit.answers["greeted"]["comment"] == "“Morning!”"


def test_a_note_asks_nothing_and_never_holds_the_shopper_up(house: House, as_) -> None:
    visit, chloe = started(house, version=make_version(house.client, EVERY_KIND)), as_(house.chloe)
    assert "Keep the receipt." in chloe.get("visits.touchpoint", visit_id=visit.id, key="leaving").text
    assert write(chloe, visit, "leaving", thanked="yes").path.endswith("/check")


def test_the_coffee_shop_set_opens_page_by_page(house: House, as_) -> None:
    version = make_version(house.client, COFFEE_SHOP)
    visit, chloe = started(house, version=version), as_(house.chloe)
    for touchpoint in version.definition.touchpoints:
        page = chloe.get("visits.touchpoint", visit_id=visit.id, key=touchpoint.key)
        shown = [str(tag["data-question"]) for tag in page.select("[data-question]")]
        assert shown == [one.key for one in touchpoint.asked]


def test_an_answer_opens_a_question_on_the_same_page_and_the_page_says_so(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    before = chloe.get("visits.touchpoint", visit_id=visit.id, key="greeting")
    assert question(before, "words").has_attr("disabled")
    page = write(chloe, visit, "greeting", greeted="yes")
    assert "One more question because of your answer." in page.text
    assert not question(page, "words").has_attr("disabled")
    assert page.submit("#report").path.endswith("/at/checkout")


def test_a_hidden_answer_is_kept_while_drafting_and_left_out_when_sent(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    write(chloe, visit, "greeting", greeted="yes")
    write(chloe, visit, "greeting", words="“Good morning”")
    page = write_all(chloe, visit)
    assert visit.draft["words"]["value"] == "“Good morning”"
    receipt = page.submit()
    assert "One answer was left out" in receipt.text
    assert "“Good morning”" in receipt.text
    assert "words" not in visit.answers
    assert db.session.query(Submission).one().hidden["words"]["value"] == "“Good morning”"


def test_nothing_is_chosen_on_a_fresh_page_and_clear_is_offered_only_after(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    page = chloe.get("visits.touchpoint", visit_id=visit.id, key="greeting")
    assert not page.select("#report [checked]")
    assert not page.select(".choice-foot:not([hidden]) button[name=clear]")
    write(chloe, visit, "greeting", greeted="no")
    page = chloe.get("visits.touchpoint", visit_id=visit.id, key="greeting")
    assert [button["value"] for button in page.select(".choice-foot:not([hidden]) button[name=clear]")] == [
        "q:greeted:value"
    ]


def test_clear_takes_one_answer_back_and_saves_the_rest(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    write(chloe, visit, "greeting", greeted="no", **{"greeted:comment": "On the phone"})
    page = chloe.get("visits.touchpoint", visit_id=visit.id, key="greeting")
    page = page.submit("#report", clear="q:greeted:value", **fields(greeting_momentum="drift"))
    assert page.path.endswith("/at/greeting")
    assert visit.draft["greeted"]["state"] == "cleared"
    assert visit.draft["greeting_momentum"]["value"] == "drift"
    assert "On the phone" in page.text, "what happened stays as it was written"


def test_a_part_that_could_not_be_seen_is_marked_whole(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    page = chloe.get("visits.touchpoint", visit_id=visit.id, key="checkout")
    page = page.submit("#report", go="unseen", **fields(checkout_momentum="drift"))
    assert page.path.endswith("/at/checkout")
    states = {key: entry.get("state") for key, entry in visit.draft.items()}
    assert states == {"receipt": "not_observed", "wait": "not_observed", "checkout_momentum": None}


def test_unanswered_does_not_apply_and_nobody_are_three_different_answers(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    write(chloe, visit, "greeting", greeted="nobody")
    write(chloe, visit, "checkout", receipt="does_not_apply")
    text = chloe.get("visits.check", visit_id=visit.id).text
    assert "Did anyone greet you? Nobody did" in text
    assert "Were you offered a receipt? Does not apply" in text
    assert "How long did you wait? Not answered yet" in text


def test_check_lists_what_stops_sending_with_a_way_to_each(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    write(chloe, visit, "greeting", greeted="no")
    page = chloe.get("visits.check", visit_id=visit.id)
    stops = page.select("#problems a")
    assert [stop.get_text() for stop in stops] == [
        "Checkout: Were you offered a receipt?",
        "Checkout: How long did you wait?",
        "Leaving: Were you thanked as you left?",
    ]
    there = chloe.get(str(stops[0]["href"]).partition("#")[0])
    assert there.soup.find(id=str(stops[0]["href"]).partition("#")[2])


def test_leaving_early_asks_nothing_after_the_last_part_answered(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    write(chloe, visit, "greeting", greeted="nobody", greeting_momentum="away")
    page = chloe.get("visits.check", visit_id=visit.id)
    assert page.submit(expect=422).path.endswith("/send")
    page = chloe.get("visits.check", visit_id=visit.id).submit(left_early="y")
    assert page.path.endswith("/sent")
    assert visit.left_early


def test_back_saves_what_was_typed(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    page = chloe.get("visits.touchpoint", visit_id=visit.id, key="checkout")
    back = page.submit("#report", go="back", **fields(**{"wait:minutes": "three"}))
    assert back.path.endswith("/at/greeting")
    assert visit.draft["wait"]["value"] == "three:"


def test_a_link_that_saves_first_leads_only_within_the_visit(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    page = chloe.get("visits.touchpoint", visit_id=visit.id, key="greeting")
    there = page.submit("#report", then=f"/my/visits/{visit.id}/at/leaving", **fields(greeted="no"))
    assert there.path.endswith("/at/leaving")
    for elsewhere in ("https://example.test/", "//example.test", "/sign-out", f"/my/visits/{visit.id}x"):
        assert page.submit("#report", then=elsewhere).path.endswith("/at/checkout")


def test_pressing_enter_continues_and_clears_nothing(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    write(chloe, visit, "greeting", greeted="no")
    page = chloe.get("visits.touchpoint", visit_id=visit.id, key="greeting")
    first = page.select("#report button")[0]
    assert (first["name"], first["value"]) == ("go", "continue")


def test_a_returned_report_shows_the_reason_and_is_sent_again(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    write_all(chloe, visit).submit()
    first, reference = db.session.query(Submission).one(), visit.reference
    visit.state, visit.reason = VisitState.RETURNED, "Was it really 90 seconds?"
    db.session.commit()
    page = chloe.get("visits.touchpoint", visit_id=visit.id, key="checkout")
    assert "Was it really 90 seconds?" in page.text
    page.submit("#report", **fields(**{"wait:minutes": "2", "wait:seconds": "0"}))
    page = chloe.get("visits.check", visit_id=visit.id)
    assert "Was it really 90 seconds?" in page.text
    page.submit()
    second = db.session.query(Submission).filter(Submission.base_id == first.id).one()
    assert (first.answers["wait"]["value"], second.answers["wait"]["value"]) == (90, 120)
    assert visit.answers["wait"]["value"] == 120
    assert visit.reference == reference
