"""The operator's own sources: written so that they are read, and read beside those of the topic."""

from dataclasses import replace
from pathlib import Path

import pytest

from claims.errors import BadConfiguration
from claims.topic import Feed, FeedKind, Source
from flows.own_sources import add_source, as_yaml
from flows.settings import load_configuration
from flows.topic_pack import own_sources_file, topic_of

OWN = Source(
    id="corridor-post",
    name="Corridor Post: یومیہ",
    homepage="https://corridor.example/",
    hosts=("corridor.example", "www.corridor.example"),
    feeds=(Feed(url="https://www.corridor.example/feed", kind=FeedKind.RSS, verified=True),),
    tier=3,
    zone="Asia/Karachi",
)


def test_what_is_written_is_what_is_read_beside_the_topics_sources(tmp_path: Path) -> None:
    configuration = load_configuration(tmp_path, {})
    before = topic_of(configuration)
    file = own_sources_file(configuration)
    add_source(file, OWN, before)
    add_source(file, replace(OWN, id="second", name="2015"), topic_of(configuration))
    after = topic_of(configuration)
    assert after.sources["corridor-post"] == OWN
    assert after.sources["second"].name == "2015"
    assert set(after.sources) == {*before.sources, "corridor-post", "second"}
    assert after.version != before.version
    assert after.agencies == before.agencies


def test_a_row_of_the_same_id_takes_the_place_of_the_topics(tmp_path: Path) -> None:
    configuration = load_configuration(tmp_path, {})
    file = own_sources_file(configuration)
    file.write_text(
        "sources:\n" + as_yaml(replace(OWN, id="app")) + "agencies:\n- {id: own, name: Own, marks: [(OWN)]}\n"
    )
    topic = topic_of(configuration)
    assert topic.sources["app"].name == OWN.name
    assert "app" not in topic.agencies, "the marks went with the row that had them"
    assert topic.agencies["own"] == ("(OWN)",)
    assert "reuters" in topic.agencies


def test_an_id_that_is_taken_is_refused(tmp_path: Path) -> None:
    topic = topic_of(load_configuration(tmp_path, {}))
    with pytest.raises(BadConfiguration, match="dawn is a source already: see `cpecwatch sources test dawn`"):
        add_source(tmp_path / "sources.yaml", replace(OWN, id="dawn"), topic)
    assert not (tmp_path / "sources.yaml").exists()


@pytest.mark.parametrize("before", ["sources: []\n", "sources:\nagencies:\n- {id: own, name: Own, marks: [(OWN)]}\n"])
def test_a_file_that_cannot_simply_go_on_is_left_as_it_is(tmp_path: Path, before: str) -> None:
    file = tmp_path / "sources.yaml"
    file.write_text(before)
    topic = topic_of(load_configuration(tmp_path / "elsewhere", {}))
    with pytest.raises(BadConfiguration, match=r"by hand:\n- id: corridor-post"):
        add_source(file, OWN, topic)
    assert file.read_text() == before


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("sources:\n- {id: x, colour: red}\n", r"sources\.yaml, line 2: sources\.colour: is not known"),
        ("", r"sources\.yaml, line 1: file: is empty"),
    ],
)
def test_a_mistake_names_the_file_of_the_data_folder(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "sources.yaml").write_text(text)
    with pytest.raises(BadConfiguration, match=what) as caught:
        topic_of(load_configuration(tmp_path, {}))
    assert str(tmp_path) in str(caught.value)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadConfiguration, match=r"sources\.yaml: cannot be read"):
        topic_of(load_configuration(tmp_path, {}))
