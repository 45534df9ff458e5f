"""The newsroom as a whole: start it at an edition, go on to the next one, stop it."""

from collections import deque
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from claims.errors import BadConfiguration, MachineFailed
from claims.topic import Feed, Source
from review.newsroom.content import Content, Outlet
from review.newsroom.loading import load_content
from review.newsroom.ports import read_ports, write_ports
from review.newsroom.rendering import Press
from review.newsroom.server import LOOPBACK, OutletServer, Shelf, Visit

BUNDLED = Path(__file__).parents[2] / "seeds" / "newsroom"
_PORTS_FILE = "ports.json"
_TRIES, _STRIDE = 100, 10


class Newsroom:
    """The sample newsroom, not yet open.

    `folder` is the demo's data folder: it remembers the ports, since a later run must find every article at the address
    where an earlier one found it. Raises BadConfiguration where the newsroom's own files (`seeds`) are wrong.
    """

    def __init__(self, folder: Path, seeds: Path = BUNDLED) -> None:
        self.content: Content = load_content(seeds)
        self._press = Press.of(seeds)
        self._ports_file = folder / _PORTS_FILE

    @property
    def editions(self) -> tuple[int, ...]:
        """The editions there are, in order."""
        return tuple(sorted(self.content.editions))

    def clock(self, edition: int) -> datetime:
        """The moment, in UTC, at which an edition is read. Raises BadConfiguration for an edition there is not."""
        try:
            return self.content.editions[edition].astimezone(UTC)
        except KeyError:
            known = ", ".join(map(str, self.editions))
            raise BadConfiguration(f"edition {edition}: the sample newsroom has the editions {known}") from None

    def start(self, edition: int) -> "RunningNewsroom":
        """Open every outlet on its port and show an edition; leaving the `with` block closes them.

        Raises BadConfiguration for an unknown edition or a folder that cannot keep the ports, MachineFailed where
        a port that the folder remembers is taken.
        """
        self.clock(edition)
        return RunningNewsroom(self, self._press, self._ports_file, edition)


class RunningNewsroom:
    """The newsroom while it is open; made by `Newsroom.start`.

    `visits` are the requests that were answered, oldest first.
    """

    def __init__(self, newsroom: Newsroom, press: Press, ports_file: Path, edition: int) -> None:
        self._newsroom = newsroom
        self._press = press
        self.visits: deque[Visit] = deque()
        with ExitStack() as opened:
            self._servers = self._open(ports_file, edition, opened)
            self.set_edition(edition)
            for server in self._servers.values():
                server.run()
            self._opened = opened.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Close every outlet; stopping twice does no harm."""
        self._opened.close()

    def set_edition(self, edition: int) -> None:
        """Show another edition from now on. Raises BadConfiguration for an edition there is not."""
        now = self.clock(edition)
        for outlet in self._newsroom.content.outlets:
            answers = self._press.set_edition(self._newsroom.content, outlet, edition, self.home(outlet.id))
            self._servers[outlet.id].shelf = Shelf(answers=answers, otherwise=self._press.not_found(), now=now)

    def clock(self, edition: int) -> datetime:
        """The moment, in UTC, at which an edition is read."""
        return self._newsroom.clock(edition)

    def home(self, outlet: str) -> str:
        """An outlet's address, without a closing slash."""
        return f"http://{LOOPBACK}:{self._servers[outlet].server_port}"

    @property
    def sources(self) -> tuple[Source, ...]:
        """The outlets as sources of the topic."""
        return tuple(self._source(outlet) for outlet in self._newsroom.content.outlets)

    @property
    def allowed(self) -> frozenset[tuple[str, int]]:
        """The only addresses that a collector of this newsroom may connect to: (ip, port)."""
        return frozenset((LOOPBACK, server.server_port) for server in self._servers.values())

    def _source(self, outlet: Outlet) -> Source:
        home = self.home(outlet.id)
        feed = Feed(url=home + outlet.listing, kind=outlet.kind, verified=True, link_pattern=outlet.link_pattern)
        return Source(
            id=outlet.id,
            name=outlet.name,
            homepage=f"{home}/",
            hosts=(LOOPBACK,),
            feeds=(feed,),
            tier=2,
            zone=outlet.zone,
        )

    def _open(self, ports_file: Path, edition: int, opened: ExitStack) -> dict[str, OutletServer]:
        outlets = self._newsroom.content.outlets
        remembered = read_ports(ports_file, {outlet.id for outlet in outlets})
        closed = Shelf(answers={}, otherwise=self._press.not_found(), now=self.clock(edition))
        servers = {}
        for outlet in outlets:
            listen = partial(OutletServer, outlet.id, shelf=closed, witness=self.visits.append)
            port = remembered[outlet.id] if remembered else None
            servers[outlet.id] = (
                _listen_anew(outlet, listen) if port is None else _listen_again(port, ports_file, listen)
            )
            opened.callback(servers[outlet.id].stop)
        if remembered is None:
            write_ports(ports_file, {outlet: server.server_port for outlet, server in servers.items()})
        return servers


class _Listen(Protocol):
    def __call__(self, *, port: int) -> OutletServer: ...


def _listen_anew(outlet: Outlet, listen: _Listen) -> OutletServer:
    # Not just any free port: those that the system hands out, it hands to others as well before the next run.
    for port in range(outlet.port, outlet.port + _TRIES * _STRIDE, _STRIDE):
        with suppress(OSError):
            return listen(port=port)
    raise MachineFailed(f"{_TRIES} ports of {LOOPBACK} from {outlet.port} on are taken: none is left for {outlet.name}")


def _listen_again(port: int, ports_file: Path, listen: _Listen) -> OutletServer:
    try:
        return listen(port=port)
    except OSError as error:
        raise MachineFailed(
            f"port {port} of {LOOPBACK} is taken ({error.strerror}), but {ports_file} says that the newsroom was "
            "served there; stop what listens there (another demo?), or choose another data folder"
        ) from error
