"""Importing past visits: all good rows, or none, in one transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from shopper.admin.places.queries import client_named, client_names
from shopper.admin.places.steps import new_region
from shopper.audit import command
from shopper.extensions import db
from shopper.fieldwork.past import queries
from shopper.fieldwork.past.columns import check_columns
from shopper.fieldwork.past.mapping import Mapping
from shopper.fieldwork.past.rows import PastVisit, Reader
from shopper.fieldwork.past.store import Stored, store_released
from shopper.models import Branch, Person, QuestionSetVersion, Region
from shopper.sheets import RowProblem, Sheet
from shopper.troubles import Refused, Trouble

COMPARABLE = 4
"""The fewest visits with which a branch is compared (UX §3)."""


@dataclass(frozen=True)
class Report:
    """What an import did. `visits`, `branches`, `not_scored`, `comparable` are what is there now."""

    client: str
    rows: int
    problems: tuple[RowProblem, ...]
    saved: bool
    added: int = 0
    there: int = 0
    visits: int = 0
    branches: int = 0
    not_scored: int = 0
    comparable: int = 0


def import_past(  # noqa: PLR0913 - each is something the person on the terminal says
    sheet: Sheet,
    mapping: Mapping,
    *,
    client_name: str,
    skip_bad: bool,
    progress: Callable[[int], None],
    by: Person | None,
) -> Report:
    """Import the sheet, or say everything that is wrong with it and save nothing."""
    client, version = _target(client_name, mapping.question_set)
    missing = check_columns(sheet, mapping.columns()) or _unknown_questions(mapping, version)
    if missing:
        return Report(client.name, len(sheet.rows), tuple(missing), saved=False)
    past, problems = _read(Reader(version.definition, mapping, sheet), client, progress)
    if problems and not skip_bad:
        return Report(client.name, len(sheet.rows), tuple(problems), saved=False)
    there = queries.stored_ids(visit_id for visit_id, _ in past)
    new = [(visit_id, visit) for visit_id, visit in past if visit_id not in there]
    if new:
        _store(version, new=new, time_zone=mapping.time_zone, added=len(new), by=by)
    told = Report(client.name, len(sheet.rows), tuple(problems), saved=True, added=len(new), there=len(there))
    return _with_counts(told, client, mapping.question_set)


def _target(client_name: str, slug: str) -> tuple[Region, QuestionSetVersion]:
    client = client_named(client_name)
    if client is None:
        raise Refused(Trouble.NO_SUCH_CLIENT, name=client_name, known=", ".join(client_names()) or "–")
    version = queries.latest_published(client, slug)
    if version is None:
        raise Refused(Trouble.NOT_PUBLISHED, set=slug, client=client_name)
    if version.is_self_check:
        raise Refused(Trouble.ONLY_SELF_CHECKS, set=version.question_set.title)
    return client, version


def _unknown_questions(mapping: Mapping, version: QuestionSetVersion) -> list[RowProblem]:
    known = version.definition.by_key
    return [
        RowProblem(
            1, column, f"The set has no question “{key}”.", f"It has {', '.join(known)}. Mend the mapping."
        )
        for part in mapping.answers
        for column, key in part.columns.items()
        if key not in known
    ]


def _read(
    reader: Reader, client: Region, progress: Callable[[int], None]
) -> tuple[list[tuple[UUID, PastVisit]], list[RowProblem]]:
    past: list[tuple[UUID, PastVisit]] = []
    problems: list[RowProblem] = []
    for row in reader.read():
        if isinstance(row, PastVisit):
            past.append((row.visit_id(client), row))
        else:
            problems += row
        progress(1)
    return past, problems


@command("visits.import", "added")
def _store(
    version: QuestionSetVersion,
    *,
    new: list[tuple[UUID, PastVisit]],
    time_zone: str,
    added: int,
    by: Person | None,
) -> None:
    client = queries.client_of(version)
    branches = _places(client, (visit for _, visit in new), time_zone)
    visits = (Stored(visit_id, branches[v.branch].id, v.visited_on, v.answers) for visit_id, v in new)
    store_released(version, visits, why="imported")


def _places(client: Region, visits: Iterable[PastVisit], time_zone: str) -> dict[str, Branch]:
    """Every branch that the visits name, made with its region where it is missing."""
    regions, branches = queries.regions_below(client), queries.branches_of(client)
    for visit in visits:
        if visit.region not in regions:
            regions[visit.region] = new_region(visit.region, client)
        if visit.branch not in branches:
            branch = Branch(client_id=client.id, region=regions[visit.region], code=visit.branch)
            branch.name, branch.time_zone = visit.branch, time_zone
            branches[visit.branch] = branch
            db.session.add(branch)
    db.session.flush()
    return branches


def _with_counts(report: Report, client: Region, slug: str) -> Report:
    """The same, with what is stored by now."""
    now = queries.visits_by_branch(client, slug)
    return replace(
        report,
        visits=sum(count for count, _ in now),
        branches=len(now),
        not_scored=sum(bad for _, bad in now),
        comparable=sum(count >= COMPARABLE for count, _ in now),
    )
