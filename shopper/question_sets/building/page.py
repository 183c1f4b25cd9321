"""What the page of the builder shows: outline, the one thing in hand, findings, coverage, history."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

import survey_defs
from shopper.models import QuestionSetVersion
from shopper.question_sets import queries
from shopper.question_sets.building import part_form, question_form, settings_form
from shopper.question_sets.building.findings import found_in, titles_of
from shopper.question_sets.building.logic import sentences
from shopper.question_sets.building.outline import outline
from shopper.question_sets.building.values import first_words
from shopper.question_sets.coverage import coverage
from shopper.question_sets.reading import data_of, languages_of, read_data
from shopper.question_sets.trying.run import tried
from shopper.question_sets.words import type_words
from shopper.reporting.words import state_words
from survey_defs.editing import Data, EditRefused, find_question, find_touchpoint
from survey_defs.editing.places import questions


@dataclass(frozen=True)
class Chosen:
    """The one thing in hand: a question, a touchpoint or the settings; `typed` is what a refused form said."""

    question: str = ""
    touchpoint: str = ""
    settings: bool = False
    typed: dict[str, str] | None = None
    typed_lines: str = ""
    waiting: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "Chosen":
        return cls(args.get("question", ""), args.get("touchpoint", ""), bool(args.get("settings")))


@dataclass(frozen=True)
class InHand:
    """What stands in the middle: `kind`, its key and title, the inputs `v`, and what they were made from."""

    kind: str
    key: str
    title: str
    v: Mapping[str, str]
    base: str
    raw: Data
    home: str = ""
    fixed: bool = False


def builder_page(version: QuestionSetVersion, chosen: Chosen) -> dict[str, Any]:
    """Everything that the template draws."""
    data = data_of(version)
    published = queries.latest_published(version.question_set)
    before = published.definition if published else None
    found, hand = found_in(data, before), in_hand(data, chosen, before)
    definition = read_data(data).definition
    return {
        "version": version,
        "set": version.question_set,
        "title": first_words(data.get("title")) or version.question_set.title,
        "languages": languages_of(data),
        "parts": outline(data, found),
        "hand": hand,
        "types": [(kind, type_words(kind)) for kind in question_form.TYPES],
        "takes": question_form.takes(hand.v.get("type", "")) if hand.kind == "question" else set(),
        "offered": offered(hand),
        "earlier": earlier(data, hand),
        "stamps": stamps(data),
        "logic": sentences(data),
        "found": sorted(found, key=lambda one: one.key != hand.key),
        "errors": sum(one.severity == "error" for one in found),
        "warnings": sum(one.severity == "warn" for one in found),
        "cover": coverage(definition) if definition else None,
        "cases": tried(definition, queries.cases(version.question_set)),
        "edits": queries.edits(version),
        "last": queries.last_edit(version),
        "chosen": chosen,
        "published": published,
    }


def in_hand(data: Data, chosen: Chosen, before: survey_defs.QuestionSet | None) -> InHand:
    """The thing chosen; where it is gone or nothing was chosen, the first touchpoint, else the settings."""
    languages = languages_of(data)
    try:
        if chosen.question:
            return _question(data, chosen, languages, before)
        parts = data.get("touchpoints") or []
        key = chosen.touchpoint or ("" if chosen.settings or not parts else str(parts[0].get("key")))
        if key:
            return _part(find_touchpoint(data, key), chosen, languages)
    except EditRefused:
        return in_hand(data, Chosen(), before)
    v = chosen.typed or settings_form.settings_out(data, languages)
    base = _plain(settings_form.canonical(data, languages))
    return InHand("settings", "", "", v, base, data)


def _question(
    data: Data, chosen: Chosen, languages: list[str], before: survey_defs.QuestionSet | None
) -> InHand:
    home, question = find_question(data, chosen.question)
    v = chosen.typed or question_form.question_out(question, languages)
    base = _plain(question_form.canonical(question, languages, data))
    title = titles_of(data).get(chosen.question) or chosen.question
    fixed = before is not None and chosen.question in before.by_key
    return InHand("question", chosen.question, title, v, base, question, str(home.get("key")), fixed)


def _part(part: Data, chosen: Chosen, languages: list[str]) -> InHand:
    v = chosen.typed or part_form.part_out(part, languages)
    key = str(part.get("key"))
    return InHand("touchpoint", key, first_words(part.get("title")) or key, v, _plain(part_form.canonical(part, languages)), part)  # fmt: skip


def _plain(fields: Data) -> str:
    return json.dumps(fields, ensure_ascii=False)


def offered(hand: InHand) -> list[tuple[str, str]]:
    """The answers, with their words, after which a question in hand can ask what happened.

    Made of what is written, finished or not, so that the inputs stay the same while somebody types."""
    if hand.kind != "question":
        return []
    raw = hand.raw
    rows = raw.get("options") or raw.get("scale") or ()
    words = [(str(one.get("key")), first_words(one.get("label"))) for one in rows if isinstance(one, dict)]
    words = [("yes", _("Yes")), ("no", _("No"))] if raw.get("type") == "yes_no" else words
    scorable = "points" in question_form.takes(hand.v.get("type", ""))
    states = ("nobody", "does_not_apply", *(("not_observed",) if scorable else ()))
    return words + [(state, str(state_words(state))) for state in states]


def earlier(data: Data, hand: InHand) -> list[tuple[str, str]]:
    """Key and words of the questions before the one in hand, which a condition may ask about."""
    found: list[tuple[str, str]] = []
    for _touchpoint, question in questions(data):
        if question.get("key") == hand.key:
            return found
        if question.get("type") != "note":
            found.append((str(question.get("key")), first_words(question.get("text"))))
    return found


def stamps(data: Data) -> list[tuple[str, str]]:
    """The names of the one-tap times of the journey, to choose from."""
    named = [one.get("stamp") for one in data.get("touchpoints", [])]
    return [(name, name) for name in ("In", *(str(one) for one in named if one), "Out")]
