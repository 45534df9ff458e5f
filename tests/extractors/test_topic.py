import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from claims.errors import BadConfiguration
from claims.figure import Bound
from claims.topic import FeedKind, Temporal, Topic
from extractors.topic import FILES, load_topic, with_sources

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

TOPIC = """\
name: A canal
about: [canal]
about_words:
- [Lake, Laker]
- [Sea, Coast]
"""
SUBJECTS = """\
subjects:
- id: canal
  name: The canal
  kind: programme
  parent: null
  aliases: [Great Canal, GC]
  in_seeds: [doc-1]
- id: lock-1
  name: First lock
  kind: project
  parent: canal
  gate: true
  weak_aliases: [the lock]
  context: [canal]
  measures: [cost]
  note: for people only
"""
MEASURES = """\
measures:
- id: cost
  name: Cost
  dimension: money
  units: [USD, "count:lock gate"]
  temporal: plan
  temporal_by_status: {completed: event}
  cues: [cost, price tag]
  kinds: [project]
  usual_status: planned
  catch_all: true
"""
STATUSES = """\
statuses:
- id: planned
  rank: 2
  claim_status: planned
  meaning: on paper
  cues: [planned]
- id: completed
  rank: 7
  claim_status: completed
  cues: [finished]
- id: stalled
  rank: null
  off_ladder: true
  claim_status: null
  cues: [stuck]
"""
SOURCES = """\
sources:
- id: gazette
  name: The Gazette
  homepage: https://gazette.example/
  hosts: [gazette.example, www.gazette.example]
  kind: newspaper
  tier: 2
  zone: Asia/Karachi
  wire_marks: [(GZ)]
  feeds:
  - url: https://www.gazette.example/feed
    kind: rss
    verified: true
  - url: https://gazette.example/canal
    kind: listing
    link_pattern: '/news/\\d+'
agencies:
- id: afp
  name: Agence France-Presse
  marks: [(AFP)]
"""
BASELINE = f"""\
documents:
- id: doc-1
  sha256: {"0f" * 32}
  characters: 300
  outlet: The Gazette
  published: 2025-09-01
  known: 2025-09-02
  figures:
  - subject: canal
    measure: cost
    words: $5 billion
    value: 5000000000
    bound: exact
    unit: USD
    status: planned
    start: 10
    end: 20
    statement: The canal is to cost 5 billion dollars.
  - subject: canal
    measure: cost
    words: 2015 to 2017
    value: "2015"
    value_high: "2017-03-31"
    bound: range
    unit: date
    start: 30
    end: 42
    statement: It is to be built from 2015 to 2017.
  statuses:
  - {{subject: lock-1, status: stalled, attributed_to: An engineer, start: 50, end: 90}}
"""


def pack(**changes: str) -> Mapping[str, str]:
    """A small correct pack, with whole files replaced by name."""
    files = dict(zip(FILES, (TOPIC, SUBJECTS, MEASURES, STATUSES, SOURCES, BASELINE), strict=True))
    return files | {f"{name}.yaml": text for name, text in changes.items()}


def changed(file: str, old: str, new: str) -> Mapping[str, str]:
    """The small pack with one spot of one file changed."""
    files = dict(pack())
    assert old in files[file], f"{old!r} is not in {file}"
    files[file] = files[file].replace(old, new, 1)
    return files


def complaint(files: Mapping[str, str]) -> str:
    with pytest.raises(BadConfiguration) as caught:
        load_topic(files)
    return str(caught.value)


def test_a_small_pack_comes_out_whole() -> None:
    topic = load_topic(pack())
    assert topic.name == "A canal"
    assert topic.about == ("canal",)
    assert topic.about_words == (("Lake", "Laker"), ("Sea", "Coast"))
    lock = topic.subjects["lock-1"]
    assert (lock.parent, lock.gate, lock.weak_aliases, lock.context) == ("canal", True, ("the lock",), ("canal",))
    assert (lock.aliases, lock.measures, topic.subjects["canal"].in_seeds) == ((), ("cost",), ("doc-1",))
    cost = topic.measures["cost"]
    assert (cost.temporal, dict(cost.temporal_by_status)) == (Temporal.PLAN, {"completed": Temporal.EVENT})
    assert (cost.kinds, cost.usual_status, cost.negative_cues, cost.catch_all) == (("project",), "planned", (), True)
    assert (topic.statuses["completed"].rank, topic.statuses["stalled"].rank) == (7, None)
    assert (topic.statuses["stalled"].off_ladder, topic.statuses["stalled"].claim_status) == (True, None)


def test_sources_and_agencies_come_out_whole() -> None:
    topic = load_topic(pack())
    gazette = topic.sources["gazette"]
    assert gazette.hosts == ("gazette.example", "www.gazette.example")
    assert (gazette.zone, gazette.tier, gazette.language) == ("Asia/Karachi", 2, "en")
    rss, listing = gazette.feeds
    assert (rss.kind, rss.verified, rss.link_pattern) == (FeedKind.RSS, True, None)
    assert (listing.kind, listing.verified, listing.link_pattern) == (FeedKind.LISTING, False, r"/news/\d+")
    assert dict(topic.agencies) == {"gazette": ("(GZ)",), "afp": ("(AFP)",)}


def test_the_baseline_comes_out_whole() -> None:
    (document,) = load_topic(pack()).baseline
    assert (document.published, document.known) == (date(2025, 9, 1), date(2025, 9, 2))
    money, span = document.figures
    assert (money.value, money.value_high, money.bound) == (Decimal(5_000_000_000), None, Bound.EXACT)
    assert (span.value, span.value_high, span.status, span.scope) == ("2015", "2017-03-31", None, None)
    (status,) = document.statuses
    assert (status.subject, status.status, status.attributed_to) == ("lock-1", "stalled", "An engineer")
    assert (status.start, status.end) == (50, 90)


def test_a_topic_cannot_be_changed() -> None:
    topic = load_topic(pack())
    for table in (topic.subjects, topic.measures, topic.statuses, topic.sources, topic.agencies):
        with pytest.raises(TypeError):
            table["more"] = None  # type: ignore[index]
    with pytest.raises(TypeError):
        topic.measures["cost"].temporal_by_status["planned"] = Temporal.FLOW  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        topic.name = "Another"  # type: ignore[misc]


def test_a_topic_may_start_with_no_sources_and_no_baseline() -> None:
    topic = load_topic(
        pack(
            sources="sources: []\n",
            baseline="documents: []\n",
            subjects=SUBJECTS.replace("  in_seeds: [doc-1]\n", ""),
        )
    )
    assert (dict(topic.sources), dict(topic.agencies), topic.baseline) == ({}, {}, ())


def test_a_topic_may_have_no_pairs_of_words() -> None:
    assert load_topic(pack(topic="name: A canal\nabout: [canal]\n")).about_words == ()


def test_the_version_follows_every_file() -> None:
    versions = {load_topic(pack()).version, load_topic(pack()).version}
    assert len(versions) == 1
    versions |= {load_topic(dict(pack()) | {name: pack()[name] + "# a remark\n"}).version for name in FILES}
    assert len(versions) == 1 + len(FILES)
    assert all(re.fullmatch(r"t1-[0-9a-f]{16}", version) for version in versions)


# file, what stands there, what is written instead, line of the error, what the message must say
BROKEN = [
    ("topic.yaml", "name: A canal", "title: A canal", 1, "title: is not known; allowed are name, about"),
    (
        "topic.yaml",
        "name: A canal",
        "name: 2015",
        1,
        "name: '2015' is not read as text by YAML; put it in quotes",
    ),
    ("topic.yaml", "name: A canal", "name: no", 1, "put it in quotes"),
    ("topic.yaml", "name: A canal", "name: ''", 1, "blank"),
    ("topic.yaml", "name: A canal", "name: ' A'", 1, "white space"),
    ("topic.yaml", "name: A canal", "name: [A, canal]", 1, "name: is not a text"),
    ("topic.yaml", "name: A canal", "name: null", 1, "name: is missing"),
    ("topic.yaml", "name: A canal\n", "", 1, "name: is missing"),
    ("topic.yaml", "name: A canal", "name: A\nname: B", 2, "name: stands here twice"),
    ("topic.yaml", "name: A canal", "name: A canal\n2015: x", 2, "key that is not plain text"),
    (
        "topic.yaml",
        "about: [canal]",
        "about: [cannal]",
        2,
        "'cannal' is no subject of this topic (did you mean 'canal'?)",
    ),
    ("topic.yaml", "about: [canal]", "about: []", 2, "about: is missing or empty"),
    ("topic.yaml", "about: [canal]", "about: canal", 2, "about: is not a list"),
    ("topic.yaml", "about: [canal]", "about: [canal, canal]", 2, "'canal' stands here twice"),
    ("topic.yaml", "- [Lake, Laker]", "- Lake", 4, "about_words: is not a list"),
    ("topic.yaml", "- [Lake, Laker]", "- [Lake, 5]", 4, "put it in quotes"),
    ("topic.yaml", "about: [canal]", "about: [canal", 3, "file: is not YAML"),
    ("subjects.yaml", "id: lock-1", "id: canal", 8, "'canal' stands already in line 2"),
    ("subjects.yaml", "id: lock-1", "id: Lock_1", 8, "'Lock_1' is not an id; allowed are lower-case letters"),
    ("subjects.yaml", "kind: project", "kind: projects", 10, "(did you mean 'project'?)"),
    ("subjects.yaml", "parent: canal", "parent: river", 11, "subjects.parent: 'river' is no subject of this topic"),
    ("subjects.yaml", "parent: null", "parent: lock-1", 5, "'canal' is a part of itself"),
    ("subjects.yaml", "aliases: [Great Canal, GC]", "aliases: []", 6, "needs an alias or a weak alias"),
    ("subjects.yaml", "[Great Canal, GC]", "[Great Canal, [GC]]", 6, "subjects.aliases: is not a text"),
    ("subjects.yaml", "[Great Canal, GC]", "[Great Canal, 21]", 6, "'21' is not read as text by YAML"),
    (
        "subjects.yaml",
        "  parent: canal\n  gate: true\n  weak_aliases: [the lock]\n  context: [canal]\n",
        "  parent: null\n  weak_aliases: [the lock]\n",
        12,
        "need context words or a parent",
    ),
    ("subjects.yaml", "context: [canal]", "context: canal", 14, "subjects.context: is not a list"),
    ("subjects.yaml", "gate: true", "gate: yes", 12, "subjects.gate: 'yes' is not allowed; write true or false"),
    ("subjects.yaml", "measures: [cost]", "measures: [costs]", 15, "'costs' is no measure of this topic"),
    ("subjects.yaml", "in_seeds: [doc-1]", "in_seeds: [doc-2]", 7, "'doc-2' is no baseline document of this topic"),
    ("subjects.yaml", "  note: for", "  notes: for", 16, "subjects.notes: is not known"),
    ("subjects.yaml", "subjects:\n", "subject:\n", 1, "subject: is not known"),
    ("measures.yaml", "dimension: money", "dimension: coins", 4, "'coins' is not allowed; give one of money, count"),
    ("measures.yaml", "[USD, ", "[dollars, ", 5, "'dollars' is not a unit; allowed are an ISO currency"),
    ("measures.yaml", '"count:lock gate"', '"count:Gates"', 5, "'count:Gates' is not a unit"),
    ("measures.yaml", '[USD, "count:lock gate"]', "[]", 5, "measures.units: is missing or empty"),
    ("measures.yaml", "temporal: plan", "temporal: plans", 6, "(did you mean 'plan'?)"),
    (
        "measures.yaml",
        "{completed: event}",
        "{complete: event}",
        7,
        "measures.temporal_by_status.complete: is not known",
    ),
    ("measures.yaml", "{completed: event}", "{completed: happening}", 7, "'happening' is not allowed"),
    ("measures.yaml", "{completed: event}", "event", 7, "measures.temporal_by_status: is not allowed here"),
    ("measures.yaml", "kinds: [project]", "kinds: [projects]", 9, "'projects' is no kind of subject"),
    ("measures.yaml", "usual_status: planned", "usual_status: stalled", 10, "'stalled' is not allowed"),
    ("statuses.yaml", "rank: 2", "rank: two", 3, "statuses.rank: 'two' is not a number"),
    ("statuses.yaml", "rank: 2", "rank: 2.5", 3, "give a whole number from 1 to 99"),
    ("statuses.yaml", "rank: 2", "rank: 0", 3, "0 is not allowed; give a whole number from 1 to 99"),
    ("statuses.yaml", "rank: 2", "rank: 1e1", 3, "is not a number; write plain digits"),
    ("statuses.yaml", "rank: 2", "rank: [2]", 3, "a list or mapping is not a number"),
    (
        "statuses.yaml",
        "claim_status: planned",
        "claim_status: dreamt",
        4,
        "'dreamt' is not allowed; give one of proposed",
    ),
    ("statuses.yaml", "rank: null", "rank: 3", 12, "'stalled' is off the ladder and cannot have a rank"),
    ("sources.yaml", "tier: 2", "tier: 7", 7, "sources.tier: 7 is not allowed; give a whole number from 1 to 4"),
    ("sources.yaml", "Asia/Karachi", "Asia/Karachee", 8, "'Asia/Karachee' is not a time zone; write an IANA name"),
    ("sources.yaml", "Asia/Karachi", "../../etc/hosts", 8, "is not a time zone"),
    ("sources.yaml", "homepage: https://gazette.example/", "homepage: ftp://gazette.example/", 4, "is not an address"),
    ("sources.yaml", "homepage: https://gazette.example/", "homepage: https://[::1/", 4, "is not an address"),
    (
        "sources.yaml",
        "homepage: https://gazette.example/",
        "homepage: https://gazette.example:x/",
        4,
        "is not an address",
    ),
    (
        "sources.yaml",
        "homepage: https://gazette.example/",
        "homepage: https://me:x@gazette.example/",
        4,
        "no user name",
    ),
    ("sources.yaml", "https://www.gazette.example/feed", "https://other.example/feed", 11, "not among the hosts"),
    ("sources.yaml", "[gazette.example, ", "[https://gazette.example, ", 5, "is not a host name"),
    ("sources.yaml", "[gazette.example, www.gazette.example]", "[]", 5, "sources.hosts: is missing or empty"),
    ("sources.yaml", "kind: rss", "kind: rdf", 12, "sources.feeds.kind: 'rdf' is not allowed; give one of rss, atom"),
    ("sources.yaml", "verified: true", "link_pattern: x", 13, "serves kind listing only; this feed is of kind rss"),
    ("sources.yaml", "'/news/\\d+'", "'/news/(\\d+'", 16, "is not a regular expression"),
    ("sources.yaml", "'/news/\\d+'", "'" + "x" * 301 + "'", 16, "has 301 characters; 300 are allowed"),
    ("sources.yaml", "kind: newspaper", "kind: blog", 6, "'blog' is not allowed; give one of newspaper"),
    ("sources.yaml", "kind: newspaper", "kind: newspaper\n  language: English", 7, "is not a language code"),
    ("sources.yaml", "id: afp", "id: gazette", 18, "'gazette' is a source; give it wire_marks there"),
    ("sources.yaml", "marks: [(AFP)]", "marks: []", 20, "agencies.marks: is missing or empty"),
    (
        "baseline.yaml",
        "subject: canal",
        "subject: kanal",
        9,
        "'kanal' is no subject of this topic (did you mean 'canal'?)",
    ),
    ("baseline.yaml", "measure: cost", "measure: price", 10, "'price' is no measure of this topic"),
    ("baseline.yaml", "status: stalled", "status: stuck", 30, "'stuck' is no status of this topic"),
    ("baseline.yaml", "status: planned", "status: stalled", 15, "'stalled' is not allowed; give one of proposed"),
    ("baseline.yaml", "known: 2025-09-02", "known: 2025-02-30", 7, "'2025-02-30' is not a day; write it as 2025-09-27"),
    ("baseline.yaml", "known: 2025-09-02", "known: 25-09-02", 7, "is not a day"),
    ("baseline.yaml", "known: 2025-09-02", "known: 2025-08-31", 7, "lies before the day of publication"),
    ("baseline.yaml", "known: 2025-09-02", "known: 0025-09-02", 7, "give a year from 1900 to 2200"),
    ("baseline.yaml", "known: 2025-09-02", "known: 20250902", 7, "is not a day"),
    ("baseline.yaml", "0f0f", "0g0f", 3, "is not a SHA-256 hash"),
    ("baseline.yaml", "end: 20", "end: 10", 17, "10 is not allowed; give a whole number from 11 to 300"),
    ("baseline.yaml", "end: 20", "end: 21", 11, "has 10 characters, but start and end span 11"),
    ("baseline.yaml", "start: 50, end: 90", "start: 50, end: 301", 30, "give a whole number from 51 to 300"),
    ("baseline.yaml", "bound: exact", "bound: exactly", 13, "(did you mean 'exact'?)"),
    ("baseline.yaml", "bound: exact", "bound: range", 9, "goes with bound `range`"),
    ("baseline.yaml", "value: 5000000000", "value: 5_000_000_000", 12, "is not a number; write plain digits"),
    ("baseline.yaml", "value: 5000000000", 'value: "5 bn"', 12, "'5 bn' is not a number"),
    ("baseline.yaml", 'value: "2015"', 'value: "2018"', 23, "2017-03-31 is not above the value 2018"),
    ("baseline.yaml", 'value: "2015"', 'value: "2015-13"', 22, "'2015-13' is not a date"),
    ("baseline.yaml", 'value: "2015"', 'value: "spring"', 22, "'spring' is not a date"),
    ("baseline.yaml", "unit: USD", "unit: bucks", 14, "'bucks' is not a unit"),
]


@pytest.mark.parametrize(("file", "old", "new", "line", "says"), BROKEN)
def test_what_is_wrong_is_named_with_file_line_and_field(file: str, old: str, new: str, line: int, says: str) -> None:
    message = complaint(changed(file, old, new))
    assert message.startswith(f"{file}, line {line}: "), message
    assert says in message


def test_a_subject_may_stand_high_above_another() -> None:
    grandchild = "- {id: gate, name: Gate, kind: project, parent: lock-1, aliases: [the gate]}\n"
    assert load_topic(pack(subjects=SUBJECTS + grandchild)).subjects["gate"].parent == "lock-1"


def test_a_source_needs_a_feed() -> None:
    head, _, tail = SOURCES.partition("  feeds:\n")
    files = pack(sources=head + "  feeds: []\n" + tail[tail.index("agencies:") :])
    assert "sources.yaml, line 10: sources.feeds: is empty" in complaint(files)
    files = pack(sources=head + tail[tail.index("agencies:") :])
    assert "sources.yaml, line 2: sources.feeds: is missing" in complaint(files)


def test_a_number_range_must_rise() -> None:
    files = changed("baseline.yaml", "bound: exact", "bound: range\n    value_high: 4")
    assert "4 is not above the value 5000000000" in complaint(files)
    files = changed("baseline.yaml", "bound: exact", "bound: range\n    value_high: 6000000000")
    assert load_topic(files).baseline[0].figures[0].value_high == Decimal(6_000_000_000)


def test_a_date_may_have_no_year() -> None:
    files = changed("baseline.yaml", 'value: "2015"', 'value: "02-29"')
    files = dict(files) | {"baseline.yaml": files["baseline.yaml"].replace('"2017-03-31"', '"03-31"')}
    assert load_topic(files).baseline[0].figures[1].value == "02-29"


BOMB = "a: &a [x, x]\nb: [*a, *a]\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (BOMB, "line 1: file: uses an anchor or alias"),
        ("name: *missing\n", "line 1: file: uses an anchor or alias"),
        ("name: !!python/object:os.system x\n", "line 1: file: uses a tag"),
        ("name: A\n" + "about: " + "[" * 40 + "]" * 40, "line 2: file: is nested deeper than 12 levels"),
        ("about: " + "[" * 200_000, "is nested deeper than 12 levels"),
        ("name: A\n--- \nname: B\n", "is not YAML"),
        ("", "file: is empty"),
        ("- a list\n", "is not allowed here"),
        ("name: A\nabout: \x00\n", "line 2: file: holds a character that YAML forbids"),
        ("name: " + "x" * 2_000_001, "2000000 are allowed"),
    ],
)
def test_tricks_of_yaml_are_refused(text: str, says: str) -> None:
    message = complaint(pack(topic=text))
    assert message.startswith("topic.yaml, line ")
    assert says in message


def test_missing_and_unknown_files_are_named() -> None:
    short = {name: text for name, text in pack().items() if name != "sources.yaml"}
    assert "sources.yaml is missing" in complaint(short)
    assert "extra.yaml is no file of a topic pack" in complaint(dict(pack()) | {"extra.yaml": "a: b"})


@pytest.fixture(scope="module")
def cpec() -> Topic:
    return load_topic({path.name: path.read_text(encoding="utf-8") for path in SEEDS.glob("*.yaml")})


def test_the_bundled_pack_is_complete(cpec: Topic) -> None:
    assert len(cpec.subjects) >= 198
    assert len(cpec.measures) >= 46
    assert (len(cpec.statuses), len(cpec.sources)) == (14, 40)
    assert len(cpec.baseline) == 5
    assert sum(len(document.figures) for document in cpec.baseline) == 17
    assert sum(len(document.statuses) for document in cpec.baseline) == 133
    assert cpec.about == ("cpec", "jcc", "bri", "digital-silk-road")
    assert {"app", "xinhua", "afp", "nni"} <= set(cpec.agencies)


def test_every_subject_of_the_baseline_is_named_in_its_document(cpec: Topic) -> None:
    for document in cpec.baseline:
        subjects = {figure.subject for figure in document.figures} | {status.subject for status in document.statuses}
        silent = {name for name in subjects if document.id not in cpec.subjects[name].in_seeds}
        assert not silent, f"{document.id}: {silent}"


def test_no_listing_pattern_refuses_everything(cpec: Topic) -> None:
    samples = {
        "pid": "https://pid.gov.pk/site/press_detail/31655",
        "radio-pakistan": "https://www.radio.gov.pk/26-09-2025/a-title",
        "global-times": "https://www.globaltimes.cn/page/202509/1344242.shtml",
        "scio-bri": "http://english.scio.gov.cn/beltandroad/2018-05/28/content_51526437.htm",
    }
    for source, url in samples.items():
        patterns = [feed.link_pattern for feed in cpec.sources[source].feeds if feed.link_pattern]
        assert any(re.search(pattern, url) for pattern in patterns), source


def seed_documents() -> Path | None:
    """The folder of the seed documents, which are other people's articles and not part of the project."""
    named = os.environ.get("CPECWATCH_SEED_DOCUMENTS")
    folder = Path(named) if named else SEEDS.parent.parent / "shared" / "seeds"
    return folder if folder.is_dir() else None


@pytest.mark.skipif(seed_documents() is None, reason="the seed documents are not at hand (CPECWATCH_SEED_DOCUMENTS)")
def test_the_baseline_fits_the_seed_documents(cpec: Topic) -> None:
    folder = seed_documents()
    assert folder is not None
    texts = {hashlib.sha256(path.read_bytes()).hexdigest(): path.read_bytes().decode() for path in folder.glob("*.txt")}
    for document in cpec.baseline:
        text = texts[document.sha256]
        assert len(text) == document.characters
        for figure in document.figures:
            assert text[figure.start : figure.end] == figure.words


OWN_SOURCES = """\
sources:
- id: post
  name: Post
  homepage: https://post.example/
  hosts: [post.example]
  kind: newspaper
  tier: 3
  zone: UTC
  feeds: [{url: "https://post.example/feed", kind: rss}]
"""


def test_one_more_file_of_sources_stands_beside_the_topics_own() -> None:
    topic = load_topic(pack())
    more = with_sources(
        topic, "/home/x/sources.yaml", OWN_SOURCES + "agencies:\n- {id: inp, name: INP, marks: [(INP)]}\n"
    )
    assert set(more.sources) == {"gazette", "post"}
    assert dict(more.agencies) == {"gazette": ("(GZ)",), "afp": ("(AFP)",), "inp": ("(INP)",)}
    assert (more.subjects, more.baseline) == (topic.subjects, topic.baseline)
    assert more.version not in (topic.version, with_sources(topic, "other", OWN_SOURCES).version)


def test_a_source_of_the_same_id_takes_the_others_place_with_its_marks() -> None:
    more = with_sources(load_topic(pack()), "sources.yaml", OWN_SOURCES.replace("id: post", "id: gazette"))
    assert more.sources["gazette"].name == "Post"
    assert dict(more.agencies) == {"afp": ("(AFP)",)}


def test_a_mistake_in_it_names_that_file() -> None:
    with pytest.raises(BadConfiguration, match=r"/home/x/sources\.yaml, line 6: sources\.kind: 'blog' is not allowed"):
        with_sources(load_topic(pack()), "/home/x/sources.yaml", OWN_SOURCES.replace("newspaper", "blog"))
