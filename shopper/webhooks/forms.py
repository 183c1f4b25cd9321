"""The form of a new webhook."""

from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from shopper.form_parts import line
from shopper.models import Miss, Webhook
from shopper.webhooks.addresses import Unfit, Unreached, find, read_address


class WebhookForm(FlaskForm):
    url = line(
        _l("Address of your program"), _l("Write the address that your program listens at."), Webhook.URL_MAX
    )

    def validate_url(self, field: Any) -> None:
        """Here and not in the command: looking a name up may take a while, and nobody else waits for it."""
        settings = current_app.config["LAST_INCH"]
        try:
            find(read_address(field.data or "", settings), settings)
        except Unfit as unfit:
            words = _(
                "Write a whole address that begins with https://, without a password in it, like https://example.com/last-inch."
            )
            raise ValidationError(words) from unfit
        except Unreached as unreached:
            raise ValidationError(_why_not(unreached.miss)) from unreached


def _why_not(miss: Miss) -> str:
    if miss == Miss.INSIDE:
        return _(
            "This address lies inside a network of its own, where nothing may be sent. Use one that can be reached from everywhere, or ask whoever runs this server about WEBHOOK_HOSTS."
        )
    return _("No server of that name is known. Check how the name is written.")
