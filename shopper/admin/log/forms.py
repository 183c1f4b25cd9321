"""What to look for in the audit log."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import Optional

from shopper.admin.log.sentences import KINDS
from shopper.form_parts import Choice, Day, line


class LogForm(FlaskForm):
    """Sent by GET: what does not fit is named, and is as if it had not been asked for."""

    who = line(_l("Who did it, or to whom"), None, 254)
    kind = Choice(_l("What"))
    words = line(_l("Words in it"), None, 100)
    first = Day(_l("From"), [Optional()])
    last = Day(_l("To"), [Optional()])

    def offer(self) -> None:
        """Put the kinds of things into their list, and judge what was asked."""
        named = [(kind, str(words)) for kind, (words, _begins) in KINDS.items()]
        self.kind.choices = [("", _("Everything")), *named]
        self.kind.data = self.kind.data or ""
        self.validate()

    def held(self, name: str) -> Any:
        """What was asked in a field; nothing where it does not fit."""
        return None if self[name].errors else self[name].data or None

    def args(self) -> dict[str, Any]:
        """The same question as part of an address, without what is empty."""
        asked = {name: self.held(name) for name in ("who", "kind", "words", "first", "last")}
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asked.items()
            if value
        }
