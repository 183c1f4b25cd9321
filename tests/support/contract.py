"""Every call of the API tried by schemathesis' own engine, over HTTP, with every check that it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.support.apart import apart

JUDGED = {"draft", "evidence", "submission"}
"""What fits the document may still not fit the question set, which only the set tells."""
WHOLE = ("coverage", "fuzzing", "stateful")
"""Its phases: each bound of each value, whatever comes to mind, and calls that follow from each other."""


@dataclass
class Tried:
    """What was tried: answers by call and status, checks by name, and what did not hold, in words."""

    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def note(self, recorder: ScenarioRecorder) -> None:
        for each in recorder.interactions.values():
            if each.response is not None:
                self.answers[recorder.label, each.response.status_code] += 1
        for check in (one for many in recorder.checks.values() for one in many):
            self.checks[check.name] += 1
            if check.failure_info:
                told = check.failure_info
                self.broken.append(f"{recorder.label}: {told.failure}\n{told.code_sample}")


def by_itself(app: Callable[..., Any]) -> Callable[..., Any]:
    """The app with each request in a context of its own, as a server would have it.

    Whoever tries it out keeps the cookies that the test gave and no others: a call that came without
    would else be the last one of its session."""

    def whole(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start_response(status, [each for each in headers if each[0] != "Set-Cookie"], *more)

        parts = app(environ, start)
        try:
            return list(parts)
        finally:
            parts.close()

    return lambda environ, start_response: apart(whole, environ, start_response)


def try_all(
    app: Callable[..., Any],
    headers: dict[str, str],
    parts: dict[str, Any],
    *,
    examples: int,
    phases: tuple[str, ...],
) -> Tried:
    """Try every call, who comes by `headers`, where `parts` of addresses lead somewhere."""
    tried = Tried()
    with _open(app) as url:
        config = _config(headers, parts, examples, phases)
        schema = schemathesis.openapi.from_url(f"{url}/api/v1/openapi.json", config=config)
        for event in from_schema(schema).execute():
            if isinstance(event, events.ScenarioFinished):
                tried.note(event.recorder)
            elif isinstance(event, events.NonFatalError | events.FatalError):
                tried.broken.append(repr(event))
    return tried


def _config(
    headers: dict[str, str], parts: dict[str, Any], examples: int, phases: tuple[str, ...]
) -> SchemathesisConfig:
    unjudged = {"checks": {"positive_data_acceptance": {"enabled": False}}}
    return SchemathesisConfig.from_dict(
        {
            "headers": headers,
            "parameters": parts,
            "continue-on-failure": True,
            "generation": {
                "max-examples": examples, "deterministic": True, "mode": "all", "database": "none",
                "with-security-parameters": "Cookie" not in headers,
            },
            "phases": {name: {"enabled": name in phases} for name in ("examples", *WHOLE)},
            "operations": [{"include-operation-id": name, **unjudged} for name in sorted(JUDGED)],
        }
    )  # fmt: skip


@contextmanager
def _open(app: Callable[..., Any]) -> Iterator[str]:
    """The app behind a port of its own, in this process."""

    class Quiet(WSGIRequestHandler):
        def log(self, *_words: object) -> None:  # type: ignore[override]
            """Say nothing."""

    server = make_server("127.0.0.1", 0, by_itself(app), request_handler=Quiet)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
