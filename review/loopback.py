"""What may listen, and where: only this machine, for as long as the pages know no users."""

import socket
from ipaddress import ip_address

from claims.errors import BadConfiguration

NAME = "localhost"


def require_loopback(host: str, *, setting: str) -> None:
    """Raise BadConfiguration, naming the setting, for a host that other machines could reach."""
    if host != NAME and not _is_loopback(host):
        raise BadConfiguration(
            f"{setting}: {host} is not an address of this machine alone; the pages have no access control, "
            "so only 127.0.0.1, ::1 and localhost are allowed"
        )


def require_free(host: str, port: int, *, setting: str) -> None:
    """Raise BadConfiguration, naming the setting, for a port where something listens already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As servers do it: a port that merely rests after an earlier run is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise BadConfiguration(
                f"{setting}: port {port} of {host} cannot be used ({error.strerror}); stop what listens there, "
                f"or choose another one by CPECWATCH_{setting.upper()}"
            ) from error


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
