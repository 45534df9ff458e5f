"""Settings: `cpecwatch.toml` in the data folder, overridden by `CPECWATCH_*`; an unknown key in either is an error."""

import json
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import platformdirs
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError

from claims.errors import BadConfiguration

FILE_NAME = "cpecwatch.toml"
PREFIX = "CPECWATCH_"
# Read by the test suite and by the tools around the program; none of them is a setting.
NOT_SETTINGS = frozenset({"CPECWATCH_HOME", "CPECWATCH_REQUIRE_BROWSER", "CPECWATCH_SEED_DOCUMENTS"})
TABLES = frozenset({"channels", "sources"})
BUNDLED_SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def _known_zone(name: str | None) -> str | None:
    if name is not None:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"{name!r} is no IANA time zone, such as Asia/Karachi") from error
    return name


class Settings(BaseModel):
    """Every setting, with its meaning and default; `docs/settings.md` lists them for people."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    database_url: SecretStr | None = Field(
        default=None, description="SQLAlchemy URL; default: cpecwatch.db in the data folder"
    )
    seeds: Path = Field(default=BUNDLED_SEEDS, description="folder of the topic pack")
    timezone: Annotated[str | None, AfterValidator(_known_zone)] = Field(
        default=None, description="zone in which times are shown; default: the system's"
    )
    contact: str | None = Field(default=None, description="mail or web address of the operator, sent in the User-Agent")
    proxy: SecretStr | None = Field(default=None, description="HTTP proxy for all outgoing requests")
    channels: dict[str, SecretStr] = Field(default={}, description="alert channels: a name and an Apprise URL each")
    sources: tuple[str, ...] = Field(
        default=(), description="ids of the sources to watch; default: all of the topic pack"
    )
    gap: float = Field(default=2.0, ge=0, le=600, description="seconds between two requests to one host")
    fetch_deadline: float = Field(default=20.0, gt=0, le=600, description="seconds for one fetch, redirects included")
    read_deadline: float = Field(default=20.0, gt=0, le=600, description="seconds for reading one page")
    readers: int = Field(default=2, ge=1, le=64, description="processes that read pages")
    articles_per_source: int = Field(
        default=40, ge=1, le=2000, description="new articles taken from one source in one pass"
    )
    keep_snapshots: int | None = Field(
        default=None, ge=1, le=36500, description="days for which fetched pages are kept; default: for ever"
    )
    remind_after: int = Field(
        default=7, ge=1, le=365, description="days after which a source still in trouble is told again"
    )
    digest_cap: int = Field(default=20, ge=1, le=500, description="lines of a digest before “and N more”")
    reviewer: str | None = Field(default=None, description="name that signs decisions; default: the login name")
    review_host: str = Field(default="127.0.0.1", description="address of the review pages")
    review_port: int = Field(default=8470, ge=1, le=65535, description="port of the review pages")
    prefect_port: int = Field(default=4270, ge=1, le=65535, description="port of the embedded Prefect server")


class Configuration(BaseModel):
    """Settings with the data folder that they belong to and where each value came from."""

    model_config = ConfigDict(frozen=True)

    home: Path
    settings: Settings
    origins: dict[str, str]

    @property
    def database_url(self) -> str:
        """The database's URL, secrets included."""
        given = self.settings.database_url
        return given.get_secret_value() if given else f"sqlite:///{self.home / 'cpecwatch.db'}"


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """`CPECWATCH_HOME`, by default the platform's folder for user data."""
    return Path(environ.get("CPECWATCH_HOME") or platformdirs.user_data_dir("cpecwatch", appauthor=False)).expanduser()


def load_configuration(home: Path | None = None, environ: Mapping[str, str] = os.environ) -> Configuration:
    """Read settings of the data folder `home` (default: `data_folder`).

    Raises BadConfiguration naming the file and line, or the variable, and what is allowed.
    """
    folder = home or data_folder(environ)
    path = folder / FILE_NAME
    written, text = _read_file(path)
    _refuse_unknown_variables(environ)
    try:
        settings = Settings.model_validate(written | _from_environment(environ))
    except ValidationError as error:
        raise BadConfiguration(_explain(error, path, text, environ)) from None
    return Configuration(home=folder, settings=settings, origins=_origins(written, path, environ))


def make_home(configuration: Configuration) -> None:
    """Create the data folder; raises BadConfiguration where it cannot be written."""
    home = configuration.home
    try:
        home.mkdir(parents=True, exist_ok=True)
        probe = home / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise BadConfiguration(
            f"{home}: the data folder cannot be written ({error.strerror}). Set CPECWATCH_HOME to a folder of yours."
        ) from error


def _read_file(path: Path) -> tuple[dict[str, object], str]:
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return {}, ""
    except (OSError, UnicodeDecodeError) as error:
        raise BadConfiguration(f"{path}: cannot be read ({error})") from error
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        raise BadConfiguration(f"{path}: not valid TOML: {error}") from error


def _variable(field: str) -> str:
    return PREFIX + field.upper()


def _from_environment(environ: Mapping[str, str]) -> dict[str, object]:
    given = {field: environ.get(_variable(field), "") for field in Settings.model_fields}
    return {field: _parsed(field, value) for field, value in given.items() if value}


def _parsed(field: str, value: str) -> object:
    """Tables and lists come as JSON; pydantic reads the rest from text."""
    if field not in TABLES:
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError as error:
        raise BadConfiguration(f"environment: {_variable(field)}: not valid JSON: {error}") from None


def _refuse_unknown_variables(environ: Mapping[str, str]) -> None:
    known = {_variable(field) for field in Settings.model_fields} | NOT_SETTINGS
    for name in environ:
        if name.startswith(PREFIX) and name not in known:
            raise BadConfiguration(f"environment: {name} is no setting; `cpecwatch config` lists the settings")


def _explain(error: ValidationError, path: Path, text: str, environ: Mapping[str, str]) -> str:
    """One line per wrong value, each naming the variable, or the file and line."""
    return "\n".join(_explain_one(dict(fault), path, text, environ) for fault in error.errors(include_url=False))


def _explain_one(fault: dict[str, object], path: Path, text: str, environ: Mapping[str, str]) -> str:
    location = fault["loc"]
    field = str(location[0]) if isinstance(location, tuple) and location else "?"
    if fault["type"] == "extra_forbidden":
        return f"{path}:{_line_of(field, text)}: {field} is no setting; `cpecwatch config` lists the settings"
    where = f"environment: {_variable(field)}" if _variable(field) in environ else f"{path}:{_line_of(field, text)}"
    return f"{where}: {field}: {fault['msg']}"


def _line_of(field: str, text: str) -> int:
    pattern = re.compile(rf"\s*\[?\s*{re.escape(field)}\b")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 1)


def _origins(written: Mapping[str, object], path: Path, environ: Mapping[str, str]) -> dict[str, str]:
    def origin(field: str) -> str:
        if environ.get(_variable(field)):
            return _variable(field)
        return str(path) if field in written else "default"

    return {field: origin(field) for field in Settings.model_fields}
