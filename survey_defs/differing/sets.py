"""What changed in a set as a whole, in its touchpoints and their order."""

from collections.abc import Collection, Iterator

from survey_defs.differing.change import Change, Kind
from survey_defs.differing.questions import of_questions
from survey_defs.schema import QuestionSet, Touchpoint
from survey_defs.sentence import N_, Sentence
from survey_defs.text import say


def diff(before: QuestionSet, after: QuestionSet, vouched: Collection[str] = ()) -> tuple[Change, ...]:
    """Every change from `before` to `after`, the set first, then in the new journey order.

    `vouched`: where the author says that the same thing is asked in other words."""
    found = [*_of_the_set(before, after), *_of_touchpoints(before, after), *of_questions(before, after)]
    return tuple(
        Change("wording", one.where, one.words) if one.vouchable and one.where in vouched else one
        for one in found
    )


def _of_the_set(before: QuestionSet, after: QuestionSet) -> Iterator[Change]:
    slug = after.slug
    for name, kind, words in (
        ("title", "wording", N_("The title changed.")),
        ("scenario", "wording", N_("The scenario changed.")),
        ("languages", "wording", N_("The languages changed.")),
        ("channel", "meaning", N_("The channel changed from %(old)s to %(new)s: these are other visits.")),
        ("kind", "meaning", N_("The kind changed from %(old)s to %(new)s: these are other visits.")),
        ("currency", "meaning", N_("The currency changed from %(old)s to %(new)s.")),
        ("scoring", "scoring", N_("How the score is made changed: finish, bands or limits.")),
    ):  # fmt: skip
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Change(_kind(kind), slug, Sentence(words, old=old or "–", new=new or "–"))


def _kind(name: str) -> Kind:
    return "meaning" if name == "meaning" else "scoring" if name == "scoring" else "wording"


def _of_touchpoints(before: QuestionSet, after: QuestionSet) -> Iterator[Change]:
    old, new = ({one.key: one for one in each.touchpoints} for each in (before, after))
    for key in [key for key in old if key not in new]:
        yield Change(
            "scoring", key, Sentence(N_("The touchpoint “%(title)s” was taken out."), title=_title(old[key]))
        )
    for key, touchpoint in new.items():
        if key not in old:
            yield Change(
                "scoring", key, Sentence(N_("The touchpoint “%(title)s” is new."), title=_title(touchpoint))
            )
        else:
            yield from _of_touchpoint(old[key], touchpoint)
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield Change("scoring", after.slug, Sentence(N_("The touchpoints stand in another order.")))


def _title(touchpoint: Touchpoint) -> str:
    return say(touchpoint.title)


def _of_touchpoint(old: Touchpoint, new: Touchpoint) -> Iterator[Change]:
    for name, kind, words in (
        ("title", "wording", N_("“%(title)s” has another title.")),
        ("stamp", "wording", N_("The stamp of “%(title)s” changed.")),
        ("momentum", "wording", N_("The momentum question of “%(title)s” was switched on or off.")),
        ("mode", "scoring", N_("“%(title)s” now counts as another mode: people, machine or mixed.")),
        ("weight", "scoring", N_("“%(title)s” weighs %(new)s instead of %(old)s.")),
        ("leaving", "scoring", N_("“%(title)s” became, or is no longer, the leaving touchpoint.")),
    ):  # fmt: skip
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change(_kind(kind), new.key, Sentence(words, title=_title(new), old=before, new=after))
