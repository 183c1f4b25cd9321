"""What changed in the questions: taken out, new, moved, reworded, marked otherwise."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from survey_defs.differing.change import Change, Kind
from survey_defs.kinds import Question
from survey_defs.possible import options_of
from survey_defs.schema import QuestionSet, Touchpoint
from survey_defs.sentence import N_, Sentence
from survey_defs.text import Text, say


def of_questions(before: QuestionSet, after: QuestionSet) -> Iterator[Change]:
    old, new = ({q.key: (t, q) for t in each.touchpoints for q in t.questions} for each in (before, after))
    for key, (touchpoint, question) in old.items():
        if key not in new:
            words = Sentence(N_("“%(text)s” is no longer asked."), text=say(question.text))
            yield Change("scoring" if question.scored else "wording", f"{touchpoint.key}.{key}", words)
    for key, (touchpoint, question) in new.items():
        where = f"{touchpoint.key}.{key}"
        if key not in old:
            words = Sentence(N_("“%(text)s” is new."), text=say(question.text))
            yield Change("scoring" if question.scored else "wording", where, words)
        else:
            yield from _moved(where, old[key], (touchpoint, question))
            yield from _of_question(where, old[key][1], question)


Placed = tuple[Touchpoint, Question]


def _moved(where: str, old: Placed, new: Placed) -> Iterator[Change]:
    if old[0].key != new[0].key:
        words = Sentence(
            N_("“%(text)s” moved from “%(old)s” to “%(new)s”."),
            text=say(new[1].text), old=say(old[0].title), new=say(new[0].title),
        )  # fmt: skip
        yield Change("scoring" if new[1].scored or old[1].scored else "wording", where, words)


def _of_question(where: str, old: Question, new: Question) -> Iterator[Change]:
    if old.type != new.type:
        words = Sentence(
            N_("“%(text)s” is answered as %(new)s instead of %(old)s."), text=say(new.text), old=old.type, new=new.type
        )  # fmt: skip
        yield Change("meaning", where, words)
        return
    yield from _reworded(where, old.text, new.text)
    yield from _of_options(where, old, new)
    yield from _of_fields(where, old, new)


def _reworded(where: str, old: Text, new: Text) -> Iterator[Change]:
    """Another text: wording where only marks and spaces changed, else meaning until the author vouches."""
    said = Sentence(N_("“%(old)s” became “%(new)s”."), old=say(old), new=say(new))
    shared = _in_languages(old).keys() & _in_languages(new).keys()
    if any(_bare(_in_languages(old)[one]) != _bare(_in_languages(new)[one]) for one in shared) or not shared:
        yield Change("meaning", where, said, vouchable=True)
    elif old != new:
        yield Change("wording", where, said)


def _in_languages(text: Text) -> Mapping[str, str]:
    return {"": text} if isinstance(text, str) else text


def _bare(words: str) -> str:
    """Letters and digits alone: a comma more or less asks nothing else."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", words).casefold()).strip()


def _of_options(where: str, old: Question, new: Question) -> Iterator[Change]:
    before, after = ({option.key: option for option in options_of(each)} for each in (old, new))
    text = say(new.text)
    for key in [key for key in before if key not in after]:
        words = Sentence(
            N_("“%(text)s” no longer offers “%(option)s”."), text=text, option=say(before[key].label)
        )
        yield Change("meaning", where, words)
    for key, option in after.items():
        if key not in before:
            words = Sentence(N_("“%(text)s” offers “%(option)s” too."), text=text, option=say(option.label))
            yield Change("meaning", where, words)
        else:
            yield from _reworded(where, before[key].label, option.label)
            if before[key].mark != option.mark:
                words = Sentence(N_("“%(option)s” earns another mark."), option=say(option.label))
                yield Change("scoring", where, words)
    if before.keys() == after.keys() and list(before) != list(after):
        words = Sentence(N_("The options of “%(text)s” stand in another order."), text=text)
        yield Change("scoring" if new.type == "scale" and new.scored else "wording", where, words)


_FIELDS: dict[str, tuple[Kind, str]] = {
    "hint": ("wording", N_("The hint of “%(text)s” changed.")),
    "comment_on": ("wording", N_("“%(text)s” asks for a comment on other answers.")),
    "from_stamps": ("wording", N_("The time of “%(text)s” is proposed from other stamps.")),
    "min": ("wording", N_("“%(text)s” takes another smallest answer.")),
    "max": ("wording", N_("“%(text)s” takes another largest answer.")),
    "required": ("wording", N_("“%(text)s” must, or need no longer, be answered.")),
    "p": ("scoring", N_("“%(text)s” counts under another of the four P tags.")),
    "points": ("scoring", N_("“%(text)s” earns %(new)s points instead of %(old)s.")),
    "critical": ("scoring", N_("What “%(text)s” caps changed.")),
    "reverse": ("scoring", N_("The best answer to “%(text)s” turned round.")),
    "bands": ("scoring", N_("The bands of “%(text)s” changed.")),
    "good": ("scoring", N_("The anchor `good` of “%(text)s” changed.")),
    "bad": ("scoring", N_("The anchor `bad` of “%(text)s” changed.")),
    "na": ("scoring", N_("“Does not apply” was switched on or off for “%(text)s”.")),
    "nobody": ("scoring", N_("“Nobody did” was switched on or off for “%(text)s”.")),
    "unit": ("meaning", N_("“%(text)s” is counted in another unit.")),
    "show_if": ("meaning", N_("“%(text)s” is asked on other visits: its condition changed.")),
}  # fmt: skip
_VOUCHABLE = {"unit", "show_if"}


def _of_fields(where: str, old: Question, new: Question) -> Iterator[Change]:
    for name, (kind, template) in _FIELDS.items():
        before, after = getattr(old, name, None), getattr(new, name, None)
        if before != after:
            words = Sentence(template, text=say(new.text), old=before, new=after)
            yield Change(kind, where, words, vouchable=name in _VOUCHABLE)
