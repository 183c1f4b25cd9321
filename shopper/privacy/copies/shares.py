"""What of each table is somebody's own, and which columns of it they get.

Numbers of other people are left empty in every row; what others wrote or who they are is in no column
that is named here. A table that is in neither list fails tests/shopper/privacy/test_copies.py."""

from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


class Share(NamedTuple):
    """Rows of a table: where one of these columns names the person. `columns` are those that they get."""

    table: str
    about: LazyString
    names: str
    columns: str


OWN = (
    Share("person", _l("Your account"), "id", "id name sign_in language active created_at merged_into_id"),
    Share("grant", _l("Your roles"), "person_id", "role region_id"),
    Share(
        "user_session", _l("Where you are or were signed in"), "person_id",
        "created_at expires_at ended_at browser address seen_at role",
    ),
    Share("api_token", _l("Access of your programs"), "person_id", "name start scopes created_at expires_at used_at revoked_at"),
    Share("one_time_link", _l("Links that were made for you"), "person_id", "purpose sign_in created_at expires_at used_at"),
    Share("second_factor", _l("Your second factor"), "person_id", "created_at confirmed_at"),
    Share("recovery_code", _l("Your recovery codes, without the codes"), "person_id", "used_at"),
    Share("contact_choices", _l("How you want to be told of things"), "person_id", "reach time_zone quiet_from quiet_until"),
    Share("home_area", _l("Around where you start, as you said"), "person_id", "latitude longitude said_at"),
    Share("message", _l("What you were told"), "person_id", "created_at kind language subject body to_address state sent_at read_at due_at path error"),
    Share("shopping_list", _l("Your list"), "person_id", "lines"),
    Share("practice", _l("What you tried out"), "person_id", "draft stamps left_early begun_at"),
    Share("quiz_pass", _l("Briefing quizzes that you passed"), "person_id", "wave_id passed_at"),
    Share(
        "visit", _l("Your visits, with your answers"), "shopper_id",
        "id branch_id version_id wave_id state source window_from window_to day_part started_at sent_at released_at "
        "visited_on reference draft draft_devices stamps filling recognised answers left_early leaving_unseen reason "
        "decided_at not_completed_for why_not_completed created_at erased_at erased_after",
    ),
    Share("assignment", _l("From when to when you had which visit"), "person_id", "id visit_id from_at to_at draft notes"),
    Share("older_answer", _l("Answers that you wrote earlier"), "person_id", "visit_id question_key entry at device received_at why"),
    Share("fee", _l("Your fees and expenses"), "person_id", "visit_id kind amount currency note state reason created_at decided_at photo_sha256"),
    Share("appeal", _l("Appeals that you opened"), "opened_by_id", "id visit_id side question_key reason photo_sha256 opened_at due_at state remedy decided_at"),
    Share("review_question", _l("Questions that you asked about reports"), "asked_by_id", "visit_id question_key words asked_at replied_at"),
    Share("action", _l("Actions that you opened or that are yours"), "owner_id opened_by_id", "id branch_id finding plan cause p due_on state opened_at done_at"),
    Share("action_note", _l("What you wrote to actions"), "by_id", "action_id at state words due_on sha256"),
    Share("annotation", _l("Your notes on charts"), "by_id", "id on text created_at"),
    Share("moment", _l("Moments that you passed on"), "told_employee_by_id told_manager_by_id agreed_by_id", "visit_id question_key told_employee_on told_manager_on agreed_on"),
    Share("self_check", _l("Your self-checks"), "by_id", "id branch_id version_id state draft answers begun_at ended_at"),
    Share("conversation", _l("Your conversations, without what customers said"), "by_id", "id begun_at held_on ours channel closed_at"),
    Share("draft_case", _l("Examples by which you tried question sets"), "by_id", "name answers expected created_at"),
    Share("draft_edit", _l("Your edits of question sets"), "by_id", "version_id number at act about"),
    Share("invitation", _l("Invitations by which you came"), "sign_in", "name sign_in role created_at expires_at used_at withdrawn_at"),
)  # fmt: skip
"""Rows that name the person; an invitation names a sign-in."""

THROUGH_VISITS = (
    Share("submission", _l("Your reports as they were sent"), "assignment_id", "id visit_id base_id answers hidden stamps evidence filling device left_early received_at"),
    Share("visit_evidence", _l("Your photos"), "visit_id", "visit_id question_key index sha256 added_at"),
    Share("review_question", _l("What you were asked about your reports, and your answers"), "visit_id", "visit_id question_key words asked_at reply replied_at"),
)  # fmt: skip
"""Rows that hang on somebody's visits or turns."""

LOG = Share(
    "audit_event",
    _l("Lines of the log by you and about you"),
    "person_id",
    "at action subject_type subject_id facts",
)

NOT_SHARED = {
    "region": "places, of nobody",
    "branch": "places, of nobody",
    "client_settings": "the organisation's choices",
    "question_set": "what is asked",
    "question_set_version": "what is asked",
    "wave": "plans of the organisation",
    "wave_branch": "plans of the organisation",
    "visit_score": "what a branch was worth; of a shopper it holds the answers that are in the visit already",
    "tally": "sums over many visits",
    "tally_mark": "how far those sums are",
    "evidence": "photos, by the rows that name them",
    "customer": "personal data of customers, who are somebody else",
    "failed_sign_in": "tries at the door, by nobody knows whom",
    "branch_sheet": "files between check and saving, gone within a day",
    "programme_sheet": "files between check and saving, gone within a day",
    "uploaded_form": "files between check and saving, gone within a day",
    "webhook": "addresses of the organisation's programs",
    "webhook_delivery": "what those programs were told of results",
    "self_check_photo": "photos of self-checks, beside the answers that name them",
    "report_checks": "how many checks ask for a look at a report",
    "self_check_fix": "which action came of which self-check",
}
"""Tables of which nothing is told, and why."""
