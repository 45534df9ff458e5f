"""The operator's own sources: a YAML file in the data folder, read beside the topic pack's and checked alike."""

from pathlib import Path

import yaml

from claims.errors import BadConfiguration
from claims.topic import Source, Topic
from extractors.topic import with_sources


def as_yaml(source: Source) -> str:
    """A source as a row of a sources file."""
    feeds = [{"url": feed.url, "kind": feed.kind.value, "verified": feed.verified} for feed in source.feeds]
    row = {
        "id": source.id,
        "name": source.name,
        "homepage": source.homepage,
        "hosts": list(source.hosts),
        "kind": source.kind,
        "tier": source.tier,
        "zone": source.zone,
        "feeds": feeds,
    }
    return yaml.safe_dump([row], sort_keys=False, allow_unicode=True, width=110)


def add_source(file: Path, source: Source, topic: Topic) -> None:
    """Write a source at the end of the file, which is made where there is none.

    Raises BadConfiguration where the topic has a source of this id, or the file would not be one any more.
    """
    if source.id in topic.sources:
        raise BadConfiguration(
            f"{source.id} is a source already: see `cpecwatch sources test {source.id}`, or give another --id"
        )
    before = file.read_text(encoding="utf-8") if file.exists() else "# Sources of our own, beside those of the topic.\n"
    head = before if "sources:" in before else f"{before.rstrip()}\nsources:\n"
    text = f"{head.rstrip()}\n{as_yaml(source)}"
    _check(file, text, source, topic)
    partial = file.with_name(f"{file.name}.partial")
    partial.write_text(text, encoding="utf-8")
    partial.replace(file)


def _check(file: Path, text: str, source: Source, topic: Topic) -> None:
    try:
        found = with_sources(topic, str(file), text).sources.get(source.id)
    except BadConfiguration as error:
        raise BadConfiguration(f"{error}\nwrite this into the list of sources by hand:\n{as_yaml(source)}") from error
    if found != source:
        raise BadConfiguration(f"{file}: write this into the list of sources by hand:\n{as_yaml(source)}")
