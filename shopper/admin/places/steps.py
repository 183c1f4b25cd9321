"""Parts of commands that change regions and branches; no commit of their own."""

from shopper import clock
from shopper.database import locked
from shopper.extensions import db
from shopper.models import Annotation, AnnotationKind, Branch, Person, Region
from shopper.troubles import Refused, Trouble


def new_region(name: str, parent: Region | None) -> Region:
    """A region at its place in the tree; without a parent a client. Raises Refused where it is too deep."""
    region = Region(name=name, parent_id=parent.id if parent else None, path="")
    db.session.add(region)
    db.session.flush()
    region.path = f"{parent.path if parent else '/'}{region.id}/"
    if len(region.path) > Region.PATH_MAX:
        raise Refused(Trouble.TOO_DEEP)
    return region


def lock_client(region: Region) -> None:
    """One change of a client's tree at a time, or two moves could tie a knot."""
    locked(db.session.get_one(Region, region.client_id))


def note_region_move(region: Region, words: str, by: Person | None) -> None:
    """Charts show on which day a region and its branches moved."""
    today = clock.now().date()
    db.session.add(_note(region.client_id, words, by, on=today, region_id=region.id))


def note_branch_move(branch: Branch, words: str, by: Person | None) -> None:
    """The same for one branch, on its own calendar."""
    today = clock.local_date(clock.now(), branch.time_zone)
    db.session.add(_note(branch.client_id, words, by, on=today, branch_id=branch.id))


def _note(client_id: int, words: str, by: Person | None, **more: object) -> Annotation:
    return Annotation(
        client_id=client_id,
        kind=AnnotationKind.MOVED,
        text=words[: Annotation.TEXT_MAX],
        by_id=by.id if by else None,
        created_at=clock.now(),
        **more,
    )


def from_to(before: str, after: str) -> str:
    """A move in no language at all; that it is one is said by the kind of the note."""
    half = (Annotation.TEXT_MAX - 3) // 2
    return f"{before[:half]} → {after[:half]}"
