"""What to look for in the audit log."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from shopper.form_parts import Choice, blank_first, line


class LogForm(FlaskForm):
    """Sent by GET: what does not fit a list is as if it had not been chosen."""

    person = Choice(_l("Who"), coerce=int)
    action = Choice(_l("What"))
    words = line(_l("Words in it"), None, 100)

    def offer(self, actors: dict[int, str], actions: list[str]) -> None:
        """Put the people and the acts that are in the log into the lists."""
        self.person.choices = blank_first(actors.items(), _("Everybody"))
        self.action.choices = [("", _("Everything")), *((action, action) for action in actions)]
        self.person.data, self.action.data = self.person.data or 0, self.action.data or ""
        self.validate()

    def wanted(self) -> dict[str, Any]:
        """For the query."""
        chosen = {name: None if self[name].errors else self[name].data for name in ("person", "action")}
        words = (self.words.data or "")[:100]
        return {"person_id": chosen["person"] or 0, "action": chosen["action"] or "", "words": words}

    def wanted_args(self) -> dict[str, Any]:
        """The same for an address, without what is empty."""
        wanted = self.wanted()
        args = {"person": wanted["person_id"], "action": wanted["action"], "words": wanted["words"]}
        return {name: value for name, value in args.items() if value}
