"""Who may decide a report, and what it takes to accept it. Forms ask here and commands ask again."""

from scoring import VisitResult
from shopper.models import Person, Region, Role, Visit
from shopper.troubles import Refused, Trouble


def refuse_own(visit: Visit, by: Person) -> None:
    """Nobody reviews their own visit, or a branch they manage."""
    if visit.shopper_id == by.id:
        raise Refused(Trouble.OWN_VISIT)
    if manages(by, visit.branch.region):
        raise Refused(Trouble.OWN_BRANCH, person=by.name)


def manages(person: Person, region: Region) -> bool:
    """Whether the person is a manager of this region or of one above it."""
    return any(
        grant.role == Role.MANAGER and region.path.startswith(grant.region.path) for grant in person.grants
    )


def leaving_unseen(visit: Visit, result: VisitResult) -> bool:
    """Whether the leaving touchpoint is missing because the shopper could not see it.

    Leaving out a bad farewell would lift a score, so the reviewer has to say so in so many words."""
    leaving = visit.version.definition.leaving.key
    return not result.finish_observed and any(
        line.scored and line.state == "not_observed" for line in result.lines if line.touchpoint == leaving
    )
