"""The timeline as SVG and as a page: closed in itself, readable without colour, and no text on top of another."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.report import timeline_html, timeline_svg
from evaluator.report.timeline_fit import fitted, levels, text_width
from evaluator.report.timeline_looks import Look, legend_of
from evaluator.report.timeline_sections import of_parties
from evaluator.report.timeline_style import BARS, patterns, style_sheet
from evaluator.report.words import plain
from evaluator.timelines.timeline import Timeline
from tests.timeline.samples import LEASE, PARTNERSHIP, QUIET
from tests.timeline.strategies import TIMELINES

SVG = "{http://www.w3.org/2000/svg}"
SIZES = {"title": 20, "party": 15, "small": 11, "flag": 10.5}
SAMPLES = pytest.mark.parametrize("timeline", [PARTNERSHIP, LEASE, QUIET], ids=["partnership", "lease", "quiet"])


def drawn(timeline: Timeline) -> ET.Element:
    """The picture, parsed."""
    return ET.fromstring(timeline_svg.render(timeline))  # noqa: S314 - our own text


Box = tuple[float, float, float, float, str]


def texts(root: ET.Element) -> Iterator[Box]:
    """Left, top, right, bottom and the words of each text, moved by the groups around it."""
    yield from _texts(root, 0.0, 0.0, "")


def _texts(element: ET.Element, x: float, y: float, kind: str) -> Iterator[Box]:
    moved = re.fullmatch(r"translate\(([\d.]+) ([\d.]+)\)", element.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    kind = element.get("class") or kind
    if element.tag == f"{SVG}text":
        words = "".join([element.text or "", *(child.tail or "" for child in element)])
        size = SIZES.get("flag" if kind == "now" else kind, 12)
        left, base = x + float(element.get("x", 0)), y + float(element.get("y", 0))
        width = text_width(words, size, bold=kind in {"title", "party"})
        yield left, base - 0.76 * size, left + width, base + 0.2 * size, words
    for child in element:
        yield from _texts(child, x, y, kind)


def titles(root: ET.Element) -> str:
    """All tooltips, one after another."""
    return "\n".join(element.text or "" for element in root.iter(f"{SVG}title"))


@SAMPLES
def test_a_picture_is_closed_in_itself(timeline: Timeline) -> None:
    """It has no script, no handler, no image, no font, and no address but the name of its own language."""
    text = timeline_svg.render(timeline)
    root = drawn(timeline)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "style", "defs", "pattern", "rect", "path", "circle", "g", "text"}
    names = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in names if "href" in name or name.startswith("on")]
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]
    assert set(re.findall(r"url\((.)", text)) <= {"#"}
    assert "@import" not in text


@SAMPLES
def test_a_picture_says_what_it_is(timeline: Timeline) -> None:
    """It is an image with a name and a description, which a screen reader reads."""
    root = drawn(timeline)
    assert root.get("role") == "img"
    named = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    for id in (root.get("aria-labelledby") or "").split():
        assert named[id]


def test_every_lane_has_its_title_and_every_stretch_its_words() -> None:
    """Titles that were cut off stand whole in a tooltip, with the address; each stretch says when and why."""
    found = titles(drawn(PARTNERSHIP))
    for lane in PARTNERSHIP.lanes:
        assert plain(lane.title) in found
        assert lane.address in found
    assert "Ended, since 2 May 2029: the panel's verdict of 2029-05-02 on declaration d: verified" in found
    assert "In force, available, 22 Jul 2019 to 31 Dec 2032: version 2019-07-22 takes effect" in found


@SAMPLES
def test_a_picture_is_small(timeline: Timeline) -> None:
    """Thirty norms over thirteen years, with every cause in words, take at most 45 kB, and 60 kB as a page."""
    assert len(timeline_svg.render(timeline).encode()) < 45_000
    assert len(timeline_html.render([timeline]).encode()) < 60_000


@SAMPLES
def test_the_same_timeline_gives_the_same_bytes(timeline: Timeline) -> None:
    """Drawing twice gives the same text."""
    assert timeline_svg.render(timeline) == timeline_svg.render(timeline)
    assert timeline_html.render([timeline]) == timeline_html.render([timeline])


@SAMPLES
def test_no_text_touches_another_or_leaves_the_picture(timeline: Timeline) -> None:
    """Measured in the widest common font, every text is inside, and no two overlap."""
    check_texts(drawn(timeline))


@settings(max_examples=60)
@given(TIMELINES)
def test_no_text_of_any_timeline_touches_another(timeline: Timeline) -> None:
    """Whatever the texts, the dates and their number, every text is inside, and no two overlap."""
    root = drawn(timeline)
    check_texts(root)
    found = titles(root)
    assert all(plain(lane.title) in found for lane in timeline.lanes)


def check_texts(root: ET.Element) -> None:
    """Every text is inside the picture, and none overlaps another."""
    _, _, width, height = map(float, root.get("viewBox", "").split())
    found = list(texts(root))
    for left, top, right, bottom, words in found:
        assert left >= 0, words
        assert top >= 0, words
        assert right <= width, words
        assert bottom <= height, words
    for one, other in combinations(found, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)


@settings(max_examples=40)
@given(TIMELINES)
def test_every_bar_stays_within_the_days(timeline: Timeline) -> None:
    """Bars of a lane follow each other between the first and the last day, and each can be seen."""
    for row in drawn(timeline).iter(f"{SVG}g"):
        if not row.get("transform", "").startswith("translate(0 "):
            continue
        bars = [(float(bar.get("x", 0)), float(bar.get("width", 0))) for bar in row.findall(f"{SVG}rect")]
        for line in row.findall(f"{SVG}path"):
            start, end = (float(edge) for edge in re.findall(r"M([\d.]+) 10H([\d.]+)", line.get("d", ""))[0])
            bars.append((start, end - start))
        if not bars:
            continue  # the heading over a clause that is said for each of several members
        bars.sort()
        for (left, width), (after, _) in zip(bars, [*bars[1:], (1045.0, 0.0)], strict=True):
            assert left >= 372
            assert width > 0
            assert left + width <= after + 1.6


def test_each_condition_has_a_shape_of_its_own() -> None:
    """Without colour, looks are told apart by pattern, height, border or dashes."""
    shapes = {(bar.marks, bar.height, bar.border, bar.dashes, look is Look.LAPSED) for look, bar in BARS.items()}
    assert len(shapes) == len(BARS) == len(Look)
    made = patterns(list(Look), "p-")
    ids = re.findall('id="([^"]+)"', made)
    assert ids == [f"p-{look.value}" for look, bar in BARS.items() if bar.marks]
    for id in ids:
        assert f"fill:url(#{id})" in style_sheet("p-")


def test_what_is_wrong_is_higher_than_the_rest() -> None:
    """A breach stands out of its lane, and a default most of all."""
    others = max(bar.height for look, bar in BARS.items() if look not in {Look.BREACHED, Look.DEFAULTED})
    assert others < BARS[Look.BREACHED].height < BARS[Look.DEFAULTED].height


def test_what_is_no_longer_in_force_is_lower() -> None:
    """A breach that outlives its norm is half as high as one of a norm in force."""
    bars = [bar for bar in drawn(LEASE).iter(f"{SVG}rect") if bar.get("class") == "b breached"]
    heights = {(bar.findtext(f"{SVG}title") or "").partition(",")[0]: float(bar.get("height", 0)) for bar in bars}
    assert heights["Terminated"] < heights["In force"] / 1.9


def test_light_and_dark_are_both_there() -> None:
    """The reader's preference chooses the colours; each rule has both."""
    light, _, dark = style_sheet().partition("@media (prefers-color-scheme:dark){")
    assert dark
    rules = re.findall(r"^(\S[^{]*)\{[^}]*:#", light, re.MULTILINE)
    assert len(rules) > 15
    assert [rule for rule in rules if f"{rule}{{" not in dark] == []


def test_only_what_is_there_is_explained() -> None:
    """The legend names the looks of this timeline and no others."""
    words = {box[4] for box in texts(drawn(PARTNERSHIP))}
    assert {look for look in Look if look.words in words} == set(legend_of(PARTNERSHIP)) == set(Look)
    assert "defaulted" not in {box[4] for box in texts(drawn(of_parties(PARTNERSHIP, {"panel"})))}


@given(st.text(max_size=80), st.floats(20, 300), st.sampled_from([10.5, 12, 20]))
def test_a_text_that_is_cut_off_fits(text: str, room: float, size: float) -> None:
    """What fits stays whole; what does not ends with `…` and fits then."""
    shown = fitted(text, room, size)
    assert text_width(shown, size) <= max(room, text_width("…", size))
    assert shown == text or shown.endswith("…")
    assert fitted("A title", 200, 12, kept=" (may)") == "A title (may)"
    assert fitted("A long title of a norm", 90, 12, kept=" (may)").endswith("… (may)")


def test_labels_keep_out_of_each_other() -> None:
    """The label on the left stands above those on its right that it touches; without room it has no level."""
    assert levels([(0, 0, 50), (20, 20, 70), (40, 40, 90), (200, 200, 250)], most=5) == [2, 1, 0, 0]
    assert levels([(0, 0, 50), (20, 20, 70), (40, 40, 90)], most=2) == [None, 1, 0]


class Page(HTMLParser):
    """The tags and the words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the tag."""
        self.tags.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        assert not [name for name, _ in attrs if name in {"src", "href"} or name.startswith("on")]

    def handle_data(self, data: str) -> None:
        """Remember the words."""
        self.words.append(data)


def test_a_page_has_the_picture_and_all_changes_as_a_table() -> None:
    """Below the picture each change stands in words, for those who cannot see it; nothing is fetched."""
    text = timeline_html.render([PARTNERSHIP])
    page = Page(text)
    assert "script" not in page.tags
    assert "link" not in page.tags
    assert page.tags.count("svg") == 1
    assert "default-src 'none'" in text
    words = " ".join("".join(page.words).split())
    for change in PARTNERSHIP.changes:
        assert change.title in words
        for cause in change.causes:
            assert cause[1:] in words
    assert text.count("<tr>") == 1 + len(PARTNERSHIP.changes) + 1


def test_several_timelines_share_a_page_and_no_names() -> None:
    """Each has its own picture and table; no id stands twice."""
    page = Page(timeline_html.render([LEASE, PARTNERSHIP]))
    assert page.tags.count("svg") == 2
    assert len(page.ids) == len(set(page.ids))


@settings(max_examples=40)
@given(TIMELINES)
def test_a_page_escapes_what_authors_write(timeline: Timeline) -> None:
    """Whatever the texts hold, the page has no tags but its own."""
    page = Page(timeline_html.render([timeline]))
    assert set(page.tags) <= {
        *(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "section",
            "h1",
            "h2",
            "p",
            "figure",
            "div",
            "table",
            "thead",
        ),
        *("tbody", "tr", "th", "td", "small", "code", "strong", "ul", "li"),
        *("svg", "desc", "defs", "pattern", "rect", "path", "circle", "g", "text"),
    }
