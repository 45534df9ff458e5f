"""Handing values to Prefect's tasks."""

from typing import TypeVar, cast

from prefect.utilities.annotations import quote

Value = TypeVar("Value")


def whole(value: Value) -> Value:
    """An argument that Prefect hands on as it is: it would otherwise search a whole topic pack for futures."""
    return cast(Value, quote(value))
