"""What changed between two versions of a question set, in words, and what it does to the trend.

*wording*: the same thing asked in other words, the trend continues. *scoring*: marks, points,
weights or what is counted together, the trend continues with a mark. *meaning*: something else is
asked under an old key, which would break the trend without anybody seeing it."""

from survey_defs.differing.asking import asked_otherwise
from survey_defs.differing.change import Change, Kind
from survey_defs.differing.sets import diff

__all__ = ["Change", "Kind", "asked_otherwise", "diff"]
