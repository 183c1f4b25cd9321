"""What the phone reads goes out compressed, so that the first page fits into the first round trip."""

import brotli
from flask import Flask, Response, request

AT_LEAST = 500
"""Bytes below which nothing is won."""
KINDS = {"text/html", "text/javascript", "application/json"}
PATHS = ("/my/", "/api/v1/visits/")
QUALITY = 5
"""A page takes a millisecond; the next steps take four times as long for two per cent."""


def compress_pages(app: Flask) -> None:
    """Compress pages, the worker and single visits for browsers that read Brotli. Called first, so that it runs last.

    Only there: a page that is compressed together with a secret (its form token) and with words from its
    address could let a listener on the line guess the secret by its size, and nothing under these
    paths repeats words of its address."""

    @app.after_request
    def compress(answer: Response) -> Response:
        if _may_be(answer):
            answer.set_data(brotli.compress(answer.get_data(), quality=QUALITY))
            answer.headers["Content-Encoding"] = "br"
            answer.vary.add("Accept-Encoding")
        return answer


def _may_be(answer: Response) -> bool:
    return (
        request.path.startswith(PATHS)
        and answer.mimetype in KINDS
        and not answer.is_streamed
        and "Content-Encoding" not in answer.headers
        and request.accept_encodings.quality("br") > 0
        and (answer.content_length or 0) >= AT_LEAST
    )
