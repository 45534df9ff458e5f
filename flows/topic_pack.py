"""Reading a topic pack from its folder."""

from pathlib import Path

from claims.errors import BadConfiguration
from claims.topic import Topic
from extractors.topic import load_topic


def read_topic(folder: Path) -> Topic:
    """The topic of a folder of YAML files. Raises BadConfiguration naming the file, the line and the field."""
    try:
        texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))}
    except (OSError, UnicodeDecodeError) as error:
        raise BadConfiguration(f"{folder}: the topic pack cannot be read ({error})") from error
    if not texts:
        raise BadConfiguration(f"{folder}: no topic pack there; set CPECWATCH_SEEDS to a folder with topic.yaml")
    return load_topic(texts)
