"""YAML text of a topic pack → a frozen Topic, every field checked.

Whatever is wrong is a BadConfiguration that names the file, the line, the field, and what is allowed there. Reading the
folder from disk is the caller's business. The columns are described in seeds/README.md.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from claims.errors import BadConfiguration
from claims.topic import Measure, Rung, Subject, Temporal, Topic
from extractors.strict_yaml import Row, read_file, unique
from extractors.topic_baseline import load_baseline
from extractors.topic_sources import load_agencies, load_sources
from extractors.topic_words import CLAIM_STATUSES, DIMENSIONS, SUBJECT_KINDS, check_unit

FILES = ("topic.yaml", "subjects.yaml", "measures.yaml", "statuses.yaml", "sources.yaml", "baseline.yaml")
_TOP_RANK = 99


def load_topic(files: Mapping[str, str]) -> Topic:
    """The topic of a pack given as file name → YAML text. Raises BadConfiguration naming file, line and field."""
    top, subject_file, measure_file, status_file, source_file, baseline_file = _read_files(files)
    top.only("name", "about", "about_words", "note")
    statuses = _statuses(status_file)
    measures = _measures(measure_file, statuses)
    subjects = _subjects(subject_file, measures)
    baseline = load_baseline(baseline_file, subjects, measures, statuses)
    _check_mentions(subject_file, {document.id for document in baseline})
    sources = load_sources(source_file)
    return Topic(
        name=top.text("name"),
        subjects=subjects,
        measures=measures,
        statuses=statuses,
        sources=sources,
        baseline=baseline,
        about=_about(top, subjects),
        version=_version(files),
        about_words=top.word_lists("about_words"),
        agencies=load_agencies(source_file, sources),
    )


def with_sources(topic: Topic, file: str, text: str) -> Topic:
    """The topic with the sources and agencies of one more file beside its own, or in place of those of the same id.

    `file` is what errors call it. The file has the columns of sources.yaml; raises BadConfiguration likewise.
    """
    rows = read_file(file, text)
    sources = MappingProxyType({**topic.sources, **load_sources(rows)})
    agencies = {agency: marks for agency, marks in topic.agencies.items() if agency not in sources}
    return replace(
        topic,
        sources=sources,
        agencies=MappingProxyType({**agencies, **load_agencies(rows, sources)}),
        version="t1-" + hashlib.sha256(f"{topic.version}:{text}".encode()).hexdigest()[:16],
    )


def _read_files(files: Mapping[str, str]) -> list[Row]:
    for name in FILES:
        if name not in files:
            raise BadConfiguration(f"{name} is missing from the topic pack; it needs {', '.join(FILES)}")
    for name in files:
        if name not in FILES:
            raise BadConfiguration(f"{name} is no file of a topic pack; allowed are {', '.join(FILES)}")
    return [read_file(name, files[name]) for name in FILES]


def _version(files: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name in FILES:
        text = files[name].encode()
        digest.update(f"{name}:{len(text)}:".encode() + text)
    return "t1-" + digest.hexdigest()[:16]


def _about(top: Row, subjects: Mapping[str, Subject]) -> tuple[str, ...]:
    about = top.all_known("about", subjects, "subject")
    if not about:
        raise top.wrong("about", "is missing or empty; name the subjects whose mention makes a text one of the topic")
    return about


def _subjects(file: Row, measures: Mapping[str, Measure]) -> Mapping[str, Subject]:
    file.only("subjects")
    rows = file.rows("subjects")
    unique(rows)
    ids = {row.identifier("id") for row in rows}
    subjects = {row.identifier("id"): _subject(row, ids, measures) for row in rows}
    for row in rows:
        _refuse_circles(row, subjects)
    return MappingProxyType(subjects)


def _subject(row: Row, ids: set[str], measures: Mapping[str, Measure]) -> Subject:
    names = ("aliases", "weak_aliases", "not_aliases", "context")
    row.only("id", "name", "kind", "parent", "gate", "measures", "in_seeds", "note", *names)
    subject = Subject(
        id=row.identifier("id"),
        name=row.text("name"),
        kind=row.choice("kind", SUBJECT_KINDS),
        parent=row.known("parent", ids, "subject") if row.has("parent") else None,
        aliases=row.words("aliases"),
        weak_aliases=row.words("weak_aliases"),
        not_aliases=row.words("not_aliases"),
        context=row.words("context"),
        gate=row.flag("gate"),
        measures=row.all_known("measures", measures, "measure"),
        in_seeds=row.words("in_seeds"),
    )
    if not subject.aliases and not subject.weak_aliases:
        raise row.wrong("aliases", f"subject {subject.id!r} needs an alias or a weak alias")
    if subject.weak_aliases and not subject.context and subject.parent is None:
        raise row.wrong("weak_aliases", f"of subject {subject.id!r} need context words or a parent to count beside")
    return subject


def _refuse_circles(row: Row, subjects: Mapping[str, Subject]) -> None:
    start = row.identifier("id")
    seen = {start}
    parent = subjects[start].parent
    while parent is not None:
        if parent in seen:
            raise row.wrong("parent", f"{start!r} is a part of itself by way of {parent!r}; break the circle")
        seen.add(parent)
        parent = subjects[parent].parent


def _check_mentions(file: Row, documents: set[str]) -> None:
    for row in file.rows("subjects"):
        row.all_known("in_seeds", documents, "baseline document")


def _measures(file: Row, statuses: Mapping[str, Rung]) -> Mapping[str, Measure]:
    file.only("measures")
    rows = file.rows("measures")
    unique(rows)
    return MappingProxyType({row.identifier("id"): _measure(row, statuses) for row in rows})


def _measure(row: Row, statuses: Mapping[str, Rung]) -> Measure:
    kinds = ("temporal", "temporal_by_status", "kinds", "usual_status", "catch_all")
    row.only("id", "name", "dimension", "units", "cues", "negative_cues", "note", *kinds)
    units = row.words("units")
    if not units:
        raise row.wrong("units", "is missing or empty; name the units of such a figure")
    return Measure(
        id=row.identifier("id"),
        name=row.text("name"),
        dimension=row.choice("dimension", DIMENSIONS),
        units=tuple(check_unit(row, "units", unit) for unit in units),
        temporal=row.member("temporal", Temporal),
        temporal_by_status=_temporal_by_status(row, statuses),
        cues=row.words("cues"),
        negative_cues=row.words("negative_cues"),
        kinds=row.all_known("kinds", SUBJECT_KINDS, "kind of subject"),
        usual_status=row.choice("usual_status", CLAIM_STATUSES) if row.has("usual_status") else None,
        catch_all=row.flag("catch_all"),
    )


def _temporal_by_status(row: Row, statuses: Mapping[str, Rung]) -> Mapping[str, Temporal]:
    if not row.has("temporal_by_status"):
        return MappingProxyType({})
    kinds = row.row("temporal_by_status")
    kinds.only(*statuses)
    return MappingProxyType({status: kinds.member(status, Temporal) for status in kinds.names()})


def _statuses(file: Row) -> Mapping[str, Rung]:
    file.only("statuses")
    rows = file.rows("statuses")
    unique(rows)
    return MappingProxyType({row.identifier("id"): _rung(row) for row in rows})


def _rung(row: Row) -> Rung:
    row.only("id", "rank", "claim_status", "off_ladder", "meaning", "cues", "negative_cues", "note")
    rung = Rung(
        id=row.identifier("id"),
        rank=row.whole("rank", 1, _TOP_RANK) if row.has("rank") else None,
        claim_status=row.choice("claim_status", CLAIM_STATUSES) if row.has("claim_status") else None,
        cues=row.words("cues"),
        negative_cues=row.words("negative_cues"),
        off_ladder=row.flag("off_ladder"),
    )
    if rung.off_ladder and rung.rank is not None:
        raise row.wrong("rank", f"{rung.id!r} is off the ladder and cannot have a rank; write null")
    return rung
