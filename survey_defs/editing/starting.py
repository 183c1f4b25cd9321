"""What a new set begins with: a greeting, the matter, and a leaving touchpoint that earns points."""

from typing import Any

from survey_defs.editing.places import Data
from survey_defs.sentence import N_


def new_set(slug: str, title: str, languages: list[str], say: Any = str) -> Data:
    """Data of a set with the two ends of every visit and nothing between.

    `say` puts our words into the first language of the set; other languages start empty."""
    first = languages[0]

    def text(words: str) -> Any:
        return say(words) if len(languages) == 1 else {first: say(words)}

    def yes_no(key: str, words: str, points: int) -> Data:
        return {"key": key, "type": "yes_no", "text": text(words), "p": "people", "points": points, "na": False, "nobody": False, "comment_on": ["no"]}  # fmt: skip

    return {
        "slug": slug,
        "title": title if len(languages) == 1 else {first: title},
        "languages": languages,
        "kind": "covert",
        "channel": "visit",
        "touchpoints": [
            {"key": "greeting", "title": text(N_("Greeting")), "mode": "people", "questions": [yes_no("greeted", N_("Did anyone greet you before you spoke?"), 3)]},
            {
                "key": "leaving", "title": text(N_("Leaving")), "mode": "people", "leaving": True,
                "questions": [
                    yes_no("link_back", N_("Were you given a reason to come back?"), 3),
                    yes_no("goodbye", N_("Were you thanked or wished something as you left?"), 4),
                ],
            },
        ],
    }  # fmt: skip
