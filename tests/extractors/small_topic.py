"""A small made-up topic for tests of the linker: a canal programme with a lock, a bridge, a harbour and its exports."""

from types import MappingProxyType

from claims.topic import Measure, Rung, Subject, Temporal, Topic
from extractors.lexicon import Lexicon, compile_lexicon

SUBJECTS = (
    Subject(
        id="canal",
        name="Great Canal",
        kind="programme",
        parent=None,
        aliases=("Great Canal", "GCP"),
        weak_aliases=("the canal",),
        not_aliases=("Canal Bank", "GCP Bank"),
        context=("Atland", "water"),
    ),
    Subject(id="canal-phase-2", name="Great Canal Phase II", kind="programme", parent="canal", aliases=("Phase II",)),
    Subject(
        id="lock", name="Second Lock", kind="project", parent="canal", aliases=("Second Lock", "locks and bridges")
    ),
    Subject(
        id="bridge",
        name="Ost Bridge",
        kind="road",
        parent="canal",
        aliases=("Ost Bridge", "Ost–West Bridge", "locks and bridges"),
    ),
    Subject(
        id="harbour",
        name="Ost Harbour",
        kind="port",
        parent="canal",
        aliases=("Ost Harbour",),
        weak_aliases=("Ost",),
        context=("ships",),
    ),
    Subject(id="ost", name="Ost", kind="place", parent=None, aliases=("Ost",)),
    Subject(
        id="water-power",
        name="Water power",
        kind="power",
        parent="canal",
        aliases=("turbines",),
        measures=("capacity",),
    ),
    Subject(id="board", name="Canal Board", kind="institution", parent=None, aliases=("Canal Board",)),
    Subject(id="council", name="Canal Council", kind="event-series", parent="canal", aliases=("Canal Council",)),
    Subject(id="schools", name="Schools", kind="initiative", parent="canal", aliases=("new schools",), gate=True),
    Subject(
        id="exports",
        name="Exports",
        kind="trade-flow",
        parent=None,
        aliases=("exports ... to Atland",),
        measures=("exports",),
    ),
)

MONEY = ("USD", "PKR")
MEASURES = (
    Measure(
        id="cost", name="Cost", dimension="money", units=MONEY, temporal=Temporal.PLAN,
        kinds=("project", "road", "port"), cues=("cost", "will cost"),
        temporal_by_status=MappingProxyType({"completed": Temporal.EVENT}),
        negative_cues=("loan",), usual_status="actual",
    ),
    Measure(
        id="loan", name="Loan", dimension="money", units=MONEY, temporal=Temporal.EVENT,
        temporal_by_status=MappingProxyType({}), cues=("loan", "lent"),
    ),
    Measure(
        id="exports", name="Exports", dimension="money", units=MONEY, temporal=Temporal.FLOW, kinds=("trade-flow",),
        temporal_by_status=MappingProxyType({}), cues=("exports", "shipments"), usual_status="actual",
    ),
    Measure(
        id="capacity", name="Capacity", dimension="power", units=("MW",), temporal=Temporal.PLAN,
        temporal_by_status=MappingProxyType({"completed": Temporal.EVENT}), cues=("MW",), usual_status="completed",
    ),
    Measure(
        id="length", name="Length", dimension="length", units=("km",), temporal=Temporal.EVENT, kinds=("road",),
        temporal_by_status=MappingProxyType({}), cues=("long", "length"), usual_status="completed",
    ),
    Measure(
        id="jobs", name="Jobs", dimension="count", units=("count:job",), temporal=Temporal.CUMULATIVE,
        temporal_by_status=MappingProxyType({}), cues=("jobs",), usual_status="actual",
    ),
    Measure(
        id="project-count", name="Projects", dimension="count", units=("count:project",), temporal=Temporal.LEVEL,
        temporal_by_status=MappingProxyType({"completed": Temporal.CUMULATIVE}), cues=("projects",),
        kinds=("programme",),
    ),
    Measure(
        id="start-date", name="Start", dimension="date", units=("date",), temporal=Temporal.EVENT,
        temporal_by_status=MappingProxyType({}), cues=("began", "begin", "start"),
    ),
    Measure(
        id="completion-date", name="Completion", dimension="date", units=("date",), temporal=Temporal.PLAN,
        temporal_by_status=MappingProxyType({}), cues=("finished", "be finished by", "opened"),
    ),
    Measure(
        id="meeting-number", name="Meeting", dimension="ordinal", units=("ordinal",), temporal=Temporal.LEVEL,
        temporal_by_status=MappingProxyType({}), cues=("meeting", "session"), kinds=("event-series",),
        usual_status="actual",
    ),
    Measure(
        id="duration", name="Duration", dimension="duration", units=("year", "month"), temporal=Temporal.PLAN,
        temporal_by_status=MappingProxyType({}), cues=("years", "take"),
    ),
    Measure(
        id="growth-rate", name="Growth", dimension="ratio", units=("percent",), temporal=Temporal.LEVEL,
        temporal_by_status=MappingProxyType({}), cues=("rose", "grew"), usual_status="actual",
    ),
)  # fmt: skip

STATUSES = (
    Rung(id="proposed", rank=1, claim_status="proposed", cues=("proposed", "proposals include")),
    Rung(id="planned", rank=2, claim_status="planned", cues=("planned",), negative_cues=("no planned",)),
    Rung(id="signed", rank=5, claim_status="signed", cues=("signed",), negative_cues=("yet to be signed",)),
    Rung(
        id="under-construction", rank=6, claim_status="under-construction", cues=("under construction", "being built")
    ),
    Rung(id="completed", rank=7, claim_status="completed", cues=("completed", "in service")),
    Rung(id="stalled", rank=None, claim_status=None, cues=("stalled",), off_ladder=True),
)


def topic() -> Topic:
    """The topic as a value."""
    return Topic(
        name="Great Canal",
        subjects=MappingProxyType({subject.id: subject for subject in SUBJECTS}),
        measures=MappingProxyType({measure.id: measure for measure in MEASURES}),
        statuses=MappingProxyType({rung.id: rung for rung in STATUSES}),
        sources=MappingProxyType({}),
        baseline=(),
        about=("canal",),
        version="test",
        about_words=(("Ostland", "Ostlanders"), ("Atland",)),
    )


def lexicon() -> Lexicon:
    """The topic compiled."""
    return compile_lexicon(topic())
