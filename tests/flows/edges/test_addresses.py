"""Which addresses are public: the whole table, and every other spelling of a private one."""

from ipaddress import IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.edges.addresses import literal_address, why_not_public

PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "93.184.216.34",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.167.255.255",
    "223.255.255.255",
    "2001:4860:4860::8888",
    "2606:4700::1111",
    "2a00:1450:4001:81b::200e",
]

PRIVATE = [
    ("0.0.0.0", "this network"),
    ("0.1.2.3", "this network"),
    ("10.0.0.1", "private"),
    ("10.255.255.255", "private"),
    ("100.64.0.0", "carrier-grade NAT"),
    ("100.100.100.200", "carrier-grade NAT"),
    ("100.127.255.255", "carrier-grade NAT"),
    ("127.0.0.1", "loopback"),
    ("127.255.255.254", "loopback"),
    ("169.254.169.254", "link-local"),
    ("172.16.0.1", "private"),
    ("172.31.255.255", "private"),
    ("192.0.0.9", "protocol assignments"),
    ("192.0.2.1", "documentation"),
    ("192.88.99.1", "6to4 relay"),
    ("192.168.1.1", "private"),
    ("198.19.255.255", "benchmarking"),
    ("198.51.100.1", "documentation"),
    ("203.0.113.1", "documentation"),
    ("224.0.0.1", "multicast"),
    ("239.255.255.250", "multicast"),
    ("240.0.0.1", "reserved"),
    ("255.255.255.255", "broadcast"),
    ("::", "unspecified"),
    ("::1", "loopback"),
    ("::127.0.0.1", "IPv4-compatible"),
    ("::ffff:127.0.0.1", "IPv4-mapped"),
    ("::ffff:8.8.8.8", "IPv4-mapped"),
    ("::ffff:0:127.0.0.1", "not global unicast"),
    ("64:ff9b::7f00:1", "NAT64"),
    ("64:ff9b::8.8.8.8", "NAT64"),
    ("64:ff9b:1::1", "NAT64"),
    ("100::1", "discard-only"),
    ("2001::1", "Teredo"),
    ("2001:0:7f00:1::", "Teredo"),
    ("2001:20::1", "protocol assignments"),
    ("2001:db8::1", "documentation"),
    ("2002:7f00:1::", "6to4"),
    ("2002:808:808::1", "6to4"),
    ("3fff::1", "documentation"),
    ("4000::1", "not global unicast"),
    ("5f00::1", "not global unicast"),
    ("fc00::1", "private"),
    ("fd00:ec2::254", "private"),
    ("fe80::1", "link-local"),
    ("fe80::1%eth0", "scoped"),
    ("2606:4700::1111%eth0", "scoped"),
    ("fec0::1", "site-local"),
    ("ff02::1", "multicast"),
    ("localhost", "not an address"),
    ("", "not an address"),
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_pass(address: str) -> None:
    assert why_not_public(address) is None


@pytest.mark.parametrize(("address", "why"), PRIVATE, ids=[row[0] or "empty" for row in PRIVATE])
def test_every_other_address_is_refused_by_name(address: str, why: str) -> None:
    assert why_not_public(address) == why


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_nothing_passes_that_the_standard_library_calls_private(address: object) -> None:
    parsed = ip_address(str(address))
    if why_not_public(str(parsed)) is None:
        assert parsed.is_global
        assert not (parsed.is_private or parsed.is_loopback or parsed.is_link_local)
        assert not (parsed.is_multicast or parsed.is_reserved or parsed.is_unspecified)


@given(st.integers(0, 2**32 - 1))
def test_an_ipv4_address_in_ipv6_clothes_never_passes(number: int) -> None:
    for prefix in ("::", "::ffff:0:0", "64:ff9b::", "64:ff9b:1::"):
        clothed = IPv6Address(int(IPv6Address(prefix)) + number)
        assert why_not_public(str(clothed)) is not None
    six_to_four = IPv6Address(int(IPv6Address("2002::")) + (number << 80))
    assert six_to_four in ip_network("2002::/16")
    assert why_not_public(str(six_to_four)) is not None


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "0X7F.1",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "127.1",
        "127.0.1",
        "1.1.1.1.",
        "8.8.8.08",
        "4294967296",
        "127.0.0.0x1",
        "site.example.127",
        "0x",
        "256.1.1.1",
    ],
)
def test_a_number_in_another_spelling_is_no_host(host: str) -> None:
    with pytest.raises(ValueError):
        literal_address(host)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]", "::1"),
        ("::FFFF:127.0.0.1", "::ffff:7f00:1"),
        ("site.example", None),
        ("4chan.example", None),
        ("3.tv", None),
        ("0x7f.example", None),
        ("localhost", None),
        ("xn--p1ai", None),
    ],
)
def test_plain_addresses_are_read_and_names_are_names(host: str, address: str | None) -> None:
    assert literal_address(host) == address
