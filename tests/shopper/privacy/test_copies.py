"""One file with everything about one person, and nothing of anybody else."""

from __future__ import annotations

import csv
import io
import json
from zipfile import ZipFile

from shopper import clock
from shopper.extensions import db
from shopper.models import AuditEvent, Grant, Message, MessageState, Model, ReviewQuestion, Role
from shopper.privacy.copies.shares import LOG, NOT_SHARED, OWN, THROUGH_VISITS
from tests.shopper.privacy.support import SECRET, full, over, photo
from tests.support.apart import apart
from tests.support.builders import House, make_person, make_visit, saved
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.pages import ORIGIN, Client

OTHER = "Quicksilver"


def copied(browser: Client, where: str = "/account/copy") -> dict[str, bytes]:
    """The files that come with a press of the button."""
    how = {"data": {"csrf_token": browser.token()}, "headers": {"Origin": ORIGIN, "Referer": f"{ORIGIN}/"}}
    answer = apart(browser.http.post, where, **how)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    content = answer.data
    answer.close()
    db.session.rollback()  # the test reads what the request wrote
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def somebody_else(house: House) -> None:
    """Another shopper and a manager whose words and names are beside Chloé's."""
    other = make_person(f"{OTHER} Shopper", (Role.SHOPPER, house.client), sign_in="quicksilver@example.test")
    house.ben.name, house.dev.name = f"{OTHER} Ben", f"{OTHER} Dev"
    visit = make_visit(house.mill_lane, house.version, shopper=other, reason=OTHER)
    visit.draft = {"words": {"value": OTHER}}
    asked = {"asked_by_id": house.chloe.id, "asked_at": clock.now()}
    saved(ReviewQuestion(visit_id=visit.id, words="Mine", reply=OTHER, **asked))
    saved(AuditEvent(
        at=clock.now(), person_id=house.chloe.id, client_id=house.client.id, action="invitation.make",
        subject_type="invitation", subject_id="7", facts={"sign_in": OTHER},
    ))  # fmt: skip


def test_every_table_is_shared_or_says_why_not():
    shared = {share.table for share in (*OWN, *THROUGH_VISITS, LOG)}
    assert shared | NOT_SHARED.keys() == Model.metadata.tables.keys()
    assert not shared & NOT_SHARED.keys()


def test_every_column_that_is_shared_is_there():
    for share in (*OWN, *THROUGH_VISITS, LOG):
        columns = Model.metadata.tables[share.table].columns.keys()
        assert {*share.columns.split(), *share.names.split()} <= set(columns), share.table


def test_what_lets_somebody_in_is_never_shared():
    shared = {f"{share.table}.{name}" for share in OWN for name in share.columns.split()}
    secret = {"person.password_hash", "invitation.token_hash", "second_factor.secret", "recovery_code.code_hash",
              "api_token.token_hash", "one_time_link.token_hash", "user_session.id", "message.secret"}  # fmt: skip
    assert not shared & secret


def test_it_holds_what_is_theirs_and_names_nobody_else(house, as_):
    visit = full(house, over(house))
    name = photo(visit)
    somebody_else(house)
    letter = {
        "kind": "report_accepted",
        "language": "en",
        "subject": "Told",
        "body": "Told",
        "message_id": "1",
    }
    saved(Message(
        id=visit.id, person_id=house.chloe.id, to_address="chloe@example.test", state=MessageState.SENT,
        created_at=clock.now(), **letter,
    ))  # fmt: skip
    files = copied(as_(house.chloe))
    assert OTHER.encode() not in b"".join(files.values())
    assert {"visit.csv", "visit.json", "submission.csv", "fee.csv", "message.csv", "user_session.csv",
            "older_answer.csv", "assignment.csv", "audit_event.csv", "index.html"} <= files.keys()  # fmt: skip
    assert f"photos/visit_evidence-{name[:16]}.jpg" in files
    told = json.loads(files["visit.json"])
    assert [one["id"] for one in told] == [str(visit.id)]
    assert told[0]["answers"]["words"]["value"] == SECRET
    rows = list(csv.DictReader(io.StringIO(files["fee.csv"].decode())))
    assert rows[0]["amount"] == "450"
    assert "Chloé" in files["index.html"].decode()


class TestWho:
    pytestmark = LONG_ON_POSTGRES

    def test_an_admin_makes_it_for_somebody_and_the_log_says_so(self, house, as_):
        files = copied(as_(house.asha), f"/admin/people/{house.dev.id}/copy")
        assert b"dev@example.test" in files["person.csv"]
        line = db.session.query(AuditEvent).filter_by(action="person.copy").one()
        assert (line.person_id, line.subject_id) == (house.asha.id, str(house.dev.id))

    def test_of_somebody_with_roles_elsewhere_only_they_themselves(self, house, as_):
        saved(Grant(person_id=house.dev.id, role=Role.MANAGER, region_id=house.other_client.id))
        as_(house.asha).post("privacy.copy_of", {}, expect=409, person_id=house.dev.id)

    def test_the_button_stands_where_everybody_looks_for_it(self, house, as_):
        page = as_(house.dev).get("accounts.me")
        assert "Everything about you" in page.text
        assert page.select("form[action$='/account/copy']")
