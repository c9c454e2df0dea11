"""The kinds of value that a manifest knows."""

import datetime
import math
import re

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII)
DURATION = re.compile(r"P(?!$)(?:(\d{1,9})D)?(?:T(?!$)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?", re.ASCII)

MOST_SECONDS = 31 * 86400


def is_text(value):
    return isinstance(value, str)


def is_number(value):
    return is_integer(value) or (isinstance(value, float) and math.isfinite(value))


def is_integer(value):
    return isinstance(value, int) and not isinstance(value, bool)


def is_boolean(value):
    return isinstance(value, bool)


def is_object(value):
    return isinstance(value, dict)


def is_list(value):
    return isinstance(value, list)


def is_instant(value):
    return instant(value) is not None


def is_duration(value):
    return isinstance(value, str) and DURATION.fullmatch(value) is not None


def instant(value):
    """The moment of a text such as 2026-01-01T00:00:00Z; None where it is none."""
    if not isinstance(value, str) or not INSTANT.fullmatch(value):
        return None
    try:
        return datetime.datetime.fromisoformat(value)
    except ValueError:
        return None


def seconds(duration):
    """The seconds of an ISO 8601 duration or of a number, at most a month; None where there is none."""
    if is_number(duration):
        return min(max(duration, 0), MOST_SECONDS)
    match = DURATION.fullmatch(duration) if isinstance(duration, str) else None
    if not match:
        return None
    days, hours, minutes, rest = (float(part or 0) for part in match.groups())
    return min(days * 86400 + hours * 3600 + minutes * 60 + rest, MOST_SECONDS)
