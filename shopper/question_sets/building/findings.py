"""What is wrong or doubtful in a draft, each with the question or touchpoint beside which it stands."""

import re
from collections.abc import Collection
from dataclasses import dataclass

import survey_defs
from shopper.language import told
from shopper.question_sets.building.values import first_words
from shopper.question_sets.reading import read_data
from survey_defs.editing import Data
from survey_defs.editing.places import questions

_PATH = re.compile(r"^touchpoints\[(\d+)\](?:\.questions\[(\d+)\])?")
_ORDER = {"error": 0, "warn": 1, "info": 2}


@dataclass(frozen=True)
class Told:
    """`key`: of a question or touchpoint, '' for the whole set. `id` names it to whoever gives a reason."""

    code: str
    severity: str
    key: str
    where: str
    what: str
    why: str = ""
    rewrite: str = ""
    at: str = ""
    """Where it stands as the format says it: `touchpoint.question`."""

    @property
    def id(self) -> str:
        return f"{self.code}:{self.key or 'set'}"


def found_in(
    data: Data, before: survey_defs.QuestionSet | None = None, vouched: Collection[str] = ()
) -> list[Told]:
    """Everything, errors first; a draft that is not whole is told what keeps it from being read."""
    definition, problems = read_data(data)
    titles = titles_of(data)
    if definition is None:
        return [_of_problem(one, data, titles) for one in problems]
    found = [_of_finding(one, titles) for one in survey_defs.lint(definition, before, vouched)]
    found += [_of_gap(one, data, titles) for one in survey_defs.missing_translations(definition)]
    return sorted(found, key=lambda one: _ORDER[one.severity])


def titles_of(data: Data) -> dict[str, str]:
    """The words of every question and touchpoint by key."""
    made = {str(one.get("key")): first_words(one.get("title")) for one in data.get("touchpoints", [])}
    return made | {str(one.get("key")): first_words(one.get("text")) for _, one in questions(data)}


def _of_problem(problem: survey_defs.Problem, data: Data, titles: dict[str, str]) -> Told:
    key = _key_at(problem.path, data)
    part = problem.path.rpartition(".")[2]
    what = f"{part}: {told(problem.message)}" if part else told(problem.message)
    return Told("!", "error", key, titles.get(key, ""), what, rewrite=told(problem.mend))


def _key_at(path: str, data: Data) -> str:
    """The key of the question, else of the touchpoint, that the path leads through."""
    found = _PATH.match(path)
    if found is None:
        return ""
    try:
        here = data["touchpoints"][int(found[1])]
        here = here["questions"][int(found[2])] if found[2] else here
    except (KeyError, IndexError):
        return ""
    return str(here.get("key", ""))


def _of_finding(one: survey_defs.Finding, titles: dict[str, str]) -> Told:
    key = _known(one.where, titles)
    words = (told(one.what), told(one.why), told(one.rewrite))
    return Told(one.code, one.severity, key, titles.get(key, ""), *words, at=one.where)


def _known(where: str, titles: dict[str, str]) -> str:
    """The key that `where` ends with: keys may hold dots themselves."""
    parts = where.split(".")
    ends = (".".join(parts[at:]) for at in range(len(parts)))
    return next((end for end in ends if end in titles), "")


def _of_gap(one: survey_defs.translations.MissingTranslation, data: Data, titles: dict[str, str]) -> Told:
    key = _key_at(one.path, data)
    return Told(one.language, "error", key, titles.get(key, ""), told(one.message), at=one.path)
