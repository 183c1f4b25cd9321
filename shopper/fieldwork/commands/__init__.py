"""What is done with waves: planning them, running them, giving their visits out."""

from shopper.fieldwork.commands.giving import assign, assign_one_each, take_back
from shopper.fieldwork.commands.lapsing import expire_visits, open_on_board, reopen, take_off_board
from shopper.fieldwork.commands.planning import Plan, change_wave, delete_wave, plan_wave
from shopper.fieldwork.commands.quiz import set_quiz
from shopper.fieldwork.commands.running import close_wave, extend_wave, start_wave
