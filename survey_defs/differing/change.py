"""What a difference between two versions is: its kind, where it stands, and words for it."""

from dataclasses import dataclass
from typing import Literal

from survey_defs.sentence import Sentence

Kind = Literal["wording", "scoring", "meaning"]


@dataclass(frozen=True, slots=True)
class Change:
    """`where` is a key, or touchpoint and question keys with a dot between.

    `vouchable`: whether the author may say that the same thing is asked, which makes it wording."""

    kind: Kind
    where: str
    words: Sentence
    vouchable: bool = False
