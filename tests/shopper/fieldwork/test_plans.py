"""Plans of waves: chosen from a tree, changed, copied, made longer, thrown away."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy.exc import InvalidRequestError

from shopper.extensions import db
from shopper.fieldwork import commands
from shopper.models import AuditEvent, Role, Visit, VisitState, Wave, WaveBranch, WaveState
from shopper.troubles import Refused
from tests.support.builders import day, make_branch, make_person, make_region, make_visit, make_wave
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES

FORM = "main form.form"


@pytest.fixture
def wave(house):
    return make_wave(house.version, house.mill_lane, visits=2, name="Autumn", state=WaveState.PLANNED)


def fields(house, **more):
    days = {"starts_on": day(1).isoformat(), "ends_on": day(20).isoformat()}
    return {"name": "Spring", "version": str(house.version.id), "visits": "2", **days, **more}


def numbers(wave) -> dict[str, int]:
    rows = db.session.query(WaveBranch).filter_by(wave_id=wave.id)
    return {row.branch.name: row.visits for row in rows}


def named(name: str) -> Wave:
    return db.session.query(Wave).filter_by(name=name).one()


def listed(value) -> list[str]:
    return value if isinstance(value, list) else [value]


def test_single_branches_are_ticked_and_may_have_a_number_of_their_own(house, as_):
    third = make_branch(house.south, "Pier Head")
    page = as_(house.asha).get("fieldwork.new")
    own = {f"visits-{house.quayside.id}": "5", f"visits-{third.id}": ""}
    page.submit(FORM, **fields(house, branches=[str(house.mill_lane.id)], **own))
    assert numbers(named("Spring")) == {"Mill Lane": 2, "Quayside": 5}


@pytest.mark.parametrize("wrong", ["0", "101", "-1", "two", "1.5"])
def test_a_number_beside_a_branch_that_does_not_hold_is_named_and_kept(house, as_, wrong):
    page = as_(house.asha).get("fieldwork.new")
    field = f"visits-{house.quayside.id}"
    again = page.submit(FORM, expect=400, **fields(house, **{field: wrong}))
    assert f"Beside a branch stands “{wrong}”" in again.text
    assert again.form(FORM)[field] == wrong
    assert db.session.query(Wave).count() == 0


def test_finding_branches_loses_nothing_of_the_plan(house, as_):
    """By a button of the same form, so that it works before any script and keeps every tick."""
    page = as_(house.asha).get("fieldwork.new")
    ticked = fields(
        house, regions=[str(house.north.id)], branches=[str(house.mill_lane.id)], q="quay", codes="B1"
    )
    own = {f"visits-{house.mill_lane.id}": "7"}
    found = page.submit(FORM, find="1", **ticked, **own)
    assert "1 branch fits" in found.text
    assert [row.get_text(" ", strip=True).split()[0] for row in found.select(".spot")] == ["Quayside"]
    kept = found.form(FORM)
    for name, value in {**ticked, **own}.items():
        assert listed(kept[name]) == listed(value), name
    found.submit(FORM, q="", codes="", branches=[*listed(kept["branches"]), str(house.quayside.id)])
    assert numbers(named("Spring")) == {"Mill Lane": 7, "Quayside": 2}


def test_branches_are_found_by_an_address_too(house, as_):
    page = as_(house.asha).get("/waves/new?q=mill")
    assert [row.get_text(" ", strip=True).split()[0] for row in page.select(".spot")] == ["Mill"]


def test_a_large_client_is_planned_in_as_few_queries_as_a_small_one(house, as_, count_queries):
    browser = as_(house.asha)
    browser.get("fieldwork.new")
    few = count_queries(lambda: browser.get("fieldwork.new"))
    for number in range(90):
        region = make_region(f"District {number}", house.north)
        for _ in range(2):
            make_branch(region)
    pages = []
    assert count_queries(lambda: pages.append(browser.get("fieldwork.new"))) == few
    assert len(pages[0].select(".spot")) == 182
    unfolded = [d for d in pages[0].select("details.region") if d.has_attr("open")]
    assert len(unfolded) == 1  # the client; everything below is folded
    pages[0].submit(FORM, **fields(house, regions=[str(house.north.id)]))
    assert len(numbers(named("Spring"))) == 181


def test_a_plan_is_changed_until_it_starts(house, as_, wave):
    browser = as_(house.asha)
    page = browser.get("fieldwork.edit", wave_id=wave.id)
    shown = page.form(FORM)
    assert (shown["name"], shown["visits"]) == ("Autumn", "2")
    assert shown["branches"] == [str(house.mill_lane.id)]
    page.submit(FORM, name="Late autumn", branches=[str(house.quayside.id)], visits="3")
    assert numbers(wave) == {"Quayside": 3}
    assert wave.name == "Late autumn"
    wave.state = WaveState.RUNNING
    db.session.commit()
    page = browser.get("fieldwork.edit", wave_id=wave.id)
    assert "is running, so its plan stands" in page.submit(FORM, expect=409, visits="9").text
    assert numbers(wave) == {"Quayside": 3}


def test_a_plan_keeps_its_own_name_and_takes_no_other(house, as_, wave):
    make_wave(house.version, house.quayside, name="Winter")
    page = as_(house.asha).get("fieldwork.edit", wave_id=wave.id)
    page.submit(FORM, visits="4")
    assert numbers(wave) == {"Mill Lane": 4}
    assert "is taken here" in page.submit(FORM, expect=409, name="winter").text


def test_numbers_of_their_own_come_back_when_a_plan_is_changed(house, as_, wave):
    wave.branches = [
        WaveBranch(branch_id=b.id, visits=n) for b, n in ((house.mill_lane, 1), (house.quayside, 4))
    ]
    db.session.commit()
    page = as_(house.asha).get("fieldwork.edit", wave_id=wave.id)
    page.submit(FORM, name="Autumn again")
    assert numbers(wave) == {"Mill Lane": 1, "Quayside": 4}


def test_a_copy_starts_with_the_same_branches_and_asks_for_name_and_days(house, as_, wave):
    page = as_(house.asha).get("fieldwork.new", copy=wave.id)
    shown = page.form(FORM)
    assert (shown["name"], shown["starts_on"], shown["visits"]) == ("", "", "2")
    page.submit(FORM, **fields(house, branches=shown["branches"]))
    assert numbers(named("Spring")) == numbers(wave)


def test_an_unstarted_plan_is_thrown_away_and_the_log_remembers_it(house, as_, wave):
    page = as_(house.asha).get("fieldwork.wave", wave_id=wave.id)
    assert "The plan of “Autumn” is deleted" in page.submit("main form[action$=delete]").text
    assert db.session.query(Wave).count() == 0
    line = db.session.query(AuditEvent).order_by(AuditEvent.id.desc()).first()
    assert (line.action, line.facts, line.client_id) == ("wave.delete", {"name": "Autumn"}, house.client.id)


def test_a_wave_that_was_started_stays(house, as_, wave):
    commands.start_wave(wave, by=house.asha)
    page = as_(house.asha).post("fieldwork.delete", {}, wave_id=wave.id, expect=409)
    assert "so its plan stands" in page.text
    assert db.session.query(Visit).count() == 2


def test_of_starting_and_deleting_at_once_one_wins(app, house, wave):
    together, key = Barrier(2), wave.id

    def act(command):
        with app.app_context():
            row = db.session.get(Wave, key)
            together.wait()
            try:
                command(row, by=None)
                return "done"
            except Refused as refused:
                return refused.code
            except InvalidRequestError:
                return "gone"
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(act, (commands.start_wave, commands.delete_wave)))
    db.session.rollback()
    assert said in (["done", "wave_started"], ["done", "gone"])
    assert (db.session.query(Visit).count(), db.session.query(Wave).count()) in ((2, 1), (0, 0))


def test_a_running_wave_is_given_more_time(house, as_):
    closing = make_branch(house.north, "Closes soon", closed_on=day(25))
    wave = make_wave(house.version, house.mill_lane, closing, name="Autumn")
    states = (VisitState.OPEN, VisitState.STARTED, VisitState.SENT)
    here = [make_visit(house.mill_lane, house.version, wave=wave, state=s, window_to=day(21)) for s in states]
    there = make_visit(closing, house.version, wave=wave, window_to=day(21))
    page = as_(house.asha).get("fieldwork.wave", wave_id=wave.id)
    page.submit("main form[action$=extend]", ends_on=day(40).isoformat())
    assert wave.ends_on == day(40)
    assert [visit.window_to for visit in here] == [day(40), day(40), day(21)]
    assert there.window_to == day(24)  # the last day with customers


@pytest.mark.parametrize("ends_on", ["", "soon", day(21).isoformat(), day(3).isoformat()])
def test_a_last_day_that_is_no_later_changes_nothing(house, as_, ends_on):
    wave = make_wave(house.version, house.mill_lane)
    page = as_(house.asha).get("fieldwork.wave", wave_id=wave.id)
    answer = page.client.http.post(
        f"/waves/{wave.id}/extend",
        data={"csrf_token": page.client.token(), "ends_on": ends_on},
        headers={"Origin": "http://localhost", "Referer": "http://localhost/"},
    )
    assert answer.status_code in (400, 422)
    assert f'value="{ends_on}"' in answer.text
    db.session.rollback()
    assert wave.ends_on == day(21)


@pytest.mark.parametrize("state", [WaveState.PLANNED, WaveState.CLOSING, WaveState.CLOSED])
def test_only_a_running_wave_is_given_more_time(house, state):
    wave = make_wave(house.version, house.mill_lane, state=state)
    with pytest.raises(Refused, match="only while a wave is running"):
        commands.extend_wave(wave, ends_on=day(60), by=house.asha)


def test_waves_that_meet_at_a_branch_are_told(house, as_, wave):
    make_wave(house.version, house.mill_lane, house.quayside, name="Meets it")
    make_wave(house.version, house.quayside, name="Elsewhere")
    make_wave(house.version, house.mill_lane, name="Finished", state=WaveState.CLOSED)
    text = as_(house.asha).get("fieldwork.wave", wave_id=wave.id).text
    assert "Other waves visit some of these branches in the same days. Meets it at Mill Lane" in text
    assert "Elsewhere" not in text
    assert "Finished" not in text


def test_a_branch_that_closed_since_is_named_before_the_start(house, as_, wave):
    house.mill_lane.closed_on = day(-30)
    db.session.commit()
    page = as_(house.asha).get("fieldwork.wave", wave_id=wave.id)
    assert "closed or not yet open in these days: Mill Lane" in page.text
    wave.branches.append(WaveBranch(branch_id=house.quayside.id, visits=1))
    southern = make_person("Southern", (Role.ADMIN, house.south))
    assert "closed or not yet" not in as_(southern).get("fieldwork.wave", wave_id=wave.id).text


def test_waves_are_listed_by_state_and_name_page_by_page(house, as_):
    for number in range(30):
        make_wave(house.version, house.mill_lane, name=f"Wave no. {number:02d}")
    make_wave(house.version, house.mill_lane, name="Done", state=WaveState.CLOSED)
    browser = as_(house.asha)
    first = browser.get("fieldwork.waves")
    assert len(first.select("tbody tr")) == 25
    assert len(browser.get(str(first.select("a[rel=next]")[0]["href"])).select("tbody tr")) == 6
    assert [r.get_text() for r in browser.get("/waves/?state=closed").select("tbody th")] == ["Done"]
    assert len(browser.get("/waves/?q=no.%2007").select("tbody tr")) == 1
    assert "No wave fits" in browser.get("/waves/?q=nothing").text
    assert browser.get("/waves/?state=gone&page=x").status == 200
