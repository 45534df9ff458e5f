from pathlib import Path

import pytest

from claims.errors import BadConfiguration
from flows.settings import FILE_NAME, load_configuration, make_home


def write(home: Path, text: str) -> Path:
    (home / FILE_NAME).write_text(text, encoding="utf-8")
    return home


def test_defaults_need_no_file(tmp_path: Path) -> None:
    configuration = load_configuration(tmp_path, {})
    assert configuration.database_url == f"sqlite:///{tmp_path / 'cpecwatch.db'}"
    assert set(configuration.origins.values()) == {"default"}


def test_the_environment_goes_over_the_file(tmp_path: Path) -> None:
    home = write(tmp_path, 'gap = 5\ntimezone = "Asia/Karachi"\n')
    configuration = load_configuration(home, {"CPECWATCH_GAP": "7"})
    assert configuration.settings.gap == 7
    assert configuration.origins["timezone"] == str(home / FILE_NAME)
    assert configuration.origins["gap"] == "CPECWATCH_GAP"


def test_channels_are_secrets(tmp_path: Path) -> None:
    home = write(tmp_path, '[channels]\ndesk = "json://user:hunter2@127.0.0.1:9"\n')
    configuration = load_configuration(home, {})
    assert "hunter2" not in repr(configuration)
    assert configuration.settings.channels["desk"].get_secret_value().endswith("127.0.0.1:9")


@pytest.mark.parametrize(
    ("text", "environ", "words"),
    [
        ("gap = 1\nspeed = 3\n", {}, (f"{FILE_NAME}:2", "speed is no setting")),
        ("gap = -1\n", {}, (f"{FILE_NAME}:1", "gap", "greater than or equal to 0")),
        ('\n\ntimezone = "Mars/Olympus"\n', {}, (f"{FILE_NAME}:3", "no IANA time zone")),
        ("gap = \n", {}, (FILE_NAME, "not valid TOML", "line 1")),
        ("", {"CPECWATCH_GAPP": "1"}, ("environment: CPECWATCH_GAPP is no setting",)),
        ("", {"CPECWATCH_READERS": "many"}, ("environment: CPECWATCH_READERS", "valid integer")),
        ("", {"CPECWATCH_CHANNELS": "{"}, ("environment:", "JSON")),
    ],
)
def test_a_wrong_setting_is_named_with_its_place(
    tmp_path: Path, text: str, environ: dict[str, str], words: tuple[str, ...]
) -> None:
    home = write(tmp_path, text)
    with pytest.raises(BadConfiguration) as raised:
        load_configuration(home, environ)
    for word in words:
        assert word in str(raised.value)


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadConfiguration, match=FILE_NAME):
        load_configuration(tmp_path, {})


def test_an_unwritable_folder_is_a_clear_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(BadConfiguration, match="cannot be written"):
        make_home(load_configuration(blocked / "home", {}))
