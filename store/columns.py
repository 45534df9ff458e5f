"""Column types that keep values exact and portable: UTC times, texts of any origin, decimals, figures' values."""

import re
from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import DateTime, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from claims.figure import Value
from claims.identity import canonical

NUMBER = "number"
DATE = "date"

_PLAIN_DIGITS = 40

# PostgreSQL refuses NUL in a text, and neither database can encode half a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class UtcTime(TypeDecorator[datetime]):
    """An aware time, stored in UTC and returned in UTC.

    SQLite has no time zones: SQLAlchemy's own type drops the offset there without converting.
    Raises ValueError for a naive time.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite gets it without a zone, as it stores none."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"a time without a zone cannot be stored: {value!r}")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class PlainText(TypeDecorator[str]):
    """A text from anywhere: what a database cannot hold becomes U+FFFD one for one, so that offsets stay true."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Without NUL and lone surrogates."""
        # Nearly every text is plain, and there are twenty of them to a claim.
        if value is None or (type(value) is str and value.isascii() and "\0" not in value):
            return value
        return _UNSTORABLE.sub("\ufffd", str(value))


class DecimalText(TypeDecorator[Decimal]):
    """An exact decimal as canonical text: a numeric column of SQLite would send it through a float."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Canonical text."""
        return None if value is None else value_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """The exact decimal."""
        return None if value is None else Decimal(value)


def value_kind(value: Value) -> str:
    """`number` or `date`: how the text of a stored value is to be read."""
    return NUMBER if isinstance(value, Decimal) else DATE


def value_text(value: Value) -> str:
    """A figure's value as stored: canonical decimal text, or the ISO date as it is.

    Raises ValueError for infinity and not-a-number, which no text states.
    """
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"not a number that can be stored: {value}")
    text = canonical(value)
    # Plain for people who look into the database, and for the number that is made from it: `25000000000`, not
    # `2.5E+10`. A number that no article states is spared its thousand zeros.
    if isinstance(value, Decimal) and abs(value.adjusted()) < _PLAIN_DIGITS:
        return format(Decimal(text), "f")
    return text


def value_from(kind: str, text: str) -> Value:
    """The value that `value_text` stored."""
    return Decimal(text) if kind == NUMBER else text
