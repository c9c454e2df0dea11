"""Outcomes of records as they travel."""

import json
import logging

from .problems import Failure

LOG = logging.getLogger("sextant")
RESERVED = ("callbackParameter", "errorCode", "errorMessage", "outcome", "reason")


def end(record, result, service=None):
    """The outcome of what a function answered or raised."""
    if isinstance(result, Failure):
        return of(record, result.outcome, result.reason, str(result), result.outputs if is_json(result.outputs) else {})
    if isinstance(result, Exception):
        LOG.error("Service %s failed on record %s", service, record, exc_info=result)
        kind = type(result).__name__
        return of(record, "FAILED", "PLUGIN_ERROR", f"The plugin failed unexpectedly ({kind}); its log says more")
    if result is not None and not isinstance(result, dict):
        return end(record, TypeError(f"a service answers a dict of outputs, not {type(result).__name__}"), service)
    if not is_json(result):
        return end(record, TypeError("a service answers outputs that JSON can hold"), service)
    return of(record, "SUCCEEDED", None, "", result or {})


def is_json(value):
    try:
        json.dumps(value, allow_nan=False)
        return True
    except (TypeError, ValueError, RecursionError):
        return False


def of(record, outcome, reason, message, outputs=None):
    found = {key: value for key, value in (outputs or {}).items() if key not in RESERVED}
    found |= {
        "callbackParameter": record,
        "errorCode": "0" if outcome == "SUCCEEDED" else "1",
        "errorMessage": message,
        "outcome": outcome,
    }
    if reason:
        found["reason"] = reason
    return found


def restarted(record):
    message = "The plugin was restarted while it worked on this record, and the service may not run twice"
    return of(record, "UNKNOWN", "PLUGIN_RESTARTED", message)
