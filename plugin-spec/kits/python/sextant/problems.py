"""How work fails: outcomes of records, and refusals of calls."""

OUTCOMES = ("SUCCEEDED", "FAILED", "TIMED_OUT", "UNREACHABLE", "NEVER_STARTED", "CANCELLED", "UNKNOWN")


class Failure(Exception):
    """Ends a record otherwise than well, with a reason in UPPER_SNAKE, a sentence for people, and what there is of outputs."""

    def __init__(self, outcome, reason, message, **outputs):
        super().__init__(message)
        if outcome not in OUTCOMES or outcome == "SUCCEEDED":
            raise ValueError(f"{outcome} is no outcome of a failure; take one of {', '.join(OUTCOMES[1:])}")
        self.outcome = outcome
        self.reason = reason
        self.outputs = outputs


class Cancelled(Failure):
    """Ends a record that was asked to stop."""

    def __init__(self, message="Stopped as it was asked to"):
        super().__init__("CANCELLED", "CANCELLED", message)


class InvalidInput(Failure):
    """Ends a record whose input is wrong; the message names parameters, never their values."""

    def __init__(self, message):
        super().__init__("FAILED", "INVALID_INPUT", f"The input is invalid: {message}")


class InvalidRecords(Exception):
    """Refuses a write of records, of which none is kept then; `places` says by JSON Pointer (`/0/name`) what is wrong where."""

    def __init__(self, message, places=None):
        super().__init__(message)
        self.errors = [{"pointer": pointer, "message": text} for pointer, text in (places or {}).items()]


class Problem(Exception):
    """Refuses a call with problem details (RFC 9457)."""

    TITLES = {
        "INVOCATION_INVALID": (422, "The invocation is invalid"),
        "INVOCATION_MALFORMED": (400, "The invocation is malformed"),
        "INVOCATION_TOO_LARGE": (413, "The invocation is too large"),
        "INVOCATION_UNKNOWN": (404, "There is no such invocation"),
        "INVOCATION_RUNNING": (503, "The invocation is still running"),
        "SERVICE_UNKNOWN": (404, "There is no such service"),
        "ENTITY_UNKNOWN": (404, "There is no such entity"),
        "ENTITY_RECORD_UNKNOWN": (404, "There is no such record"),
        "ENTITY_INVALID": (422, "The records are invalid"),
        "ENTITY_BUSY": (503, "Records are being written already"),
        "EVENTS_TOO_MANY": (422, "There are too many events in the batch"),
        "EVENTS_BUSY": (503, "Events are being handled already"),
        "MALFORMED_JSON": (400, "The body is not the JSON that is expected here"),
        "IDEMPOTENCY_KEY_REUSED": (422, "The idempotency key belongs to another request"),
        "TOO_MANY_INVOCATIONS": (429, "The plugin is busy"),
        "UNAUTHENTICATED": (401, "A valid token is needed"),
        "FORBIDDEN": (403, "The token does not permit this"),
        "NOT_FOUND": (404, "There is nothing at this path"),
        "IDENTITY_UNAVAILABLE": (503, "Tokens cannot be checked now"),
        "STORE_UNAVAILABLE": (503, "The plugin's store is not available"),
        "STOPPING": (503, "The plugin is being stopped"),
        "INTERNAL": (500, "The plugin failed unexpectedly"),
    }

    def __init__(self, code, detail, retry_after=None, errors=()):
        super().__init__(detail)
        self.code, self.errors = code, list(errors)
        self.status, self.title = self.TITLES[code]
        self.retry_after = retry_after

    def body(self):
        found = {"type": "about:blank", "title": self.title, "status": self.status, "detail": str(self), "code": self.code}
        return {**found, "errors": self.errors} if self.errors else found
