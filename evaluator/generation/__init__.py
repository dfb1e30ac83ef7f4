"""Scenarios made up from what a text names: its dates and numbers, a little beside them, and everything left open.

Agreements, too, for tests of whatever takes any agreement.
"""

from evaluator.generation.choices import Choices as Choices
from evaluator.generation.choices import RandomChoices as RandomChoices
from evaluator.generation.draw import draw_scenario as draw_scenario
from evaluator.generation.draw_agreement import draw_agreement as draw_agreement
from evaluator.generation.scene import Scene as Scene
from evaluator.generation.subject import Subject as Subject
from evaluator.generation.subject import subject_of as subject_of
from evaluator.generation.wishes import Wishes as Wishes
from evaluator.generation.wishes import wishes_about as wishes_about
