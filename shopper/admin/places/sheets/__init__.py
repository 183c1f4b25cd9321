"""Branches as a sheet: columns → rows → a plan of what would change → one transaction."""

from shopper.admin.places.sheets.columns import COLUMNS, NAMES
from shopper.admin.places.sheets.export import as_sheet, template
from shopper.admin.places.sheets.plan import Change, Plan, make_plan
from shopper.admin.places.sheets.rows import places

__all__ = ["COLUMNS", "NAMES", "Change", "Plan", "as_sheet", "make_plan", "places", "template"]
