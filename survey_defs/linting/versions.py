"""S11: a question that means something else than in the version before."""

from collections.abc import Collection, Iterator

from survey_defs.differing import diff
from survey_defs.linting.finding import N_, Finding, finding
from survey_defs.schema import QuestionSet


def changed_meaning(
    question_set: QuestionSet, before: QuestionSet, vouched: Collection[str] = ()
) -> Iterator[Finding]:
    """S11 error: a changed meaning under the same key since `before`, the last published version.

    `vouched`: where the author says that the same thing is asked in other words."""
    for change in diff(before, question_set, vouched):
        if change.kind == "meaning":
            yield finding(
                "S11", "error", change.where, N_("Something else may be asked here under an old key: %(change)s"),
                N_("The line on every chart would go on as if nothing had happened."),
                N_("Give it a new key, or say that the same thing is asked in other words.")
                if change.vouchable
                else N_("Give it a new key, and take the old one out."),
                {"change": change.words},
            )  # fmt: skip
