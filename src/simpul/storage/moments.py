"""Moments as the tables hold them: whole microseconds since 1970 in UTC."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def micros(at: datetime) -> int:
    """Give a moment as the tables hold it; exact."""
    return (at - _EPOCH) // _MICROSECOND


def micros_if_any(at: datetime | None) -> int | None:
    """Give a moment that may be missing as the tables hold it."""
    return None if at is None else micros(at)


def moment(held: int) -> datetime:
    """Give the moment that a table holds, in UTC."""
    return _EPOCH + held * _MICROSECOND


def moment_if_any(held: int | None) -> datetime | None:
    """Give the moment that a table holds, if it holds one."""
    return None if held is None else moment(held)
