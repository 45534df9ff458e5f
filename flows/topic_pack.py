"""Reading a topic pack from its folder."""

from pathlib import Path

from claims.errors import BadConfiguration
from claims.topic import Topic
from extractors.topic import load_topic, with_sources
from flows.settings import Configuration

OWN_SOURCES = "sources.yaml"


def topic_of(configuration: Configuration) -> Topic:
    """The topic of a data folder: the topic pack, and the operator's own sources where the folder has a sources.yaml.

    Raises BadConfiguration naming the file, the line and the field.
    """
    topic = read_topic(configuration.settings.seeds)
    own = own_sources_file(configuration)
    try:
        text = own.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return topic
    except (OSError, UnicodeDecodeError) as error:
        raise BadConfiguration(f"{own}: cannot be read ({error})") from error
    return with_sources(topic, str(own), text)


def own_sources_file(configuration: Configuration) -> Path:
    """Where the operator's own sources stand, if there are any."""
    return configuration.home / OWN_SOURCES


def read_topic(folder: Path) -> Topic:
    """The topic of a folder of YAML files. Raises BadConfiguration naming the file, the line and the field."""
    try:
        texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))}
    except (OSError, UnicodeDecodeError) as error:
        raise BadConfiguration(f"{folder}: the topic pack cannot be read ({error})") from error
    if not texts:
        raise BadConfiguration(f"{folder}: no topic pack there; set CPECWATCH_SEEDS to a folder with topic.yaml")
    return load_topic(texts)
