"""Who may open what, written by hand: route by route, with the object that it is about.

`who` names the cast; `more` completes the address, `fields` the form, `body` is what is put. `about` names a kind of object in `objects.py`: everybody who may open the route
for their own object gets a 404 for anybody else's."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

EVERYBODY = {"asha", "ben", "chloe", "dev", "eve"}
ADMIN, REVIEWER, SHOPPER = {"asha"}, {"ben"}, {"chloe"}
RESULTS = {"asha", "dev"}

AN_ID = b"0b7e2a54-1d6f-4c39-9f5e-6a1f0c8d2b43"
A_PHOTO = b"nearly a photo"
A_NAME = sha256(A_PHOTO).hexdigest()


class Row(NamedTuple):
    who: set[str]
    about: str = ""
    more: dict[str, object] = {}  # noqa: RUF012 - never changed
    fields: dict[str, str] = {}  # noqa: RUF012 - never changed
    body: bytes = b""


MATRIX: dict[tuple[str, str], Row] = {
    ("GET", "accounts.home"): Row(EVERYBODY),
    ("POST", "accounts.sign_out"): Row(EVERYBODY),
    # one's own account
    ("GET", "accounts.me"): Row(EVERYBODY),
    ("GET", "accounts.password"): Row(EVERYBODY),
    ("POST", "accounts.password"): Row(EVERYBODY),
    ("GET", "accounts.email"): Row(EVERYBODY),
    ("POST", "accounts.email"): Row(EVERYBODY),
    ("POST", "accounts.end_session"): Row(EVERYBODY),
    ("POST", "accounts.end_other_sessions"): Row(EVERYBODY),
    ("GET", "accounts.programs"): Row(EVERYBODY),
    ("POST", "accounts.programs"): Row(EVERYBODY),
    ("POST", "accounts.revoke_token"): Row(EVERYBODY),
    ("GET", "accounts.second_factor"): Row(EVERYBODY),
    ("POST", "accounts.second_factor"): Row(EVERYBODY),
    ("GET", "accounts.confirm_second_factor"): Row(EVERYBODY),
    ("POST", "accounts.confirm_second_factor"): Row(EVERYBODY),
    # the shopper's phone
    ("GET", "visits.today"): Row(SHOPPER),
    ("GET", "visits.history"): Row(SHOPPER),
    ("GET", "visits.outbox"): Row(SHOPPER),
    ("GET", "visits.visit"): Row(SHOPPER, "written"),
    ("POST", "visits.start"): Row(SHOPPER, "assigned"),
    ("GET", "visits.touchpoint"): Row(SHOPPER, "written", {"key": "greeting"}),
    ("POST", "visits.save"): Row(SHOPPER, "written", {"key": "greeting"}),
    ("GET", "visits.check"): Row(SHOPPER, "written"),
    ("POST", "visits.send"): Row(SHOPPER, "written"),
    ("GET", "visits.sent"): Row(SHOPPER, "sent"),
    ("GET", "visits.photo"): Row(EVERYBODY, "photographed"),
    ("GET", "visits.pocket"): Row(SHOPPER, "written"),
    ("POST", "visits.stamp"): Row(SHOPPER, "written", fields={"tap": "In"}),
    ("POST", "visits.pocket_photo"): Row(SHOPPER, "written"),
    ("GET", "visits.cover"): Row(SHOPPER, "written"),
    ("POST", "visits.keep_list"): Row(SHOPPER, "written"),
    ("GET", "visits.practice"): Row(SHOPPER),
    ("POST", "visits.begin_practice"): Row(SHOPPER),
    ("GET", "visits.practice_notes"): Row(SHOPPER),
    ("POST", "visits.practice_stamp"): Row(SHOPPER, fields={"tap": "In"}),
    ("GET", "visits.practice_touchpoint"): Row(SHOPPER, more={"key": "greeting"}),
    ("POST", "visits.practice_save"): Row(SHOPPER, more={"key": "greeting"}),
    ("GET", "visits.practice_check"): Row(SHOPPER),
    ("POST", "visits.practice_send"): Row(SHOPPER),
    ("GET", "visits.practice_end"): Row(SHOPPER),
    ("GET", "visits.guide"): Row(SHOPPER),
    ("GET", "visits.not_completed"): Row(SHOPPER, "written"),
    ("POST", "visits.not_completed"): Row(SHOPPER, "written"),
    # the API
    ("GET", "api.session"): Row(EVERYBODY),
    ("GET", "api.visits"): Row(SHOPPER),
    ("GET", "api.visit"): Row(SHOPPER, "written"),
    ("PUT", "api.draft"): Row(SHOPPER, "written", body=b'{"device": "%s", "answers": {}}' % AN_ID),
    ("PUT", "api.evidence"): Row(
        SHOPPER, "written", {"sha256": A_NAME, "question": "receipt", "index": 0}, body=A_PHOTO
    ),
    ("PUT", "api.submission"): Row(
        SHOPPER, "written", body=b'{"submission_id": "%s", "answers": {}}' % AN_ID
    ),
    ("GET", "api.branches"): Row(RESULTS),
    ("GET", "api.scores"): Row(RESULTS),
    ("GET", "api.visits_csv"): Row(RESULTS),
    ("GET", "api.question_set"): Row(ADMIN, "published"),
    ("GET", "phone_files.take"): Row(ADMIN),
    ("POST", "phone_files.take"): Row(ADMIN),
    # review
    ("GET", "review.queue"): Row(REVIEWER),
    ("GET", "review.shoppers"): Row(REVIEWER),
    ("GET", "review.report"): Row(REVIEWER, "sent"),
    ("POST", "review.report"): Row(REVIEWER, "sent"),
    ("POST", "review.release"): Row(REVIEWER, "accepted"),
    ("POST", "review.withdraw"): Row(REVIEWER, "released"),
    # dashboards
    ("GET", "dashboards.overview"): Row(RESULTS),
    ("GET", "dashboards.overview_csv"): Row(RESULTS, more={"name": "months"}),
    ("GET", "dashboards.compare"): Row(RESULTS),
    ("GET", "dashboards.compare_csv"): Row(RESULTS),
    ("GET", "dashboards.drivers"): Row(RESULTS),
    ("GET", "dashboards.drivers_csv"): Row(RESULTS),
    ("GET", "dashboards.effect"): Row(RESULTS),
    ("GET", "dashboards.effect_csv"): Row(RESULTS),
    ("GET", "dashboards.effect_branch"): Row(RESULTS, "branch"),
    ("GET", "dashboards.effect_branch_csv"): Row(RESULTS, "branch"),
    ("GET", "dashboards.planner"): Row(RESULTS),
    ("GET", "dashboards.planner_csv"): Row(RESULTS),
    ("GET", "dashboards.branch"): Row(RESULTS, "branch"),
    ("GET", "dashboards.branch_csv"): Row(RESULTS, "branch", {"name": "visits"}),
    ("GET", "dashboards.report"): Row(RESULTS, "released"),
    ("GET", "dashboards.report_csv"): Row(RESULTS, "released", {"name": "why"}),
    ("GET", "dashboards.touchpoints"): Row(RESULTS),
    ("GET", "dashboards.touchpoints_csv"): Row(RESULTS),
    ("GET", "dashboards.question"): Row(RESULTS),
    ("GET", "dashboards.question_csv"): Row(RESULTS, more={"name": "answers"}),
    ("GET", "dashboards.journey"): Row(RESULTS),
    ("GET", "dashboards.journey_csv"): Row(RESULTS, more={"name": "ends"}),
    ("GET", "dashboards.journey_branch"): Row(RESULTS, "branch"),
    ("GET", "dashboards.journey_branch_csv"): Row(RESULTS, "branch", {"name": "ends"}),
    ("GET", "dashboards.change"): Row(RESULTS),
    ("GET", "dashboards.change_csv"): Row(RESULTS, more={"name": "months"}),
    ("GET", "dashboards.change_branch"): Row(RESULTS, "branch"),
    ("GET", "dashboards.change_branch_csv"): Row(RESULTS, "branch", {"name": "months"}),
    ("GET", "dashboards.note_on_region"): Row(RESULTS, "seen_region"),
    ("POST", "dashboards.note_on_region"): Row(RESULTS, "seen_region"),
    ("GET", "dashboards.note_on_branch"): Row(RESULTS, "branch"),
    ("POST", "dashboards.note_on_branch"): Row(RESULTS, "branch"),
    ("GET", "dashboards.note"): Row(RESULTS, "note"),
    ("POST", "dashboards.note"): Row(RESULTS, "note"),
    # fieldwork
    ("GET", "fieldwork.waves"): Row(ADMIN),
    ("GET", "fieldwork.new"): Row(ADMIN),
    ("POST", "fieldwork.new"): Row(ADMIN),
    ("GET", "fieldwork.wave"): Row(ADMIN, "wave"),
    ("POST", "fieldwork.wave"): Row(ADMIN, "wave"),
    ("POST", "fieldwork.move"): Row(ADMIN, "wave", fields={"to": "closing"}),
    ("POST", "fieldwork.release"): Row(ADMIN, "wave"),
    ("GET", "fieldwork.edit"): Row(ADMIN, "wave"),
    ("POST", "fieldwork.edit"): Row(ADMIN, "wave"),
    ("POST", "fieldwork.extend"): Row(ADMIN, "wave"),
    ("POST", "fieldwork.delete"): Row(ADMIN, "wave"),
    ("GET", "fieldwork.branch"): Row(ADMIN, "wave_branch"),
    ("POST", "fieldwork.branch"): Row(ADMIN, "wave_branch"),
    ("POST", "fieldwork.take_back"): Row(ADMIN, "waved"),
    # question sets
    ("GET", "question_sets.index"): Row(ADMIN),
    ("GET", "question_sets.upload"): Row(ADMIN),
    ("POST", "question_sets.upload"): Row(ADMIN),
    ("GET", "question_sets.library"): Row(ADMIN),
    ("GET", "question_sets.shipped"): Row(ADMIN, more={"slug": "coffee-shop"}),
    ("POST", "question_sets.copy"): Row(ADMIN, more={"slug": "coffee-shop"}, fields={"client": "1"}),
    ("GET", "question_sets.new"): Row(ADMIN),
    ("POST", "question_sets.new"): Row(ADMIN),
    ("POST", "question_sets.change"): Row(ADMIN, "question_set"),
    ("POST", "question_sets.retire"): Row(ADMIN, "question_set"),
    ("GET", "question_sets.versions"): Row(ADMIN, "question_set"),
    ("GET", "question_sets.builder"): Row(ADMIN, "draft"),
    ("POST", "question_sets.write_question"): Row(
        ADMIN, "draft", {"key": "greeted"}, {"text.en": "Were you greeted?"}
    ),
    ("POST", "question_sets.write_touchpoint"): Row(
        ADMIN, "draft", {"key": "greeting"}, {"title.en": "Greeting"}
    ),
    ("POST", "question_sets.write_settings"): Row(ADMIN, "draft", fields={"title.en": "Short visit"}),
    ("POST", "question_sets.arrange"): Row(
        ADMIN, "draft", fields={"kind": "question", "key": "wait", "do": "up"}
    ),
    ("POST", "question_sets.add"): Row(ADMIN, "draft", fields={"title": "Parking"}),
    ("POST", "question_sets.undo"): Row(ADMIN, "draft", fields={"number": "1"}),
    ("GET", "question_sets.preview"): Row(ADMIN, "draft"),
    ("GET", "question_sets.phone"): Row(ADMIN, "draft"),
    ("GET", "question_sets.theme"): Row(ADMIN, more={"by": "night"}),
    ("GET", "question_sets.test_run"): Row(ADMIN, "draft"),
    ("POST", "question_sets.test_run"): Row(ADMIN, "draft", fields={"do": "best"}),
    ("POST", "question_sets.drop_case"): Row(ADMIN, "draft_case"),
    ("GET", "question_sets.version"): Row(ADMIN, "version"),
    ("POST", "question_sets.version"): Row(ADMIN, "version"),
    ("GET", "question_sets.source"): Row(ADMIN, "version"),
    ("GET", "question_sets.as_form"): Row(ADMIN, "version"),
    ("GET", "question_sets.on_paper"): Row(ADMIN, "version"),
    ("GET", "question_sets.check_form"): Row(ADMIN, "uploaded_form"),
    ("POST", "question_sets.check_form"): Row(ADMIN, "uploaded_form"),
    ("GET", "question_sets.simulate"): Row(ADMIN, "question_set"),
    ("POST", "question_sets.simulate"): Row(ADMIN, "question_set"),
    ("GET", "question_sets.simulate_csv"): Row(ADMIN, "question_set", {"name": "scores"}),
    # places, people, log
    ("GET", "admin.places"): Row(ADMIN),
    ("GET", "admin.new_region"): Row(ADMIN),
    ("POST", "admin.new_region"): Row(ADMIN),
    ("GET", "admin.region"): Row(ADMIN, "region"),
    ("POST", "admin.region"): Row(ADMIN, "region"),
    ("POST", "admin.delete_region"): Row(ADMIN, "region"),
    ("GET", "admin.branches"): Row(ADMIN),
    ("GET", "admin.branches_csv"): Row(ADMIN, "client"),
    ("GET", "admin.branch_template"): Row(ADMIN),
    ("GET", "admin.import_branches"): Row(ADMIN),
    ("POST", "admin.import_branches"): Row(ADMIN),
    ("GET", "admin.check_branches"): Row(ADMIN, "branch_sheet"),
    ("POST", "admin.check_branches"): Row(ADMIN, "branch_sheet"),
    ("GET", "admin.branch_problems"): Row(ADMIN, "branch_sheet"),
    ("GET", "admin.new_branch"): Row(ADMIN),
    ("POST", "admin.new_branch"): Row(ADMIN),
    ("GET", "admin.branch"): Row(ADMIN, "branch"),
    ("POST", "admin.branch"): Row(ADMIN, "branch"),
    ("GET", "admin.people"): Row(ADMIN),
    ("GET", "admin.invite"): Row(ADMIN),
    ("POST", "admin.invite"): Row(ADMIN),
    ("GET", "admin.person"): Row(ADMIN, "person"),
    ("POST", "admin.person"): Row(ADMIN, "person"),
    ("POST", "admin.deactivate"): Row(ADMIN, "person"),
    ("POST", "admin.reactivate"): Row(ADMIN, "person"),
    ("POST", "admin.remove_grant"): Row(ADMIN, "grant"),
    ("POST", "admin.make_link"): Row(ADMIN, "person"),
    ("POST", "admin.reset_factor"): Row(ADMIN, "person"),
    ("GET", "admin.find_other"): Row(ADMIN, "person"),
    ("GET", "admin.merge"): Row(ADMIN, "pair"),
    ("POST", "admin.merge"): Row(ADMIN, "pair"),
    ("POST", "admin.resend"): Row(ADMIN, "invitation"),
    ("POST", "admin.withdraw"): Row(ADMIN, "invitation"),
    ("GET", "admin.audit_log"): Row(ADMIN),
    ("GET", "admin.audit_csv"): Row(ADMIN),
    ("GET", "admin.settings"): Row(ADMIN),
    ("GET", "admin.client_settings"): Row(ADMIN, "client"),
    ("POST", "admin.client_settings"): Row(ADMIN, "client"),
    # the role that one acts in
    ("POST", "roles.switch"): Row(EVERYBODY),
}

OPEN_TO_ALL = {
    ("GET", "accounts.code"),
    ("GET", "api.document"),
    ("GET", "operations.certificate"),
    ("GET", "operations.healthz"),
    ("POST", "accounts.code"),
    ("GET", "accounts.confirm_email"),
    ("POST", "accounts.confirm_email"),
    ("GET", "accounts.forgotten"),
    ("POST", "accounts.forgotten"),
    ("GET", "accounts.join"),
    ("POST", "accounts.join"),
    ("GET", "accounts.new_password"),
    ("POST", "accounts.new_password"),
    ("GET", "accounts.sign_in"),
    ("POST", "accounts.sign_in"),
    ("POST", "languages.choose"),
}
