"""What became of one visit, in words: the outcome, where it was lost, what would have mended it."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from scoring.outcome import band
from shopper.dashboards.sentences import Headline
from shopper.language import listed
from shopper.reporting import ScoreWorking, numbers
from shopper.reporting.words import band_words
from survey_defs import QuestionSet, say

Explanation = Mapping[str, Any]


def headline(branch: str, day: str, working: ScoreWorking) -> Headline:
    """Mill Lane, 29 September: 70.1 of 100. A fumble: a strong set-up (86.3), then … cost 21.0 …"""
    if not working.scored:
        return Headline(
            _("%(branch)s, %(day)s: not scored.", branch=branch, day=day),
            _(
                "Too little of the visit was seen to give it a score: %(coverage)s of what could have been.",
                coverage=working.coverage,
            ),
        )
    strong = _("%(branch)s, %(day)s: %(total)s of 100.", branch=branch, day=day, total=working.total)
    return Headline(strong, " ".join(filter(None, [_outcome(working), _cost(working)])))


def _outcome(working: ScoreWorking) -> str:
    told = {"set_up": working.set_up, "finish": working.finish}
    return {
        "turnover": _("A turnover: the customer left before the end."),
        "unfinished": _("Unfinished: how the visit ended was not seen."),
        "penalty": _penalty(working),
        "touchdown": _("A touchdown: a strong set-up (%(set_up)s) and a strong finish (%(finish)s).", **told),
        "rescue": _("A rescue: a weak set-up (%(set_up)s), saved by the finish (%(finish)s).", **told),
        "fumble": _("A fumble: a strong set-up (%(set_up)s), then a weak finish (%(finish)s).", **told),
        "field_goal": _(
            "A field goal: a strong set-up (%(set_up)s), a finish that was not strong (%(finish)s).", **told
        ),
        "punt": _("A punt: neither the set-up (%(set_up)s) nor the finish (%(finish)s) was strong.", **told),
    }[working.outcome]


def _penalty(working: ScoreWorking) -> str:
    questions = listed([_("“%(asked)s”", asked=asked) for asked in working.critical])
    if working.cap:
        return _(
            "A penalty: %(questions)s failed, which holds the score at %(total)s instead of %(raw)s.",
            questions=questions,
            total=working.total,
            raw=working.raw,
        )
    return _("A penalty: %(questions)s failed.", questions=questions)


def _cost(working: ScoreWorking) -> str:
    """The one touchpoint to fix first."""
    first = next((share for share in working.shares if share.fix_first), None)
    if first is None or working.lost is None:
        return _("Nothing was lost.")
    if first.loss == working.lost:
        return _(
            "%(touchpoint)s cost all of the %(lost)s points lost.", touchpoint=first.title, lost=working.lost
        )
    return _(
        "%(touchpoint)s cost %(loss)s of the %(lost)s points lost.",
        touchpoint=first.title,
        loss=first.loss,
        lost=working.lost,
    )


def addition(working: ScoreWorking) -> str:
    """100.0 − 0.0 − 3.2 − 1.6 − 4.1 − 21.0 = 70.1, with the cap as a term of its own."""
    terms = ["100.0" if working.raw is None else numbers.shown("100.0") or ""]
    terms += [f"− {share.loss}" for share in working.shares]
    if working.cap:
        terms.append(f"− {working.cap.removeprefix(numbers.MINUS)}")
    return f"{' '.join(terms)} = {working.total}"


def next_band(definition: QuestionSet, explanation: Explanation, language: str) -> tuple[str, str] | None:
    """What would have reached the next band, as a title and a sentence; None in the highest band."""
    found = explanation["next_band"]
    if found is None:
        return None
    least = numbers.points(found["least"])
    title = _("What would have made it %(band)s", band=band_words(found["band"]))
    if not found["changes"]:
        return title, _("Better answers alone could not have reached it (%(least)s).", least=least)
    asked = listed(
        [
            _(
                "“%(asked)s” (%(points)s more points)",
                asked=say(definition.by_key[each["question"]].text, language),
                points=numbers.points(each["points"]),
            )
            for each in found["changes"]
        ]
    )
    told = ngettext(
        "A better answer to %(asked)s would have been enough for %(least)s.",
        "Better answers to %(asked)s would have been enough for %(least)s; no fewer would have.",
        len(found["changes"]),
        asked=asked,
        least=least,
    )
    return title, told


def weighting(definition: QuestionSet, explanation: Explanation) -> str:
    """Whether the band would be another under another weighting of the finish."""
    others = explanation["sensitivity"]
    if others is None:
        return ""
    told = _(
        "With a finish share of 25 %% it is %(share_25)s, with 35 %% %(share_35)s, with 60 %% %(share_60)s, and %(flat)s when every touchpoint weighs the same.",
        **{name: numbers.score(exact) for name, exact in others.items()},
    )
    bands = {_band(definition, explanation, Fraction(exact)) for exact in others.values()}
    verdict = (
        _("The band is the same under each of them.")
        if len(bands) == 1
        else _("So the band depends on the weighting.")
    )
    return f"{told} {verdict}"


def _band(definition: QuestionSet, explanation: Explanation, raw: Fraction) -> str | None:
    capped = Fraction(explanation["official"]) < Fraction(explanation["raw"])
    return band(min(raw, Fraction(explanation["official"])) if capped else raw, definition.scoring.bands)


def impression(explanation: Explanation, titles: Mapping[str, str]) -> str:
    """The finding over the running impression: where it fell most."""
    pulls = {key: Fraction(pull) for key, pull in list(explanation["pulls"].items())[1:]}
    falls = {key: pull for key, pull in pulls.items() if pull < 0}
    if not falls:
        return _("The impression never falls")
    most = min(falls, key=lambda key: falls[key])
    if most == list(explanation["pulls"])[-1]:
        return _("The impression falls most at the very end")
    return _("The impression falls most at %(touchpoint)s", touchpoint=titles[most])


def looked_right(titles: list[str]) -> str:
    """Touchpoints that scored forward and felt away."""
    if not titles:
        return ""
    return _(
        "%(touchpoints)s scored forward but felt away: care that only looked right.",
        touchpoints=listed(titles),
    )
