"""Question sets of every shape: all kinds, several languages, conditions that look backward, odd words."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
ODD = st.sampled_from(["no", "yes", "true", "8:30", "~", "- a", "# b", "{x}", "a: b", "'", '"', "012", "1e3", "«ù»", "null", "?", "<b>", "x" * 130, "line one\nline two"])  # fmt: skip
SENTENCES = st.one_of(ODD, st.lists(WORDS, min_size=1, max_size=30).map(" ".join))
POINTS = st.sampled_from([0, 1, 2.5, 4, 10])


def texts(languages: list[str]) -> st.SearchStrategy[Any]:
    """A text in one form for all languages or a form for each."""
    each = st.fixed_dictionaries(dict.fromkeys(languages, SENTENCES))
    return SENTENCES if len(languages) == 1 else st.one_of(SENTENCES, each)


@st.composite
def options(draw: st.DrawFn, languages: list[str], marked: bool) -> list[dict[str, Any]]:
    count = draw(st.integers(2, 4))
    made = [{"key": f"o{at}", "label": draw(texts(languages))} for at in range(count)]
    marks = [1, *draw(st.lists(st.sampled_from([0, 0.5, 1]), min_size=count - 1, max_size=count - 1))]
    return [{**one, "mark": mark} for one, mark in zip(made, marks, strict=True)] if marked else made


@st.composite
def questions(
    draw: st.DrawFn, key: str, before: list[dict[str, Any]], languages: list[str]
) -> dict[str, Any]:
    kind = draw(st.sampled_from(["yes_no", "choice", "choices", "scale", "number", "duration", "text", "moment", "note", "recommend", "photo", "location"]))  # fmt: skip
    made: dict[str, Any] = {"key": key, "type": kind, "text": draw(texts(languages))}
    if kind in {"choice", "choices"}:
        made |= {"options": draw(options(languages, marked=True)), "points": draw(POINTS)}
    if kind == "scale":
        made |= {"scale": draw(options(languages, marked=draw(st.booleans()))), "points": draw(POINTS)}
    if kind == "yes_no":
        made |= {"points": draw(POINTS), "reverse": draw(st.booleans()), "comment_on": draw(st.sampled_from([[], ["no"], ["yes", "no"]]))}  # fmt: skip
    if kind in {"number", "duration"}:
        bands = [{"upto": 30, "mark": 1}, {"upto": 90, "mark": 0.5}, {"mark": 0}]
        made |= draw(
            st.sampled_from(
                [{"points": 2, "good": 10, "bad": 99}, {"points": 3, "bands": bands}, {"max": 60}]
            )
        )
    if kind not in {"note", "moment"}:
        made |= draw(st.sampled_from([{}, {"na": True}, {"p": "people"}, {"hint": "Look – twice."}]))
    asked = [one for one in before if one["type"] in {"yes_no", "choice", "recommend", "number"}]
    if asked and draw(st.booleans()):
        made["show_if"] = draw(conditions(asked))
    return made


@st.composite
def conditions(draw: st.DrawFn, asked: list[dict[str, Any]], deep: int = 2) -> dict[str, Any]:
    if deep and draw(st.integers(0, 2)) == 0:
        inner = conditions(asked, deep - 1)
        joined = st.lists(inner, min_size=1, max_size=3)
        return draw(st.one_of(joined.map(lambda all_: {"all": all_}), joined.map(lambda any_: {"any": any_}), inner.map(lambda one: {"not": one})))  # fmt: skip
    about = draw(st.sampled_from(asked))
    tests: dict[str, list[dict[str, Any]]] = {
        "yes_no": [{"is": "yes"}, {"is_not": "no"}, {"in": ["yes", "no"]}],
        "choice": [{"is": "o0"}, {"is_not": "o1"}, {"in": ["o0", "o1"]}],
        "recommend": [{"at_least": 7}, {"at_most": 6}],
        "number": [{"at_least": 3}, {"at_most": 30.5}],
    }
    return {"question": about["key"], **draw(st.sampled_from([*tests[about["type"]], {"answered": True}, {"answered": False}]))}  # fmt: skip


@st.composite
def any_set(draw: st.DrawFn) -> dict[str, Any]:
    """The data of a set that loads."""
    languages = draw(st.sampled_from([["en"], ["fr"], ["en", "fr"], ["no", "en"]]))
    before: list[dict[str, Any]] = []
    touchpoints = []
    for at in range(draw(st.integers(1, 4))):
        here = []
        for number in range(draw(st.integers(0, 4))):
            here.append(draw(questions(f"q{at}_{number}", before, languages)))
            before.append(here[-1])
        more = draw(st.sampled_from([{}, {"mode": "people"}, {"weight": 2.25}, {"momentum": False}, {"stamp": "Seen"} if at == 0 else {}]))  # fmt: skip
        touchpoints.append({"key": f"t{at}", "title": draw(texts(languages)), "questions": here, **more})
    points = {"key": "last", "type": "yes_no", "text": draw(texts(languages)), "points": 2, "na": False}
    touchpoints.append({"key": "end", "title": "End", "leaving": True, "questions": [points]})
    scoring = draw(st.sampled_from([{}, {"finish": {"curve": "linear", "slope": 2}}, {"bands": {"good": 50, "poor": 0}}, {"weakest_link": 0.1}]))  # fmt: skip
    return {"slug": "any-set", "title": draw(texts(languages)), "languages": languages, "scoring": scoring, "touchpoints": touchpoints}  # fmt: skip
