"""Changes to a set that is being written: plain data in, plain data out, nothing half done.

The data is what the YAML says (`definition`), and may be unfinished: what is wrong with it is told
by `load_question_set`. No function changes what it was given."""

from survey_defs.editing.keys import key_for
from survey_defs.editing.merging import Merged, merge_fields
from survey_defs.editing.places import Data, EditRefused, dependants, find_question, find_touchpoint
from survey_defs.editing.questions import (
    add_question,
    delete_question,
    duplicate_question,
    move_question,
    rename_question,
    write_question,
)
from survey_defs.editing.starting import new_set
from survey_defs.editing.touchpoints import (
    add_touchpoint,
    delete_touchpoint,
    move_touchpoint,
    write_touchpoint,
)

__all__ = [
    "Data",
    "EditRefused",
    "Merged",
    "add_question",
    "add_touchpoint",
    "delete_question",
    "delete_touchpoint",
    "dependants",
    "duplicate_question",
    "find_question",
    "find_touchpoint",
    "key_for",
    "merge_fields",
    "move_question",
    "move_touchpoint",
    "new_set",
    "rename_question",
    "write_question",
    "write_touchpoint",
]
