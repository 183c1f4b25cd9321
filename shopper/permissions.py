"""Who may do what. Closed by default: a route that declares nothing does not open."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, false, or_

from shopper.models import Person, Region, Role

View = TypeVar("View", bound=Callable[..., Any])


class Can(StrEnum):
    ACCOUNT = "account:use"
    VISIT_WRITE = "visit:write"
    VISIT_REVIEW = "visit:review"
    RESULTS_SEE = "results:see"
    APPEAL_OPEN = "appeal:open"
    APPEAL_DECIDE = "appeal:decide"
    FOLLOW_UP = "follow_up:write"
    CONVERSE = "conversation:keep"
    SETS_EDIT = "sets:edit"
    PLACES_EDIT = "places:edit"
    PEOPLE_EDIT = "people:edit"
    WAVES_EDIT = "waves:edit"
    AUDIT_SEE = "audit:see"
    SETTINGS_EDIT = "settings:edit"


ROLE_CAN: dict[Role, frozenset[Can]] = {
    Role.SHOPPER: frozenset({Can.VISIT_WRITE}),
    Role.REVIEWER: frozenset({Can.VISIT_REVIEW, Can.APPEAL_DECIDE}),
    Role.MANAGER: frozenset({Can.RESULTS_SEE, Can.APPEAL_OPEN, Can.FOLLOW_UP, Can.CONVERSE}),
    Role.ADMIN: frozenset(
        {
            Can.RESULTS_SEE,
            Can.APPEAL_DECIDE,
            Can.FOLLOW_UP,
            Can.SETS_EDIT,
            Can.PLACES_EDIT,
            Can.PEOPLE_EDIT,
            Can.WAVES_EDIT,
            Can.AUDIT_SEE,
            Can.SETTINGS_EDIT,
        }
    ),
}

PUBLIC = "public"


def needs(permission: Can) -> Callable[[View], View]:
    """Declare beside the route what it takes to open it."""

    def declare(view: View) -> View:
        view.needs = permission  # type: ignore[attr-defined]  # read by the gate
        return view

    return declare


def public(view: View) -> View:
    """Declare a route that anybody may open, signed in or not."""
    view.needs = PUBLIC  # type: ignore[attr-defined]  # read by the gate
    return view


def proves_itself(view: View) -> View:
    """Declare a public route whose signed address is proof enough: a mail program posts it with no page of ours."""
    view.proves_itself = True  # type: ignore[attr-defined]  # read by the gate
    return view


def can(person: Person, permission: Can) -> bool:
    """Whether any grant of this person carries the permission."""
    return permission is Can.ACCOUNT or any(permission in ROLE_CAN[grant.role] for grant in person.grants)


def within(person: Person, permission: Can) -> ColumnElement[bool]:
    """The condition on Region that keeps a query inside the person's grants."""
    paths = {grant.region.path for grant in person.grants if permission in ROLE_CAN[grant.role]}
    return (
        or_(*(Region.path.startswith(path, autoescape=True) for path in sorted(paths))) if paths else false()
    )


def reaches(person: Person, permission: Can, region: Region) -> bool:
    """Whether one of the person's grants covers this region."""
    return any(
        permission in ROLE_CAN[grant.role] and region.path.startswith(grant.region.path)
        for grant in person.grants
    )
