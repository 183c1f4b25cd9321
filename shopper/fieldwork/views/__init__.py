"""Pages of waves and of giving their visits to shoppers; one module per subject."""

from shopper.fieldwork.blueprint import fieldwork
from shopper.fieldwork.views.board import board, quiz, reopen
from shopper.fieldwork.views.giving import branch, take_back
from shopper.fieldwork.views.planning import delete, edit, new
from shopper.fieldwork.views.waves import extend, move, release, wave, waves
