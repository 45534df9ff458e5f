"""What is checked before `serve` starts anything: places to listen, and being the only one on a data folder."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from claims.errors import BadConfiguration
from flows.settings import Configuration, load_configuration
from review.commands.serve import pages_url, serve_until_stopped
from review.loopback import require_free, require_loopback
from review.sole import sole_holder


def configured(home: Path, **environ: str) -> Configuration:
    ports = {"CPECWATCH_REVIEW_PORT": str(free_port()), "CPECWATCH_PREFECT_PORT": str(free_port())}
    return load_configuration(home, ports | environ)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_loopback_is_allowed(host: str) -> None:
    require_loopback(host, setting="review_host")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "pages.example.org", "", "127.0.0.1.example.org"])
def test_anything_else_is_refused_by_name(host: str) -> None:
    with pytest.raises(BadConfiguration, match="review_host"):
        require_loopback(host, setting="review_host")


def test_a_free_port_is_free_and_stays_free() -> None:
    port = free_port()
    require_free("127.0.0.1", port, setting="review_port")
    require_free("127.0.0.1", port, setting="review_port")


@pytest.mark.parametrize("setting", ["review_port", "prefect_port"])
def test_a_port_that_is_taken_stops_serve_before_anything_starts(tmp_path: Path, setting: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        configuration = configured(tmp_path, **{f"CPECWATCH_{setting.upper()}": str(port)})
        with pytest.raises(BadConfiguration, match=rf"{setting}: port {port} .*CPECWATCH_{setting.upper()}"):
            serve_until_stopped(configuration)
    assert not (tmp_path / "logs").exists()


def test_pages_for_other_machines_stop_serve_before_anything_starts(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="review_host"):
        serve_until_stopped(configured(tmp_path, CPECWATCH_REVIEW_HOST="0.0.0.0"))
    assert not (tmp_path / "logs").exists()


def test_a_second_serve_on_a_folder_is_refused(tmp_path: Path) -> None:
    configuration = configured(tmp_path)
    with (
        sole_holder(tmp_path / "serve.lock", "cpecwatch serve"),
        pytest.raises(BadConfiguration, match=r"another cpecwatch serve \(process \d+\)"),
    ):
        serve_until_stopped(configuration)
    assert not (tmp_path / "logs").exists()


def test_a_lock_goes_with_the_process_that_held_it(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from review.sole import sole_holder\n"
        "with sole_holder(Path(sys.argv[1]), 'x'): print('held', flush=True); time.sleep(60)"
    )
    lock = tmp_path / "lock"
    with subprocess.Popen((sys.executable, "-c", code, str(lock)), stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(BadConfiguration, match=f"process {holder.pid}"), sole_holder(lock, "x"):
            pass
        holder.kill()
        holder.wait()
        with sole_holder(lock, "x"):
            assert lock.read_text().strip().isdecimal()


def test_an_address_with_colons_is_bracketed_in_a_url(tmp_path: Path) -> None:
    assert pages_url(load_configuration(tmp_path, {"CPECWATCH_REVIEW_HOST": "::1"})) == "http://[::1]:8470"
    assert pages_url(load_configuration(tmp_path, {})) == "http://127.0.0.1:8470"
