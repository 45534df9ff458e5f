"""Which port each outlet listens on, remembered in the data folder: an article's address is part of its identity."""

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from claims.errors import BadConfiguration


def read_ports(file: Path, outlets: Collection[str]) -> Mapping[str, int] | None:
    """The ports that a data folder's newsroom was served on before; None the first time.

    Raises BadConfiguration where the file does not name one port for each of the outlets.
    """
    try:
        ports = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise BadConfiguration(f"{file}: the newsroom's ports cannot be read ({error}); {_REMEDY}") from error
    if not isinstance(ports, dict) or set(ports) != set(outlets) or not all(map(_is_port, ports.values())):
        raise BadConfiguration(f"{file}: one port is expected for each of {', '.join(sorted(outlets))}; {_REMEDY}")
    return ports


def write_ports(file: Path, ports: Mapping[str, int]) -> None:
    """Remember the ports. Raises BadConfiguration where the folder cannot be written."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(".draft")
        draft.write_text(json.dumps(ports, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        raise BadConfiguration(
            f"{file}: the newsroom's ports cannot be kept ({error}); choose another folder"
        ) from error


def _is_port(value: object) -> bool:
    return type(value) is int and 1 <= value <= 65535


_REMEDY = "delete the demo's data folder to start it afresh"
