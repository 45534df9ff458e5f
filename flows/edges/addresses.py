"""Which addresses may be connected to: public unicast ones only, in their plain spelling.

The table follows IANA's special-purpose registries for IPv4 and IPv6 and is our own, so that it does not move with the
interpreter's version; `ipaddress.is_global` is asked as well, as a second opinion. IPv6 forms that carry an IPv4
address (mapped, 6to4, NAT64, Teredo) are refused whole: no public site needs them, and each is another way to spell a
private address.
"""

import re
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

# First match wins, so the narrower name of a block stands before the wider one.
_FORBIDDEN: tuple[tuple[IPv4Network | IPv6Network, str], ...] = tuple(
    (ip_network(block), name)
    for block, name in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-grade NAT"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("255.255.255.255/32", "broadcast"),
        ("240.0.0.0/4", "reserved"),
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::ffff:0:0/96", "IPv4-mapped"),
        ("::/96", "IPv4-compatible"),
        ("64:ff9b::/96", "NAT64"),
        ("64:ff9b:1::/48", "NAT64"),
        ("100::/64", "discard-only"),
        ("2001::/32", "Teredo"),
        ("2001::/23", "protocol assignments"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("3fff::/20", "documentation"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)
_GLOBAL_UNICAST = ip_network("2000::/3")  # all that IANA has given out of IPv6

# WHATWG URL, "ends in a number": such a host is an IPv4 address to some parser, whatever it is to ours.
_NUMERIC_LAST_LABEL = re.compile(r"(?:^|\.)(?:[0-9]+|0[xX][0-9a-fA-F]*)\.?$")


def why_not_public(address: str) -> str | None:
    """Why an address (plain text, no brackets) must not be connected to, in a word or two; None for a public one."""
    if "%" in address:
        return "scoped"
    try:
        parsed = ip_address(address)
    except ValueError:
        return "not an address"
    named = next((name for block, name in _FORBIDDEN if parsed.version == block.version and parsed in block), None)
    if named is not None:
        return named
    if parsed.version == 6 and parsed not in _GLOBAL_UNICAST:
        return "not global unicast"
    return None if parsed.is_global and not parsed.is_multicast else "not globally routable"


def literal_address(host: str) -> str | None:
    """The canonical text of a host that is written as a plain IP address; None for a name.

    Raises ValueError for a number in any other spelling (`2130706433`, `0x7f.1`, `0177.0.0.1`, `127.1`), which some
    resolvers read as an address and others do not: the difference is the attack.
    """
    bare = host.removeprefix("[").removesuffix("]")
    if ":" not in bare and not _NUMERIC_LAST_LABEL.search(bare):
        return None
    return str(ip_address(bare))
