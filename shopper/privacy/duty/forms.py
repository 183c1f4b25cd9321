"""The numbers on duty of a page of branches."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm

from shopper.models import WaveBranch
from shopper.privacy.duty.rules import PARTS

MOST = 999


class DutyForm(FlaskForm):
    """Its fields are named `duty-BRANCH-PART`; an empty one means that nobody knows."""

    def __init__(self, fields: Mapping[str, str] | None, rows: Iterable[WaveBranch], **more: Any) -> None:
        super().__init__(**more)
        stored = {row.branch_id: row.on_duty for row in rows}
        self.written = {
            (branch, part): str(stored[branch].get(part, ""))
            if fields is None
            else fields.get(f"duty-{branch}-{part}", "").strip()
            for branch in stored
            for part in PARTS
        }
        self.wrong: set[tuple[int, str]] = set()

    def validate(self, extra_validators: Any = None) -> bool:
        self.wrong = {at for at, text in self.written.items() if text and not _is_number(text)}
        if self.wrong:
            words = _("Write whole numbers from 0 to %(most)s, or nothing. Mend the marked ones.", most=MOST)
            self.form_errors.append(words)
        return super().validate(extra_validators) and not self.wrong

    def told(self) -> dict[int, dict[str, int]]:
        """What the command takes; the form holds."""
        found: dict[int, dict[str, int]] = {}
        for (branch, part), text in self.written.items():
            if text:
                found.setdefault(branch, {})[part] = int(text)
        return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and int(text) <= MOST
