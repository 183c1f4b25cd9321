"""A set gets another language, or one less: every text follows."""

from collections.abc import Sequence
from typing import Any

from survey_defs.editing import Data

_TEXTS = ("title", "scenario", "text", "hint", "label", "unit")
_INSIDE = ("touchpoints", "questions", "options", "scale")


def in_languages(part: Data, before: str, languages: Sequence[str]) -> Data:
    """The same part of a set with every text in `languages`; what stood bare was in the language `before`."""
    made = dict(part)
    for name in _TEXTS:
        if name in made:
            made[name] = _text(made[name], before, languages)
    for name in _INSIDE:
        if isinstance(made.get(name), list):
            made[name] = [
                in_languages(one, before, languages) if isinstance(one, dict) else one for one in made[name]
            ]
    return made


def _text(text: Any, before: str, languages: Sequence[str]) -> Any:
    said = text if isinstance(text, dict) else {before: text}
    kept = {one: said[one] for one in languages if said.get(one)}
    if not kept:  # nothing is lost where the only language was renamed
        kept = {languages[0]: next(iter(said.values()), "")}
    return kept if len(languages) > 1 else next(iter(kept.values()))
