"""`python -m shopper.serve`: prepare and serve in one process, so that starting costs one start."""

from pathlib import Path

import click
from flask import Flask
from gunicorn.app.base import Application

from shopper import create_app
from shopper.cli.prepare import make_ready
from shopper.settings import ROOT

CONFIG = ROOT / "script" / "gunicorn.py"


class Server(Application):
    """gunicorn around an app that is loaded already."""

    def __init__(self, app: Flask, config: Path) -> None:
        self.app, self.config = app, config
        super().__init__()

    def load_config(self) -> None:
        self.load_config_from_file(str(self.config))

    def load(self) -> Flask:
        return self.app


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), required=True)
@click.option("--empty", is_flag=True, help="Start without the demo organisation.")
def serve(port: int, empty: bool) -> None:
    """Prepare everything and serve it with gunicorn, as script/gunicorn.py says."""
    app = create_app()
    with app.app_context():
        make_ready(port, empty)
    Server(app, CONFIG).run()


if __name__ == "__main__":
    serve()
