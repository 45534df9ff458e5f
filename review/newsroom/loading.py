"""Reading the newsroom's folder: `newsroom.yaml`, and one Markdown file with front matter per version of an article."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from claims.errors import BadConfiguration
from review.newsroom.content import Content, Outlet, Version

_FENCE = "---\n"
_Model = TypeVar("_Model", bound=BaseModel)


def load_content(folder: Path) -> Content:
    """The newsroom of a folder. Raises BadConfiguration naming the file and the field that is wrong."""
    house = folder / "newsroom.yaml"
    data = _mapping(_yaml(_read(house), house), house)
    outlets = [_model(Outlet, entry, house) for entry in data.get("outlets", ())]
    versions = list(_versions(sorted((folder / "articles").glob("*.md"), key=_name_and_edition)))
    content = _model(Content, {**data, "outlets": outlets, "versions": versions}, house)
    _check_references(content, house)
    return content


def _name_and_edition(file: Path) -> tuple[str, int]:
    name, _, edition = file.stem.partition(".")
    if edition and not edition.isdecimal():
        raise BadConfiguration(f"{file}: an article's file is called name.md, or name.2.md from edition 2 on")
    return name, int(edition or 1)


def _versions(files: Iterable[Path]) -> Iterable[Version]:
    """The versions in the files of one folder; `name.2.md` says only what differs from `name.md`, if there is one."""
    known: dict[str, dict[str, Any]] = {}
    for file in files:
        name, edition = _name_and_edition(file)
        fields = known.get(name, {}) | _fields(file, earlier=known.get(name)) | {"edition": edition}
        known[name] = fields
        yield _model(Version, fields, file)


def _fields(file: Path, earlier: dict[str, Any] | None) -> dict[str, Any]:
    front, body = _parts(_read(file), file)
    fields = _mapping(_yaml(front, file), file)
    edits = _mapping(fields.pop("edits", {}), file)
    paragraphs = [" ".join(part.split()) for part in body.split("\n\n") if part.strip()]
    if edits:
        paragraphs = _edited(earlier["paragraphs"] if earlier else [], edits, file)
    if paragraphs or earlier is None:
        fields["paragraphs"] = paragraphs
    return fields


def _parts(text: str, file: Path) -> tuple[str, str]:
    parts = text.split(_FENCE, 2)
    if len(parts) != 3 or parts[0]:
        raise BadConfiguration(f"{file}: an article starts with its fields between two lines of '---'")
    return parts[1], parts[2]


def _edited(paragraphs: list[str], edits: dict[str, Any], file: Path) -> list[str]:
    """The paragraphs of the earlier version with each edit made; an edit must hit exactly one place."""
    for old, new in edits.items():
        if sum(paragraph.count(old) for paragraph in paragraphs) != 1:
            raise BadConfiguration(f"{file}: edits: {old!r} must stand exactly once in the version before")
        paragraphs = [paragraph.replace(old, str(new)) for paragraph in paragraphs]
    return paragraphs


def _check_references(content: Content, house: Path) -> None:
    known = {outlet.id for outlet in content.outlets}
    for version in content.versions:
        if version.outlet not in known:
            raise BadConfiguration(f"{house}: an article of {version.outlet!r} ({version.path}), which is no outlet")
        if version.edition not in content.editions:
            raise BadConfiguration(f"{house}: edition {version.edition} ({version.path}) has no moment of its own")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadConfiguration(f"{file}: the sample newsroom cannot be read ({error})") from error


def _yaml(text: str, file: Path) -> object:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise BadConfiguration(f"{file}: not YAML: {error}") from error


def _mapping(value: object, file: Path) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadConfiguration(f"{file}: fields with values are expected here, not {value!r}")
    return value


def _model(kind: type[_Model], fields: object, file: Path) -> _Model:
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise BadConfiguration(f"{file}: {field}: {first['msg']}") from error
