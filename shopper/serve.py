"""`python -m shopper.serve`: prepare and serve in one process, so that starting costs one start."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click
from flask import Flask
from gunicorn.app.base import Application

from shopper import create_app
from shopper.cli.prepare import make_ready
from shopper.lan.room import open_room
from shopper.settings import ROOT, from_environment

CONFIG = ROOT / "script" / "gunicorn.py"


class Server(Application):
    """gunicorn around an app that is loaded already."""

    def __init__(self, app: Flask, config: Path, more: Mapping[str, str]) -> None:
        self.app, self.config, self.more = app, config, more
        super().__init__()

    def load_config(self) -> None:
        self.load_config_from_file(str(self.config))
        for name, value in self.more.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.app


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), required=True)
@click.option("--empty", is_flag=True, help="Start without the demo organisation.")
def serve(port: int, empty: bool) -> None:
    """Prepare everything and serve it with gunicorn, as script/gunicorn.py says; with LAN set over https
    on all interfaces."""
    settings = from_environment()
    room = open_room(settings, port) if settings.LAN else None
    app = create_app(replace(settings, PUBLIC_URL=room.url) if room else settings)
    with app.app_context():
        make_ready(port, empty)
    if room:
        click.echo(room.words)
    Server(app, CONFIG, room.gunicorn if room else {}).run()


if __name__ == "__main__":
    serve()
