"""Prefect as this program uses it: environment, commands, waiting, failures said in its own words."""

import http.server
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.errors import MachineFailed
from flows import orchestrator
from flows.settings import Configuration, load_configuration


class Healthy(http.server.BaseHTTPRequestHandler):
    """Answers as Prefect's server does when it is up."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/api/health" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[int]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Healthy) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield listening.server_port
        listening.shutdown()
        thread.join()


def configured(home: Path, port: int = 1) -> Configuration:
    return load_configuration(home, {"CPECWATCH_PREFECT_PORT": str(port)})


def test_prefect_lives_in_the_data_folder_and_tells_nobody(tmp_path: Path) -> None:
    environment = orchestrator.server_environment(configured(tmp_path, 4321))
    assert environment["PREFECT_HOME"] == str(tmp_path / "prefect")
    assert environment["CPECWATCH_HOME"] == str(tmp_path)
    assert environment["PREFECT_API_URL"] == "http://127.0.0.1:4321/api"
    assert (environment["DO_NOT_TRACK"], environment["PREFECT_SERVER_ANALYTICS_ENABLED"]) == ("1", "false")


def test_the_server_listens_on_loopback_only(tmp_path: Path) -> None:
    command = orchestrator.server_command(configured(tmp_path, 4321))
    assert command[:2] == (sys.executable, "-m")
    assert command[-4:] == ("--host", "127.0.0.1", "--port", "4321")


def test_a_server_that_answers_is_waited_for_no_longer(tmp_path: Path, server: int) -> None:
    configuration = configured(tmp_path, server)
    assert orchestrator.server_answers(configuration)
    orchestrator.wait_for_server(configuration, patience=0, check=lambda: None)


def test_a_server_that_never_answers_is_named(tmp_path: Path) -> None:
    with pytest.raises(MachineFailed, match=r"http://127\.0\.0\.1:1/api: .* did not answer within 0 s"):
        orchestrator.wait_for_server(configured(tmp_path), patience=0, check=lambda: None)


def test_a_server_that_has_ended_is_not_waited_for(tmp_path: Path) -> None:
    def ended() -> None:
        raise MachineFailed("server ended with code 1")

    with pytest.raises(MachineFailed, match="ended with code 1"):
        orchestrator.wait_for_server(configured(tmp_path), patience=60, check=ended)


@pytest.fixture
def surroundings(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The environment, given back as it was after whatever is adopted into it."""
    for name in ("PREFECT_API_URL", "PREFECT_HOME", "DO_NOT_TRACK", "PREFECT_SERVER_ANALYTICS_ENABLED"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    return monkeypatch


def test_the_embedded_server_is_adopted_where_it_answers(
    tmp_path: Path, server: int, surroundings: pytest.MonkeyPatch
) -> None:
    orchestrator.adopt_environment(configured(tmp_path, server))
    assert os.environ["PREFECT_API_URL"] == f"http://127.0.0.1:{server}/api"
    assert os.environ["PREFECT_HOME"] == str(tmp_path / "prefect")


def test_prefect_leaves_it_to_the_command_to_say_what_failed(tmp_path: Path, surroundings: pytest.MonkeyPatch) -> None:
    surroundings.delenv("PREFECT_LOGGING_LEVEL", raising=False)
    os.environ["PREFECT_LOGGING_ROOT_LEVEL"] = "DEBUG"
    orchestrator.adopt_environment(configured(tmp_path))
    assert (os.environ["PREFECT_LOGGING_LEVEL"], os.environ["PREFECT_LOGGING_ROOT_LEVEL"]) == ("CRITICAL", "DEBUG")


def test_without_a_server_no_api_is_named(tmp_path: Path, surroundings: pytest.MonkeyPatch) -> None:
    orchestrator.adopt_environment(configured(tmp_path))
    assert "PREFECT_API_URL" not in os.environ


def test_the_operators_own_server_is_left_in_its_place(
    tmp_path: Path, server: int, surroundings: pytest.MonkeyPatch
) -> None:
    os.environ["PREFECT_API_URL"] = "http://prefect.example/api"
    orchestrator.adopt_environment(configured(tmp_path, server))
    assert os.environ["PREFECT_API_URL"] == "http://prefect.example/api"


@pytest.mark.slow
def test_what_prefect_refuses_is_said_in_its_own_words(tmp_path: Path) -> None:
    environment = orchestrator.server_environment(configured(tmp_path))
    with pytest.raises(MachineFailed, match="work-pool create cpecwatch"):
        orchestrator.deploy(environment | {"PREFECT_CLIENT_MAX_RETRIES": "0"}, tmp_path / "prefect.yaml")
