"""How gunicorn serves the app: a few processes with threads, the app loaded once before they part."""

import gc
import os
from importlib import import_module
from threading import Timer

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
preload_app = True
control_socket_disable = True
loglevel = "warning"

IDLE_SECONDS = float(os.environ.get("IDLE_SECONDS", "5"))
"""The tests wait longer: most of their servers never show a dashboard."""


def post_fork(server, worker):
    """No two processes may share a connection to the database."""
    from shopper.extensions import db  # noqa: PLC0415 - gunicorn reads this file before the app

    with server.app.wsgi().app_context():
        db.engine.dispose(close=False)


def warm():
    """Load the statistics, and keep them too out of the search for garbage, which stops a page."""
    import_module("shopper.dashboards.making")
    gc.collect()
    gc.freeze()


def later(worker):
    """What a worker does once nobody waits for it: warm up, and do the jobs where no other process does."""
    from shopper.jobs.consumer import Beside  # noqa: PLC0415 - gunicorn reads this file before the app

    warm()
    worker.jobs = Beside(worker.app.wsgi())


def post_worker_init(worker):
    """Load what the dashboards need while nobody waits for it."""
    warming = Timer(IDLE_SECONDS, later, (worker,))
    warming.daemon = True
    warming.start()


def worker_exit(server, worker):
    """Let the job under way end, as a request does."""
    if hasattr(worker, "jobs"):
        worker.jobs.stop()


def when_ready(server):
    """Before the workers part: what stands now is neither copied nor searched for garbage again."""
    gc.freeze()
    print(f"Last Inch is open at {os.environ.get('PUBLIC_URL', bind)}. Stop it with Ctrl-C.", flush=True)  # noqa: T201 - the terminal is its page
