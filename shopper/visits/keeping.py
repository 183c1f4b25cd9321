"""Whether what a phone tells can be kept at all: right or wrong is judged later, but not every thing is storable."""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

import orjson
from flask_babel import gettext as _

from shopper.language import told as in_words
from shopper.models import Visit
from shopper.troubles import Refused, Trouble
from shopper.visits.announced import Announced
from shopper.visits.merging import Told
from shopper.visits.on_site import NOTE, RECOGNISED, STOPPED, journey
from survey_defs import Checked, QuestionSet, canonical_bytes, check_answers
from survey_defs.kinds import Photo

LONGEST = 200_000
"""Bytes of one answer as JSON; the longest text of any question is well below."""


def refuse_unkeepable(visit: Visit, told: Told, checked: Checked | None = None) -> None:
    """Raises Refused ANSWERS_UNREADABLE, with the words for each question and each name that is not known.

    `checked` is what came of these answers where they were checked already."""
    definition = visit.version.definition
    checked = checked or check_answers(definition, told.answers, sending=False)
    doubtful = _doubtful(told.answers, checked.storable)
    questions = {key: words for key in doubtful for words in _wrong(definition, key, told.answers[key])}
    fields = {**_unknown_stamps(definition, told), **_unknown_filling(definition, told)}
    if questions or fields:
        raise Refused(Trouble.ANSWERS_UNREADABLE, questions=questions, fields=fields)


def refuse_unasked(visit: Visit, evidence: Sequence[Announced]) -> None:
    """Raises Refused PHOTO_NOT_ASKED, or SLOT_TAKEN where two photos want one place."""
    places = [(one["question"], one["index"]) for one in evidence]
    for key, index in places:
        if not isinstance(visit.version.definition.by_key.get(key), Photo):
            raise Refused(Trouble.PHOTO_NOT_ASKED, key=key)
        if places.count((key, index)) > 1:
            raise Refused(Trouble.SLOT_TAKEN, index=index)


def _doubtful(answers: Mapping[str, Any], storable: Set[str]) -> list[str]:
    """The questions to look at one by one: those whose entry is not kept as it is, or all where it is much."""
    if len(orjson.dumps({key: answers[key] for key in answers.keys() & storable})) > LONGEST:
        return list(answers)
    return [key for key in answers if key not in storable]


def _wrong(definition: QuestionSet, key: str, entry: Any) -> Iterator[str]:
    """In words what keeps an entry from being kept; one with both a value and a state is kept as it is."""
    for part in _apart(entry):
        checked = check_answers(definition, {key: part}, sending=False)
        if key not in checked.answers:
            yield from (in_words(problem.message) for problem in checked.problems[:1])
        elif len(canonical_bytes({key: part})) > LONGEST:
            yield _("This is too long to be kept. Shorten it.")


def _apart(entry: Any) -> Iterator[Any]:
    if not isinstance(entry, Mapping):
        yield entry
        return
    if "value" in entry:
        yield {name: part for name, part in entry.items() if name != "state"}
    if "state" in entry or "value" not in entry:
        yield {"state": "cleared", **{name: part for name, part in entry.items() if name != "value"}}


def _unknown_stamps(definition: QuestionSet, told: Told) -> dict[str, str]:
    known = {*journey(definition), NOTE, RECOGNISED, STOPPED}
    words = _("This visit has no such stamp. Open the visit again.")
    return {
        f"stamps.{place}.name": words for place, one in enumerate(told.stamps) if one["name"] not in known
    }


def _unknown_filling(definition: QuestionSet, told: Told) -> dict[str, str]:
    filling = told.filling or {}
    known = {"touchpoints": {one.key for one in definition.touchpoints}, "changes": set(definition.by_key)}
    words = _("This visit has no such part. Open the visit again.")
    return {
        f"filling.{name}.{key}": words
        for name, keys in known.items()
        for key in filling.get(name, {})
        if key not in keys
    }
