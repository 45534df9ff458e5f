"""Small makers of the values that the store keeps; what a test does not name is of no importance to it."""

from datetime import UTC, datetime

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)
