"""What the platform is told of attempts, and what comes of it."""

import threading

from .gateway import Unavailable


class Answer:
    """What came of a call: ACCEPTED, GAP (output is missing before it), ENDED, UNWANTED (it alone) or FAILED (to be tried again)."""

    def __init__(self, kind, why="", offsets=None):
        self.kind, self.why, self.offsets = kind, why, offsets or {}


class Core:
    def __init__(self, gateway, identity):
        self._gateway, self._identity = gateway, identity
        # A report may be large, and is copied more than once on its way.
        self._turns = threading.BoundedSemaphore(8)

    def report(self, request_id, report):
        return self._post(f"/platform/v1/invocations/{request_id}/reports", report)

    def callback(self, request_id, outcomes):
        results = {"requestId": request_id, "outputs": outcomes}
        return self._post(
            f"/platform/v1/invocations/{request_id}/callback", {"resultCode": "0", "resultMessage": "", "results": results}
        )

    def _post(self, path, document):
        try:
            with self._turns:
                status, body = self._gateway.post_json(path, document, self._identity.token())
        except Unavailable as away:
            return Answer("FAILED", str(away))
        if status == 401:
            self._identity.forget()
        return answer(status, body)


def answer(status, body):
    body = body if isinstance(body, dict) else {}
    code, why = body.get("code", ""), f"HTTP {status} {body.get('detail', '')}".strip()
    if status // 100 == 2:
        return Answer("ACCEPTED", why, body.get("accepted"))
    if code == "INVOCATION_NOT_FOUND" or (status == 409 and code != "OUTPUT_GAP"):
        return Answer("ENDED", why)
    if status == 409:
        return Answer("GAP", why)
    # A 404 or 410 without the core's word for it comes from somebody in its place.
    if status // 100 == 4 and status not in (401, 404, 410, 429):
        return Answer("UNWANTED", why)
    return Answer("FAILED", why)
