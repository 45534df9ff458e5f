import pickle

import pytest

from claims.topic import Topic
from extractors.wires import Marks, find_wire, marks_of, marks_of_source
from tests.extractors.factories import source

MARKS = Marks(
    (
        ("(APP)", "app"),
        ("APP", "app"),
        ("told APP", "app"),
        ("(Xinhua)", "xinhua"),
        ("Xinhua", "xinhua"),
        ("Reuters", "reuters"),
        ("Gwadar Pro reported", "cen"),
        ("INP-WealthPk", "inp"),
    )
)
FILLER = "The board met again to speak about the second lock and its cost. " * 12


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("ISLAMABAD, Sep 27 (APP): The board met. " + FILLER, "app"),
        ("ISLAMABAD: APP – The board met. " + FILLER, "app"),
        ("BEIJING, Sept. 26 (Xinhua) -- The board met. " + FILLER, "xinhua"),
        (FILLER + "The chairman told APP that work goes on. " + FILLER, "app"),
        (FILLER + "The canal opens in May, Gwadar\u00a0Pro reported on Friday. " + FILLER, "cen"),
        (FILLER + "Credit: INP-WealthPk", "inp"),
        (FILLER + "Credit: INP‑WealthPk", "inp"),
        (FILLER + "The board spoke to Reuters and others in May. " + FILLER, None),
        (FILLER + "An APP on the phone. " + FILLER, None),
        ("The happy APPLE of the board. " + FILLER, None),
        ("Photo: Reuters\n\n" + FILLER, None),
        (FILLER + "\n\nFile photo by Xinhua", None),
        (FILLER, None),
        ("", None),
    ],
)
def test_credits(text: str, agency: str | None) -> None:
    assert find_wire(text, None, MARKS) == agency


def test_the_author_decides_before_the_text() -> None:
    text = "BEIJING (Xinhua): The board met. " + FILLER
    assert find_wire(text, "Reuters", MARKS) == "reuters"
    assert find_wire(text, "Our reporter", MARKS) == "xinhua"


def test_the_first_credit_in_the_text_counts() -> None:
    assert find_wire("BEIJING (Xinhua) -- The chairman told APP. " + FILLER, None, MARKS) == "xinhua"


def test_marks_of_a_topic_and_of_one_source_cross_processes() -> None:
    topic = Topic(
        name="T",
        subjects={},
        measures={},
        statuses={},
        sources={},
        baseline=(),
        about=(),
        version="1",
        agencies={"app": ("(APP)", "told APP"), "afp": ("(AFP)",)},
    )
    assert marks_of(topic).pairs == (("(APP)", "app"), ("told APP", "app"), ("(AFP)", "afp"))
    own = marks_of_source(source(marks=("(GZ)",)))
    assert pickle.loads(pickle.dumps(own)) == Marks((("(GZ)", "gazette"),))
