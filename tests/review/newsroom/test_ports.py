"""The ports that a data folder remembers."""

from pathlib import Path

import pytest

from claims.errors import BadConfiguration
from review.newsroom.ports import read_ports, write_ports

PORTS = {"courier": 28101, "wire": 28102}


def test_ports_are_remembered_and_unknown_at_first(tmp_path: Path) -> None:
    file = tmp_path / "new" / "ports.json"
    assert read_ports(file, PORTS) is None
    write_ports(file, PORTS)
    assert read_ports(file, PORTS) == PORTS
    assert [path.name for path in file.parent.iterdir()] == ["ports.json"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[28101, 28102]",
        '{"courier": 28101}',
        '{"courier": 28101, "wire": 28102, "other": 28103}',
        '{"courier": 28101, "wire": 0}',
        '{"courier": 28101, "wire": true}',
        '{"courier": 28101, "wire": "28102"}',
    ],
)
def test_a_file_that_is_not_what_was_written_is_named_with_the_remedy(tmp_path: Path, text: str) -> None:
    file = tmp_path / "ports.json"
    file.write_text(text)
    with pytest.raises(BadConfiguration, match=r"ports\.json.*delete the demo's data folder"):
        read_ports(file, PORTS)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocker = tmp_path / "folder"
    blocker.write_text("a file where the folder should be")
    with pytest.raises(BadConfiguration, match=r"folder/ports\.json.*choose another folder"):
        write_ports(blocker / "ports.json", PORTS)
