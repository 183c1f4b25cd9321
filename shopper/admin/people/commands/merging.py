"""Two accounts of one human become one."""

from collections.abc import Sequence

from sqlalchemy import update

from shopper.accounts.commands.links import expire_links
from shopper.accounts.home.steps import forget
from shopper.accounts.programs.commands import end_access
from shopper.accounts.sessions import end_sessions
from shopper.admin.people.commands.accounts import refuse_elsewhere
from shopper.admin.people.steps import give, lock_regions
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.models import (
    Action,
    Appeal,
    Assignment,
    Conversation,
    Fee,
    Message,
    OlderAnswer,
    Person,
    SelfCheck,
    Visit,
)
from shopper.troubles import Refused, Trouble

MOVES = {
    "visit.shopper_id": Visit.shopper_id,
    "assignment.person_id": Assignment.person_id,
    "message.person_id": Message.person_id,
    "fee.person_id": Fee.person_id,
    "older_answer.person_id": OlderAnswer.person_id,
    "action.owner_id": Action.owner_id,
    "conversation.by_id": Conversation.by_id,
    "person.merged_into_id": Person.merged_into_id,
    "visit.decided_by_id": Visit.decided_by_id,
    "appeal.opened_by_id": Appeal.opened_by_id,
    "appeal.against_id": Appeal.against_id,
    "appeal.owner_id": Appeal.owner_id,
    "self_check.by_id": SelfCheck.by_id,
}
"""Columns that name the account that stays from then on."""

KEEPS = frozenset(
    {
        "audit_event.person_id", "visit_score.made_by_id", "invitation.invited_by_id", "annotation.by_id",
        "branch_sheet.person_id", "programme_sheet.person_id", "uploaded_form.person_id", "second_factor.person_id", "draft_case.by_id", "draft_edit.by_id",
        "action.opened_by_id", "action_note.by_id", "action_note.owner_id",
        "moment.told_employee_by_id", "moment.told_manager_by_id", "moment.agreed_by_id", "customer.added_by_id",
        "quiz_pass.person_id", "fee.decided_by_id",
        "webhook.by_id",
        "appeal.decided_by_id", "review_question.asked_by_id", "practice.person_id", "shopping_list.person_id", "contact_choices.person_id",
    }
)  # fmt: skip
"""Columns that go on naming the account that was used: what it did, and how it signed in."""

ENDS = frozenset(
    {
        "user_session.person_id",
        "one_time_link.person_id",
        "grant.person_id",
        "api_token.person_id",
        "home_area.person_id",
    }
)
"""What ends with the account: sessions, links and tokens; its roles are given to the one that stays."""


@command("person.merge", "stays")
def merge(goes: Person, stays: Person, *, by: Person) -> Person:
    """Move the visits, turns, mail and roles of one account to another, and close the first for good.

    What the closed account did stays under its own name. Raises Refused where one of the two is not
    this admin's to change, is the admin's own, is of another client, or was merged before."""
    _may_merge((goes, stays), by)
    lock_regions([*goes.grants, *stays.grants])
    for person in sorted((goes, stays), key=lambda one: one.id):
        locked(person)
    if goes.merged_into_id or stays.merged_into_id or not stays.active or goes.erased_at:
        raise Refused(Trouble.CANNOT_STAY, person=stays.name)
    _move(goes, stays)
    forget(goes)
    end_sessions(goes)
    expire_links(goes)
    end_access(goes)
    goes.active, goes.merged_into_id = False, stays.id
    return stays


def _may_merge(pair: Sequence[Person], by: Person) -> None:
    if pair[0].id == pair[1].id or by.id in {one.id for one in pair}:
        raise Refused(Trouble.OWN_MERGE)
    for person in pair:
        refuse_elsewhere(person, by)
    clients = [{grant.region.client_id for grant in person.grants} for person in pair]
    if clients[0] and clients[1] and clients[0] != clients[1]:
        raise Refused(Trouble.OTHER_CLIENT_PERSON)


def _move(goes: Person, stays: Person) -> None:
    """Everything that is theirs. Roles come last, of both: visits at branches that either manages go back."""
    for column in MOVES.values():
        moving = update(column.class_).where(column == goes.id).values({column.key: stays.id})
        db.session.execute(moving.execution_options(synchronize_session=False))
    db.session.expire_all()
    roles = [(grant.role, grant.region) for grant in goes.grants]
    goes.grants = []
    db.session.flush()
    for role, region in [*roles, *((grant.role, grant.region) for grant in stays.grants)]:
        give(stays, role, region)
