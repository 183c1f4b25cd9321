"""The blueprint of the dashboards, and the door to the makers of their pages."""

from importlib import import_module
from types import ModuleType

from flask import Blueprint

dashboards = Blueprint("dashboards", __name__)

ID = "int(max=2147483647)"


def making() -> ModuleType:
    """The makers of the pages, loaded when the first page is asked for, or by a worker that is idle."""
    return import_module("shopper.dashboards.making")
