"""The data of a draft: what it says if it is whole, else everything that is wrong with it."""

import json
import re
from functools import lru_cache
from typing import Any, NamedTuple

import survey_defs
from shopper.models import QuestionSetVersion
from survey_defs.editing import Data

_FOLDED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class Reading(NamedTuple):
    """`definition` is None exactly where there are problems."""

    definition: survey_defs.QuestionSet | None
    problems: tuple[survey_defs.Problem, ...]


def data_of(version: QuestionSetVersion) -> Data:
    """What is being written; for a version that never was in the builder, what it says."""
    data: Data = survey_defs.definition(version.definition) if version.data is None else version.data
    return data


def text_of(data: Data) -> str:
    """The data as one text, which the reader of question sets reads as it stands."""
    plain = json.dumps(data, ensure_ascii=False)
    return _FOLDED.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)


@lru_cache(maxsize=64)
def read_text(text: str) -> Reading:
    """What such a text says, or its problems."""
    try:
        return Reading(survey_defs.load_question_set(text.encode("utf-8", "surrogatepass")), ())
    except survey_defs.QuestionSetError as wrong:
        return Reading(None, wrong.problems)


def read_data(data: Data) -> Reading:
    """What the data of a draft says, or its problems."""
    return read_text(text_of(data))


def languages_of(data: Data) -> list[str]:
    """The languages of a draft, however unfinished it is."""
    given: Any = data.get("languages")
    known = [one for one in given if isinstance(one, str) and one] if isinstance(given, list) else []
    return known or ["en"]
