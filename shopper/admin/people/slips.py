"""What is handed over on paper: a link as a square that a phone reads."""

import segno
from markupsafe import Markup

from shopper.admin.blueprint import admin


@admin.app_template_filter("sign_in")
def sign_in_words(sign_in: str) -> str:
    """How somebody signs in, as it is written down: codes in capitals, which are easier to read."""
    return sign_in if "@" in sign_in else sign_in.upper()


def as_square(link: str) -> Markup:
    """The link as a QR code, an SVG of dark on light whatever the theme: phones read no other."""
    drawn = segno.make(link, error="m", micro=False).svg_inline(
        scale=4, border=4, dark="#000", light="#fff", omitsize=True, svgclass="square", lineclass=None
    )
    return Markup(drawn)  # noqa: S704 - drawn by the library from figures alone
