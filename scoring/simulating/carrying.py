"""Which answers of a version's visits are answers to a draft's questions as well."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scoring.simulating.records import Why
from survey_defs import diff
from survey_defs.schema import QuestionSet
from survey_defs.showing import visible_keys


@dataclass(frozen=True)
class Carry:
    """From the visits of one version to the draft: `dropped` questions of the draft have no answer there.

    `apart`: channel, kind or currency changed, so these are other visits altogether."""

    before: QuestionSet
    dropped: Mapping[str, Why]
    apart: bool

    @cached_property
    def _asked(self) -> tuple[tuple[str, Mapping[str, Any] | None], ...]:
        return tuple((key, self.before.conditions.get(key)) for key in self.before.by_key)

    def answers(self, given: Mapping[str, Any]) -> Mapping[str, Any]:
        """Those of the answers that the draft can use."""
        if not self.dropped:
            return given
        return {key: answer for key, answer in given.items() if key not in self.dropped}

    def why_missing(self, key: str, given: Mapping[str, Any]) -> Why | None:
        """Why a visit has no answer to a question of the draft; None where it was asked and left open."""
        if key in self.dropped:
            return self.dropped[key]
        return None if key in visible_keys(self._asked, given) else "not_asked"


def carry(before: QuestionSet, after: QuestionSet, vouched: Collection[str] = ()) -> Carry:
    """What the visits of `before` can tell about the draft `after`.

    A question that is new or means something else (`survey_defs.diff`) is dropped; `vouched` says
    where the author vouches that the same thing is asked."""
    dropped: dict[str, Why] = {key: "new" for key in after.by_key if key not in before.by_key}
    meant = {change.where for change in diff(before, after, vouched) if change.kind == "meaning"}
    places = {f"{touchpoint.key}.{question.key}": question.key for touchpoint, question in after.walk()}
    dropped |= {places[where]: "meaning" for where in meant if where in places}
    return Carry(before, dropped, apart=any(where not in places for where in meant))
