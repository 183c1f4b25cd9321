"""Question sets in the sheets of field surveys: XLSForm in and out, as .xlsx, .xls and .csv.

`read_form` and `write_form` are all that others need. What stands behind them, in the order of the work:
`sniffing` and the three readings make sheets of bytes, `verdict` asks pyxform, `walking` makes a draft of
rows, `attaching` gives it its conditions, `repairing` holds it to the rules of every question set.
"""

from survey_defs.formats.doors import ENDINGS, read_form, write_form
from survey_defs.formats.report import Counted, FormFinding, FormRow, Import, Unwritable, grouped

__all__ = [
    "ENDINGS",
    "Counted",
    "FormFinding",
    "FormRow",
    "Import",
    "Unwritable",
    "grouped",
    "read_form",
    "write_form",
]
