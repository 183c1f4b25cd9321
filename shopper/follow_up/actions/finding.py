"""The finding that an action is opened from, as an address carries it from the page where it was seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from shopper.dashboards.measures import measures
from shopper.follow_up.actions import queries
from shopper.language import spoken
from shopper.models import Action, Branch, Person, QuestionSetVersion, Visit
from shopper.reporting import report_sections
from survey_defs import QuestionSet, say


@dataclass(frozen=True)
class Finding:
    """`words` say what was found; the rest says what to follow, where the address says it and it is there."""

    words: str = ""
    visit: Visit | None = None
    version: QuestionSetVersion | None = None
    question: str = ""
    measure: str = "overall"


def read_finding(person: Person, branch: Branch, args: Mapping[str, str]) -> Finding:
    """What of the address can be followed; the rest is left out, for the words alone say enough."""
    visit = _visit(person, branch, args.get("visit", ""))
    version = visit.version if visit else _version(branch, args.get("version", ""))
    words = args.get("finding", "").strip()[: Action.FINDING_MAX]
    if version is None:
        return Finding(words)
    question = args.get("question", "") if args.get("question", "") in version.definition.by_key else ""
    return Finding(
        words, visit, version, question, _measure(version.definition, question, args.get("measure", ""))
    )


def _visit(person: Person, branch: Branch, asked: str) -> Visit | None:
    try:
        return queries.released_at(person, branch, UUID(asked)) if asked else None
    except ValueError:
        return None


def _version(branch: Branch, asked: str) -> QuestionSetVersion | None:
    known = asked.isascii() and asked.isdecimal() and len(asked) < 10
    return queries.version_of(branch, int(asked)) if known else None


def _measure(definition: QuestionSet, question: str, asked: str) -> str:
    """The touchpoint of the question, else the measure asked for, as long as it is a score."""
    home = next((each.key for each, one in definition.walk() if one.key == question), None)
    wanted = f"t:{home}" if home else asked
    scores = [each.key for each in measures(definition, "en") if not each.is_rate]
    return wanted if wanted in scores else "overall"


@dataclass(frozen=True)
class Miss:
    """A question that a visit missed, with the words of the finding to open an action from."""

    key: str
    asked: str
    given: str
    critical: bool


def misses_of(visit: Visit, explanation: Mapping[str, object], keys: list[str]) -> list[Miss]:
    """The questions missed, in words."""
    definition = visit.version.definition
    language = spoken(definition)
    rows = {
        row.key: row
        for section in report_sections(definition, visit.answers or {}, explanation, language)
        for row in section.rows
    }
    critical = set(explanation["critical"])  # type: ignore[call-overload]  # keys, as VisitResult.to_dict() lists them
    return [
        Miss(key, say(definition.by_key[key].text, language), rows[key].given, key in critical)
        for key in keys
        if key in rows
    ]
