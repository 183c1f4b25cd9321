"""What of each table is one client's. Every table is named here, so that none is forgotten."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.engine import Connection

from shopper.extensions import db
from shopper.models import (
    Action,
    ActionNote,
    Annotation,
    Appeal,
    Assignment,
    AuditEvent,
    Branch,
    ClientSettings,
    Conversation,
    Customer,
    DraftCase,
    DraftEdit,
    Evidence,
    Fee,
    Grant,
    Invitation,
    Model,
    Moment,
    OlderAnswer,
    Person,
    QuestionSet,
    QuestionSetVersion,
    QuizPass,
    Region,
    ReviewQuestion,
    SelfCheck,
    SelfCheckFix,
    SelfCheckPhoto,
    Submission,
    Tally,
    Visit,
    VisitEvidence,
    VisitScore,
    Wave,
    WaveBranch,
    Webhook,
    WebhookDelivery,
)
from shopper.operations.queries.moments import rows_of

Belongs = Callable[[Region], ColumnElement[bool]]


def _regions(client: Region) -> Select[Any]:
    return select(Region.id).where(Region.path.startswith(client.path, autoescape=True))


def _branches(client: Region) -> Select[Any]:
    return select(Branch.id).where(Branch.client_id == client.id)


def _visits(client: Region) -> Select[Any]:
    return select(Visit.id).where(Visit.branch_id.in_(_branches(client)))


def _sets(client: Region) -> Select[Any]:
    return select(QuestionSet.id).where(QuestionSet.client_id == client.id)


def _versions(client: Region) -> Select[Any]:
    return select(QuestionSetVersion.id).where(QuestionSetVersion.question_set_id.in_(_sets(client)))


def _waves(client: Region) -> Select[Any]:
    return select(Wave.id).where(Wave.client_id == client.id)


def _actions(client: Region) -> Select[Any]:
    return select(Action.id).where(Action.branch_id.in_(_branches(client)))


def _webhooks(client: Region) -> Select[Any]:
    return select(Webhook.id).where(Webhook.client_id == client.id)


def _customers(client: Region) -> Select[Any]:
    return select(Customer.id).where(Customer.branch_id.in_(_branches(client)))


def _photos(client: Region) -> Select[Any]:
    return select(VisitEvidence.sha256).where(VisitEvidence.visit_id.in_(_visits(client)))


def _photos_of_actions(client: Region) -> Select[Any]:
    return select(ActionNote.sha256).where(ActionNote.action_id.in_(_actions(client)))


def _photos_of_appeals(client: Region) -> Select[Any]:
    added = Appeal.photo_sha256.is_not(None)
    return select(Appeal.photo_sha256).where(Appeal.visit_id.in_(_visits(client)), added)


def _self_checks(client: Region) -> Select[Any]:
    return select(SelfCheck.id).where(SelfCheck.branch_id.in_(_branches(client)))


def _photos_of_fees(client: Region) -> Select[Any]:
    added = Fee.photo_sha256.is_not(None)
    return select(Fee.photo_sha256).where(Fee.client_id == client.id, added)


def _photos_of_self_checks(client: Region) -> Select[Any]:
    return select(SelfCheckPhoto.sha256).where(SelfCheckPhoto.self_check_id.in_(_self_checks(client)))


BELONGS: dict[str, Belongs] = {
    "region": lambda client: Region.id.in_(_regions(client)),
    "client_settings": lambda client: ClientSettings.client_id == client.id,
    "branch": lambda client: Branch.client_id == client.id,
    "question_set": lambda client: QuestionSet.client_id == client.id,
    "question_set_version": lambda client: QuestionSetVersion.id.in_(_versions(client)),
    "draft_case": lambda client: DraftCase.question_set_id.in_(_sets(client)),
    "draft_edit": lambda client: DraftEdit.version_id.in_(_versions(client)),
    "wave": lambda client: Wave.client_id == client.id,
    "wave_branch": lambda client: WaveBranch.wave_id.in_(_waves(client)),
    "quiz_pass": lambda client: QuizPass.wave_id.in_(_waves(client)),
    "visit": lambda client: Visit.branch_id.in_(_branches(client)),
    "assignment": lambda client: Assignment.visit_id.in_(_visits(client)),
    "fee": lambda client: Fee.client_id == client.id,
    "older_answer": lambda client: OlderAnswer.visit_id.in_(_visits(client)),
    "submission": lambda client: Submission.visit_id.in_(_visits(client)),
    "evidence": lambda client: or_(
        Evidence.sha256.in_(_photos(client)),
        Evidence.sha256.in_(_photos_of_appeals(client)),
        Evidence.sha256.in_(_photos_of_actions(client)),
        Evidence.sha256.in_(_photos_of_self_checks(client)),
        Evidence.sha256.in_(_photos_of_fees(client)),
    ),
    "visit_evidence": lambda client: VisitEvidence.visit_id.in_(_visits(client)),
    "visit_score": lambda client: VisitScore.visit_id.in_(_visits(client)),
    "review_question": lambda client: ReviewQuestion.visit_id.in_(_visits(client)),
    "appeal": lambda client: Appeal.visit_id.in_(_visits(client)),
    "tally": lambda client: Tally.branch_id.in_(_branches(client)),
    "action": lambda client: Action.branch_id.in_(_branches(client)),
    "action_note": lambda client: ActionNote.action_id.in_(_actions(client)),
    "customer": lambda client: Customer.branch_id.in_(_branches(client)),
    "conversation": lambda client: Conversation.customer_id.in_(_customers(client)),
    "self_check": lambda client: SelfCheck.branch_id.in_(_branches(client)),
    "self_check_photo": lambda client: SelfCheckPhoto.self_check_id.in_(_self_checks(client)),
    "self_check_fix": lambda client: SelfCheckFix.self_check_id.in_(_self_checks(client)),
    "moment": lambda client: Moment.visit_id.in_(_visits(client)),
    "annotation": lambda client: Annotation.client_id == client.id,
    "grant": lambda client: Grant.region_id.in_(_regions(client)),
    "invitation": lambda client: Invitation.region_id.in_(_regions(client)),
    "audit_event": lambda client: AuditEvent.client_id == client.id,
    "webhook": lambda client: Webhook.client_id == client.id,
    "webhook_delivery": lambda client: WebhookDelivery.webhook_id.in_(_webhooks(client)),
}
"""People come last, by hand: those whom a row of these names."""

LEFT_OUT = {
    "report_checks": "how many checks stand beside a report that waits: counted anew from the reports",
    "person": "those whom another row names, read after all others",
    "failed_sign_in": "tries at the door, of nobody in particular",
    "user_session": "browsers that are signed in now",
    "second_factor": "secrets of people",
    "recovery_code": "secrets of people",
    "api_token": "access for programs, of people who may work for several clients",
    "one_time_link": "links that work once, for people",
    "practice": "what people try out in practice, which is their own",
    "shopping_list": "lists of people, which are their own",
    "message": "what people were told, who may work for several clients",
    "contact_choices": "how people want to be reached, which is their own",
    "tally_mark": "numbers by chance, by which pages see that the sums in tally have changed",
    "home_area": "around where shoppers usually start, which is their own",
    "programme_sheet": "a file between its check and its saving, gone within a day",
    "branch_sheet": "a file between its check and its saving, gone within a day",
    "uploaded_form": "a file between its check and its saving, gone within a day",
}


def client_called(name: str) -> Region | None:
    """The client of this name, whatever its case."""
    return next((client for client in _clients() if client.name.casefold() == name.strip().casefold()), None)


def names_of_clients() -> list[str]:
    """The names of all clients, for the operator who mistyped one."""
    return [client.name for client in _clients()]


def with_those_they_became(connection: Connection, people: set[int]) -> set[int]:
    """These people, and the accounts that theirs were merged into."""
    merged = Person.merged_into_id.is_not(None)
    became = {
        row.id: row.merged_into_id for row in rows_of(connection, Model.metadata.tables["person"], merged)
    }
    found, more = set[int](), set(people)
    while more:
        found |= more
        more = {became[one] for one in more if one in became} - found
    return found


def _clients() -> list[Region]:
    return list(db.session.scalars(select(Region).where(Region.parent_id.is_(None)).order_by(Region.name)))
