"""The pages of question sets: load, fill a form, call one command, go."""

from shopper.question_sets.blueprint import question_sets
from shopper.question_sets.exchange import incoming, outgoing
from shopper.question_sets.shelf import views as shelf
from shopper.question_sets.simulating import views as simulating
from shopper.question_sets.views import arranging, building, sets, starting, trying, versions
