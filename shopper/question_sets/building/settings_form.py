"""What holds for the whole set, as the inputs of its form, and back."""

from collections.abc import Sequence
from typing import Any

from shopper.form_parts import tidy
from shopper.question_sets.building.values import Posted, number, shown, text_in, text_out
from survey_defs.editing import Data
from survey_defs.score_settings import MomentumLimits, OutcomeLimits, ScoreSettings

KINDS = ("covert", "self_check")
CHANNELS = ("visit", "phone", "web")
CURVES = {"share": "share", "geometric": "ratio", "linear": "slope"}
LIMITS = {"outcome": OutcomeLimits(), "momentum": MomentumLimits()}
WHOLE = ScoreSettings()
BANDS = 6


def settings_out(data: Data, languages: Sequence[str]) -> dict[str, str]:
    """Every input of the form by its name."""
    scoring = data.get("scoring") if isinstance(data.get("scoring"), dict) else {}
    made = text_out(data.get("title"), "title", languages) | text_out(
        data.get("scenario"), "scenario", languages
    )
    made |= {"kind": shown(data.get("kind") or "covert"), "channel": shown(data.get("channel") or "visit")}
    made["currency"] = shown(data.get("currency"))
    made["languages"] = ", ".join(languages)
    return made | _scoring_out(scoring or {})


def _scoring_out(scoring: Data) -> dict[str, str]:
    finish = scoring.get("finish") or {"curve": "share", "share": 0.35}
    curve = shown(finish.get("curve"))
    made = {"curve": curve, "amount": shown(finish.get(CURVES.get(curve, "share"), 0.35))}
    bands = scoring.get("bands") or {name: _plain(limit) for name, limit in WHOLE.bands.items()}
    for at, (name, limit) in enumerate(bands.items()):
        made |= {f"bands.{at}.name": name, f"bands.{at}.from": shown(limit)}
    for group, limits in LIMITS.items():
        given = scoring.get(group) or {}
        for name in type(limits).model_fields:
            made[f"{group}.{name}"] = shown(given.get(name, _plain(getattr(limits, name))))
    return made | {
        name: shown(scoring.get(name, _plain(getattr(WHOLE, name)))) for name in ("coverage", "weakest_link")
    }


def _plain(exact: Any) -> int | float:
    return int(exact) if exact % 1 == 0 else float(exact)


def settings_in(posted: Posted, languages: Sequence[str]) -> Data:
    """What the form says. Everything but slug and touchpoints is in it; what is usual is left out."""
    found: Data = {"title": text_in(posted, "title", languages), "languages": _languages(posted)}
    scenario = text_in(posted, "scenario", languages)
    usual = {"kind": "covert", "channel": "visit"}
    named = {name: "" if posted.get(name) == usual[name] else posted.get(name) for name in usual}
    more = {"scenario": scenario, **named, "currency": tidy(posted.get("currency")).upper()}
    found |= {name: value for name, value in more.items() if value}
    if scoring := _scoring_in(posted):
        found["scoring"] = scoring
    return found


def _languages(posted: Posted) -> list[str]:
    wanted = (tidy(one).casefold() for one in posted.get("languages", "").split(","))
    return list(dict.fromkeys(one for one in wanted if one)) or ["en"]


def _scoring_in(posted: Posted) -> Data:
    curve = posted.get("curve", "share")
    made: Data = {"finish": {"curve": curve, CURVES.get(curve, "share"): number(posted.get("amount", ""))}}
    rows = [(tidy(posted.get(f"bands.{at}.name")), posted.get(f"bands.{at}.from", "")) for at in range(BANDS)]
    made["bands"] = {name: number(limit) for name, limit in rows if name}
    for group, limits in LIMITS.items():
        made[group] = {name: number(posted.get(f"{group}.{name}", "")) for name in type(limits).model_fields}
    for name in ("coverage", "weakest_link"):
        made[name] = number(posted.get(name, ""))
    return {name: value for name, value in made.items() if value != _usual(name)}


def _usual(name: str) -> Any:
    """What stands where nothing is said."""
    if name == "finish":
        return {"curve": "share", "share": 0.35}
    value = getattr(WHOLE, name)
    if name == "bands":
        return {band: _plain(limit) for band, limit in value.items()}
    if name in LIMITS:
        return {one: _plain(getattr(value, one)) for one in type(value).model_fields}
    return _plain(value)


def canonical(data: Data, languages: Sequence[str]) -> Data:
    """The settings as their own form would give them back."""
    return settings_in(settings_out(data, languages), languages)
