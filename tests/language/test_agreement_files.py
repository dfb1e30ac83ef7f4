"""An agreement's file says what its author wrote: short and long forms mean the same, nothing is lost or guessed."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from evaluator.core.norms import Modality
from evaluator.diagnostics import Findings
from evaluator.library.load import chain_of
from evaluator.model.agreement import Bounded
from evaluator.model.file_kind import FileKind, kind_of
from evaluator.model.read_agreement import read_agreement
from evaluator.model.read_scenario import read_scenario
from evaluator.model.read_vocabulary import read_vocabulary
from evaluator.source import Source
from evaluator.syntax.expressions import DateLiteral, NumberLiteral, Path, TextLiteral
from evaluator.syntax.yaml_reader import read_yaml
from evaluator.values.truth import Certainty
from tests.language.reading import CLAUSES, HEAD, agreement, clause, codes, complaints, lease


def number(value: object) -> int:
    """The number that a literal says."""
    assert isinstance(value, NumberLiteral)
    return int(value.number)


def path(value: object) -> tuple[str, ...]:
    """The words of a path."""
    assert isinstance(value, Path)
    return value.words


def test_a_version_named_by_a_date_takes_effect_on_it() -> None:
    """`version: 2026-01-01` is also the first day, `effective` says otherwise."""
    assert lease("").effective == date(2026, 1, 1)
    assert lease("effective: 2026-02-01").effective == date(2026, 2, 1)


def test_a_version_named_by_a_word_takes_effect_when_it_says() -> None:
    """A word is a name; the first day stands in `effective`."""
    read = agreement("agreement: a\nversion: original\neffective: 2020-05-01\nclauses: {c: {who: x, may: y}}\n")
    assert (read.version.text, read.effective) == ("original", date(2020, 5, 1))


def test_the_text_is_complete_unless_it_is_partial() -> None:
    """`text: partial` says that silence is no permission."""
    assert [lease(text).partial for text in ("", "text: partial", "text: complete")] == [False, True, False]


def test_parties_are_a_list_or_names_with_titles() -> None:
    """A party in a list is its own full name."""
    short = lease("").vocabulary.parties
    long = agreement("agreement: a\nversion: 2026-01-01\nparties: {x: The X Company}\nclauses: {c: {who: x, may: y}}\n")
    assert [(party.name.text, party.title) for party in short] == [("tenant", "tenant"), ("owner", "owner")]
    assert [(party.name.text, party.title) for party in long.vocabulary.parties] == [("x", "The X Company")]


def test_types_are_read_as_written() -> None:
    """A type is words or options, with a note in the long form; which types exist is not decided here."""
    entities = lease(
        """
        entities:
          defect:
            note: whatever is broken
            kind: [heating, roof]
            cost: {type: money  EUR, note: without tax}
            rooms: set of text
            marks: set of [old, new]
        """
    ).vocabulary.entities
    kind, cost, rooms, marks = entities[0].attributes
    assert entities[0].note == "whatever is broken"
    assert [option.text for option in kind.type.options] == ["heating", "roof"]
    assert (cost.type.words, cost.note) == ("money EUR", "without tax")
    assert rooms.type.words == "set of text"
    assert (marks.type.words, [option.text for option in marks.type.options]) == ("set of", ["old", "new"])
    assert marks.type.options[1].span.text == "new"


def test_an_entity_with_a_bare_type_is_a_single_fact() -> None:
    """A type, its options, or the long form with a note."""
    found = lease(
        "entities: {cold: yes/no, state: [good, bad], rent: {type: money EUR, note: net}}"
    ).vocabulary.entities
    assert [entity.type is not None and (entity.type.words, len(entity.type.options)) for entity in found] == [
        ("yes/no", 0),
        ("", 2),
        ("money EUR", 0),
    ]
    assert found[2].note == "net"


def test_words_of_the_language_may_name_attributes() -> None:
    """After a dot any word is a name: `verdict.of.by`."""
    found = lease("entities: {verdict: {of: party, by: party, some: yes/no, on: date}}").vocabulary.entities[0]
    assert [attribute.name.text for attribute in found.attributes] == ["of", "by", "some", "on"]


def test_a_genus_names_its_kinds() -> None:
    """`kinds` are names of actions, everything else is a role."""
    text = "agreement: a\nversion: 2026-01-01\nactions: {use: {kinds: [read, write], what: text, note: any use}}\n"
    action = agreement(text + "clauses: {c: {who: x, may: use}}\n").vocabulary.actions[0]
    assert [kind.text for kind in action.kinds] == ["read", "write"]
    assert [role.name.text for role in action.roles] == ["what"]
    assert action.note == "any use"


def test_a_parameter_is_a_value_or_values_over_time() -> None:
    """The short form is the long one with only a value."""
    short, long, dated = lease(
        """
        parameters:
          deposit: 900 EUR
          rate: {value: 5%, certainty: oral, cite: S1, type: percent, note: per year}
          cap: {values: {2026-01-01: 5%, 2027-01-01: unknown}}
        """
    ).parameters
    assert short.value is not None
    assert number(short.value.low) == 900
    assert (long.certainty, [cite.text for cite in long.cite], long.note) == (Certainty.ORAL, ["S1"], "per year")
    assert long.type is not None
    assert long.type.words == "percent"
    assert [(day, value.exact) for day, _, value in dated.values] == [
        (date(2026, 1, 1), True),
        (date(2027, 1, 1), False),
    ]


def stated(text: str) -> Bounded:
    """A value as a parameter states it."""
    value = lease(f"parameters:\n  p: {text}\n").parameters[0].value
    assert value is not None
    return value


def test_values_may_be_bounded() -> None:
    """`unknown` has no bounds, `at least` a lower one, `at most` an upper one, `between` both."""
    assert (stated("unknown").low, stated("unknown").high, stated("unknown").exact) == (None, None, False)
    assert (number(stated("at least 5 GW").low), stated("at least 5 GW").high) == (5, None)
    assert (stated("at most 5 GW").low, number(stated("at most 5 GW").high)) == (None, 5)
    both = stated("between (2 + 3) and 7 GW")
    assert not both.exact
    assert number(both.high) == 7
    assert both.high is not None
    assert both.high.span.text == "7 GW"


def test_bounds_keep_their_places_in_text_over_several_lines() -> None:
    """A caret points into the right line."""
    value = stated("between 3 GW\n    and 5 GW").high
    assert isinstance(value, NumberLiteral)
    assert (value.span.line, value.span.text) == (9, "5 GW")


def test_a_list_is_a_set_and_none_is_empty() -> None:
    """`none` is a statement; `[none]` would be a set with one strange member."""
    elements = stated("[a, b]").elements
    assert elements is not None
    assert [path(element.low) for element in elements] == [("a",), ("b",)]
    assert stated("none").elements == ()
    assert stated("none").exact


def test_a_quoted_value_is_text_or_the_expression_it_holds() -> None:
    """Quotes serve two ends: text with blanks, and expressions that YAML would break."""
    text = stated('"the roof leaks"')
    assert isinstance(text.low, TextLiteral)
    assert text.quoted == "the roof leaks"
    assert number(stated('"900 EUR"').low) == 900
    assert stated('"900 EUR"').quoted == "900 EUR"
    assert stated('"none"').elements is None


def test_a_reading_without_a_default_is_undecided() -> None:
    """`default: undecided` and no default mean the same."""
    for default in ("", ", default: undecided"):
        reading = lease(f"readings: {{r: {{question: What?, options: [a, b]{default}}}}}").readings[0]
        assert reading.default is None
    reading = lease("readings: {r: {question: What?, options: {a: one, b: other}, default: b}}").readings[0]
    assert reading.default is not None
    assert reading.default.text == "b"
    assert [(option.text, meaning) for option, meaning in reading.options] == [("a", "one"), ("b", "other")]


def test_a_term_is_an_expression_or_a_table() -> None:
    """A table ends with `otherwise`, whose row has no condition."""
    short, long, table = lease(
        """
        terms:
          late: x > 3
          overdue: {for each: invoice, means: invoice.paid}
          share:
            cases:
              - {when: cold, then: 80%}
              - otherwise: 100%
        """
    ).terms
    assert short.means is not None
    assert long.for_each is not None
    assert long.for_each.name == "invoice"
    assert [(case.when is None, number(case.then)) for case in table.cases] == [(False, 80), (True, 100)]


def test_each_modality_is_read_from_its_key() -> None:
    """A clause says one of six things of an action, or of a state of affairs."""
    for modality in Modality:
        if modality is Modality.AUTOMATIC:
            continue
        read = clause(f"who: tenant, {modality.value}: pay")
        assert read.modality is modality
        assert (read.action is None) is (modality is Modality.MUST_ENSURE)
        assert (read.ensure is not None) is (modality is Modality.MUST_ENSURE)


def test_holders_are_an_expression_or_a_list() -> None:
    """`who` and `to` take a party, several, `anyone`, or an expression."""
    assert path(clause("who: tenant, may: pay").who) == ("tenant",)
    several = clause("who: [tenant, owner], may: pay, to: invoice.from")
    assert [name.text for name in several.who_list] == ["tenant", "owner"]
    assert several.who is None
    assert path(several.to) == ("invoice", "from")


def test_one_name_stands_for_a_list_of_one() -> None:
    """`overrides: a` is `overrides: [a]`, and `none` is no name at all."""
    for written, names in (("a", ["a"]), ("[a]", ["a"]), ("[a, b]", ["a", "b"]), ("none", [])):
        read = clause(f"who: x, may: y, overrides: {written}, subject to: {written}, cite: {written}")
        assert [name.text for name in read.overrides] == names
        assert [name.text for name in read.subject_to] == names
        assert [name.text for name in read.cite] == names


def test_times_and_conditions_of_a_clause_are_kept_apart() -> None:
    """Each key has its own field."""
    read = clause(
        "who: x, may: y, from: 2026-01-01, through: 2026-12-31, until: a, when: b, unless: c, where: d, "
        "except: {e: f}, for each: g where (g.h = 1), certainty: inferred, title: T, note: N"
    )
    assert isinstance(read.starts, DateLiteral)
    assert isinstance(read.through, DateLiteral)
    assert [path(value) for value in (read.until, read.when, read.unless, read.where)] == [
        ("a",),
        ("b",),
        ("c",),
        ("d",),
    ]
    assert [(name.text, path(condition)) for name, condition in read.exceptions] == [("e", ("f",))]
    assert [binder.name for binder in read.for_each] == ["g"]
    assert (read.certainty, read.title, read.note) == (Certainty.INFERRED, "T", "N")


def test_a_clause_that_acts_by_itself_has_no_party() -> None:
    """Without `who` and with `then`, a clause says what happens upon its event."""
    read = clause("upon: storm, then: {end: rent}")
    assert (read.modality, read.action, read.who) == (Modality.AUTOMATIC, None, None)
    (effect,) = read.effects
    assert (effect.verb.text, [name.text for name in effect.targets]) == ("end", ["rent"])


def test_what_performs_a_duty_and_by_when_is_kept_apart() -> None:
    """Each key about performance has its own field; what is not said has its default."""
    read = clause(
        "who: x, must: y, not before: a, due: b, amount: c, clock: runs, applied: earliest due first, cures: [d, e], "
        "survives: yes"
    )
    assert [path(value) for value in (read.not_before, read.due, read.amount)] == [("a",), ("b",), ("c",)]
    assert (read.clock_runs, read.applied, read.survives) == (True, True, True)
    assert [name.text for name in read.cures] == ["d", "e"]
    plain = clause("who: x, must: y, due: b, clock: stops, survives: no")
    assert (plain.clock_runs, plain.applied, plain.survives, plain.cures) == (False, False, False, ())


def test_an_event_is_a_word_or_has_bounds_of_its_own() -> None:
    """`upon: e` and `upon: {event: e}` say the same; a filter binds, and so does `as`."""
    for written in ("upon: e", "upon: {event: e}"):
        upon = clause(f"who: x, must: y, {written}").upon
        assert upon is not None
        assert (path(upon.event), upon.binder) == (("e",), None)
    bounded = clause("who: x, must: y, upon: {event: e, from: a, when: b, unless: c, until: d, through: f}").upon
    assert bounded is not None
    bounds = (bounded.starts, bounded.when, bounded.unless, bounded.until, bounded.through)
    assert [path(value) for value in bounds] == [("a",), ("b",), ("c",), ("d",), ("f",)]
    for written, variable in (("e where (e.f)", "e"), ("e as g", "g"), ("e as g where (g.f)", "g")):
        upon = clause(f"who: x, must: y, upon: {written}").upon
        assert upon is not None
        assert upon.binder is not None
        assert (upon.event, upon.binder.name, upon.binder.variable) == (None, "e", variable)


def test_effects_are_one_or_a_list() -> None:
    """`then` holds one verb with its clauses, or several such mappings; some verbs need a party."""
    one = clause("who: x, can: y, then: {terminate: agreement}").effects
    several = clause("who: x, can: y, then: [{suspend: [a, b]}, {assign: c, to: z}]").effects
    assert [(each.verb.text, each.to) for each in one] == [("terminate", None)]
    assert [(each.verb.text, [name.text for name in each.targets]) for each in several] == [
        ("suspend", ["a", "b"]),
        ("assign", ["c"]),
    ]
    assert path(several[1].to) == ("z",)


def test_a_family_of_pairs_has_several_binders() -> None:
    """`for each` may be a list: one norm for each pair; steps of a period are bound like lists."""
    read = clause("who: x, must: y, for each: [a where (a.b), month in term]")
    assert [(binder.name, binder.where is None, binder.domain is None) for binder in read.for_each] == [
        ("a", False, True),
        ("month", True, False),
    ]


def test_what_has_errors_is_left_out_and_named() -> None:
    """Later stages see only what was read without errors, and know what is missing."""
    findings = Findings()
    node = read_yaml(Source("a.yaml", f"{HEAD}clauses:\n  good: {{who: x, may: y}}\n  bad: {{who: x}}\n"), findings)
    assert node is not None
    read = read_agreement(node, findings)
    assert read is not None
    assert codes(findings) == ["E214"]
    assert [one.id.text for one in read.clauses] == ["good"]
    assert read.unreadable == {"bad"}


def test_all_mistakes_of_a_file_are_reported_at_once() -> None:
    """One run shows every mistake, in the order of the file."""
    text = f"""{HEAD}
sources: {{S1: }}
parameters: {{p: at least}}
readings: {{r: {{question: Q, options: [a, b], default: c}}}}
terms: {{t: {{means: a and}}}}
clauses:
  c: {{who: x, must: y, may: z, then: {{end: c}}, through: 2026-02-30}}
"""
    assert complaints(text) == ["E206", "E223", "E220", "E130", "E215", "E230", "E210"]


def test_the_kind_of_a_file_is_told_by_its_keys() -> None:
    """`agreement` with `version` is an agreement, with `as_of` a scenario, words alone are a vocabulary."""
    kinds = {
        "agreement: a\nversion: b": FileKind.AGREEMENT,
        "version: b\nclauses: {}": FileKind.AGREEMENT,
        "agreement: a\nparties: [x]": FileKind.AGREEMENT,
        "agreement: a\nas_of: b": FileKind.SCENARIO,
        "agreement: a\nfacts: {}": FileKind.SCENARIO,
        "parties: [x]": FileKind.VOCABULARY,
        "entities: {}\nactions: {}": FileKind.VOCABULARY,
        "hello: world": FileKind.UNKNOWN,
        "- a": FileKind.UNKNOWN,
        "a": FileKind.UNKNOWN,
    }
    found = {}
    for text in kinds:
        node = read_yaml(Source("a", text), Findings())
        assert node is not None
        found[text] = kind_of(node)
    assert found == kinds


WORDS = """
agreement version effective title amends repeals replaces untouched text parties entities actions constraints sources
parameters readings terms facts clauses as_of complete assume with ask expect who must may to when until except cite
value values question options default cases means otherwise then id on by type note kinds state since missing x 1
2026-01-01 2026-02-31
"""
KEYS = st.sampled_from([*WORDS.split(), "must not", "for each", "subject to"])
VALUES = st.sampled_from(
    [
        *(
            "a",
            "yes",
            "none",
            "unknown",
            "2026-01-01",
            "2026-02-31",
            "''",
            "at least",
            "at least 5 GW",
            "between 1 and 2",
        ),
        *("a and", "some x where (x.on > 2026-02-31)", "partial", "set of [a, , b]", "[]", "{}", "a, b", "§", "5", "~"),
    ]
)
TREES = st.recursive(
    VALUES,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(KEYS, inner, max_size=5).map(
            lambda entries: "{" + ", ".join(f"{key}: {value}" for key, value in entries.items()) + "}"
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=8))
def test_no_tree_of_keys_ends_in_a_traceback(entries: dict[str, str]) -> None:
    """Whatever stands under whatever key, the answer is a finding or a model."""
    text = "".join(f"{key}: {value}\n" for key, value in entries.items())
    for read in (read_agreement, read_scenario, read_vocabulary):
        findings = Findings()
        node = read_yaml(Source("a.yaml", text), findings)
        if node is not None:
            assert read(node, findings) is not None or len(findings)
    chain_of([Source("a.yaml", text)], Findings())


@given(st.data())
def test_no_slip_of_the_hand_ends_in_a_traceback(data: st.DataObject) -> None:
    """A good file with characters lost, doubled or exchanged is diagnosed or read."""
    text = (
        HEAD
        + CLAUSES
        + "terms:\n  t: {for each: a, cases: [{when: b, then: c}, {otherwise: d}]}\nfacts: {e: [{f: 1}]}\n"
    )
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text) - 1))
        text = text[:place] + data.draw(st.sampled_from(["", ":", "{", "]", ",", "\n", " ", "x"])) + text[place + 1 :]
    findings = Findings()
    assert chain_of([Source("a.yaml", text)], findings) is not None or len(findings)
