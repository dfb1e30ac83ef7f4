"""What a language has to provide, so that clauses and outcomes can be said in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import Enum

from evaluator.core.types import Type
from evaluator.frozen import frozen
from evaluator.values.time import Day, Duration


class Form(Enum):
    """How a language builds phrases with the name of an attribute.

    A `NOUN` has a genitive (`the amount of the revenue`), a `PREPOSITION` stands before what it names (`is by OpenAI`),
    and so does a `GENITIVE`, which has no other name for it than its kind (`the declaration of the verdict`). A `STATE`
    is entered on a day (`the dispute is settled`), a `LABEL` only quotes the name.
    """

    NOUN = "noun"
    GENITIVE = "genitive"
    PREPOSITION = "preposition"
    STATE = "state"
    LABEL = "label"


@frozen(eq=False)
class Language:
    """The sentences of one language.

    `templates` are sentences and phrases by name, with the places that are filled in curly brackets; which there are,
    and with which places, is what `english.TEMPLATES` has. The other fields are rules of grammar:

    - `article`: a noun with an indefinite article; `plural`: its plural;
    - `singular`: what one value is called whose name may be a plural (`number of goals`);
    - `activity`: the name of what somebody does (`pay share`: `paying share`);
    - `listed`: several phrases as a list, whose last are joined by `and`, `or`, `nor` or (`comma`) by no word;
    - `day`, `number`, `duration`: these in words;
    - `mark`: the mark of an item of a list (from 0) that stands within so many other lists;
    - `form`: how phrases with the name of a value of a type are built;
    - `sentence`: words as a finished sentence.
    """

    templates: Mapping[str, str]
    article: Callable[[str], str]
    plural: Callable[[str], str]
    singular: Callable[[str, Type], str]
    activity: Callable[[str], str]
    listed: Callable[[Sequence[str], str], str]
    day: Callable[[Day], str]
    number: Callable[[Decimal], str]
    duration: Callable[[Duration], str]
    mark: Callable[[int, int], str]
    form: Callable[[str, Type], Form]
    sentence: Callable[[str], str]

    def say(self, template: str, /, **places: str) -> str:
        """A template with its places filled.

        Raises:
            KeyError: there is no such template, or a place has nothing to fill it; a bug of ours.
        """
        return self.templates[template].format(**places)
