"""The gate before publishing: what keeps it shut, and what a person has to say to open it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import survey_defs
from shopper.models import QuestionSetVersion
from shopper.question_sets import queries
from shopper.question_sets.building.findings import Told, found_in
from shopper.question_sets.reading import data_of, read_data
from shopper.troubles import Refused, Trouble

LONGEST = 500
"""Characters of one reason."""


@dataclass(frozen=True)
class Gate:
    """What was found in a draft, beside the last published version where there is one."""

    found: list[Told]
    changes: tuple[survey_defs.Change, ...]
    whole: bool

    @cached_property
    def errors(self) -> list[Told]:
        return [one for one in self.found if one.severity == "error"]

    @cached_property
    def stops(self) -> list[Told]:
        """Errors that no word of the author can lift."""
        return [one for one in self.errors if one.at not in self.vouchable]

    @cached_property
    def warnings(self) -> list[Told]:
        """What needs a reason to stay."""
        return [one for one in self.found if one.severity == "warn"]

    @cached_property
    def vouchable(self) -> set[str]:
        """Where the author may say that the same thing is asked in other words."""
        return {change.where for change in self.changes if change.vouchable}


def gate(version: QuestionSetVersion, vouched: Collection[str] = ()) -> Gate:
    """The gate of a draft as it stands now."""
    data = data_of(version)
    published = queries.latest_published(version.question_set)
    before = published.definition if published else None
    definition = read_data(data).definition
    changes = survey_defs.diff(before, definition, vouched) if before and definition else ()
    return Gate(found_in(data, before, vouched), changes, definition is not None)


def pass_gate(
    version: QuestionSetVersion, reasons: Mapping[str, str], vouched: Collection[str]
) -> list[dict[str, str]]:
    """The warnings that stay, each with its reason. Raises Refused where the gate is shut."""
    here = gate(version, vouched)
    if not here.whole:
        raise Refused(Trouble.DRAFT_UNFINISHED)
    gaps = {gap.language for gap in survey_defs.missing_translations(version.definition)}
    if gaps:
        raise Refused(Trouble.WORDS_NOT_WHOLE, languages=", ".join(sorted(gaps)))
    if here.errors:
        raise Refused(Trouble.NOT_CLEAN)
    given = {one.id: reasons.get(one.id, "").strip()[:LONGEST] for one in here.warnings}
    missing = [one.id for one in here.warnings if not given[one.id]]
    if missing:
        raise Refused(Trouble.REASON_MISSING, where=", ".join(missing[:10]))
    return [
        {"code": one.code, "where": one.where, "what": one.what, "reason": given[one.id]}
        for one in here.warnings
    ]
