"""Puts the peers into environments of their own: `python -m benchmarks.peers.install [FOLDER]`.

The folder is the argument, or CPECWATCH_PEERS, or the user's cache. A peer is installed from its pinned requirements
with dependency resolution switched off: CQE's own pins cannot be met together any more, and what is measured should
not change with the day of installation. Nothing of a peer is copied into this project.
"""

import os
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

_REQUIREMENTS = Path(__file__).with_name("requirements")
_SECONDS = 900
VARIABLE = "CPECWATCH_PEERS"


@dataclass(frozen=True, slots=True)
class Peer:
    """A published reader: its name and version, its requirements file, and our module that drives it."""

    name: str
    key: str

    @property
    def module(self) -> str:
        """The module that answers for it, run by the interpreter of its environment."""
        return f"benchmarks.peers.read_{self.key}"


PEERS = (
    Peer("CQE 2.0.3", "cqe"),
    Peer("quantulum3 0.10.0", "quantulum3"),
    Peer("Recognizers-Text 1.0.1", "recognizers"),
)


class NotInstalled(Exception):
    """A peer could not be installed; the message says why."""


def default_folder() -> Path:
    """Where environments are kept unless a folder is named."""
    return Path(os.environ.get(VARIABLE) or user_cache_path("cpecwatch") / "peers")


def install(peer: Peer, folder: Path) -> Path:
    """The interpreter of the peer's environment, made if it is missing or its pins changed. Raises NotInstalled."""
    pins = _REQUIREMENTS / f"{peer.key}.txt"
    home = folder / peer.key
    python, done = home / "bin" / "python", home / "installed.txt"
    if done.is_file() and done.read_text("utf-8") == pins.read_text("utf-8"):
        return python
    try:
        venv.create(home, clear=True, with_pip=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--requirement", str(pins)]
        made = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError) as problem:
        raise NotInstalled(f"{peer.name}: {problem}") from problem
    if made.returncode != 0:
        complaint = made.stderr.strip().splitlines()
        raise NotInstalled(f"{peer.name}: pip said {complaint[-1] if complaint else 'nothing'}")
    done.write_text(pins.read_text("utf-8"), encoding="utf-8")
    return python


def main() -> int:
    """Install all peers; 1 where one could not be."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default_folder()
    missing = 0
    for peer in PEERS:
        try:
            print(f"{peer.name}: {install(peer, folder)}")
        except NotInstalled as problem:
            missing = 1
            print(f"not installed: {problem}")
    return missing


if __name__ == "__main__":
    sys.exit(main())
