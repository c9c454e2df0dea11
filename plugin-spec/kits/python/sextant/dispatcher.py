"""Takes calls of services: keeps each attempt first, runs it once, and gives the same answer to the same call."""

import concurrent.futures
import hashlib
import json
import logging
import re
import threading
import time

from . import registry
from .attempt import Attempt
from .outcome import end, restarted
from .problems import Failure, Problem
from .record import Record, names_of

LOG = logging.getLogger("sextant")
MOST_ATTEMPTS = 100
KEPT = 7 * 86400
REQUEST_ID = re.compile(r"[!-~]{1,100}")


class Dispatcher:
    def __init__(self, manifest, store, core):
        self._manifest, self._store, self._core = manifest, store, core
        self._lock = threading.Lock()
        self._taking, self._attempts = set(), {}
        self._stopping = False
        self._workers = {
            name: concurrent.futures.ThreadPoolExecutor(registry.find(name).parallel, f"{name}-")
            for name in manifest.services
        }

    def invoke(self, spec, body, key):
        """Answers a status and a body."""
        request_id, ids = check(spec, body, key)
        digest = hashlib.sha256(json.dumps(body, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
        with self._lock:
            if self._stopping:
                raise Problem("STOPPING", "The plugin is being stopped; call again", retry_after=2)
            if request_id in self._taking:
                raise Problem("INVOCATION_RUNNING", f"The invocation {request_id} is being worked on", retry_after=2)
            self._taking.add(request_id)
        try:
            if spec.is_async and len(self._attempts) >= MOST_ATTEMPTS and not self._store.find(request_id):
                raise Problem("TOO_MANY_INVOCATIONS", f"The plugin works on {MOST_ATTEMPTS} attempts already", retry_after=5)
            new = self._store.add(request_id, spec.name, digest, json.dumps(body), ids)
            stored = self._store.find(request_id)
            if stored["digest"] != digest or stored["service"] != spec.name:
                raise Problem(
                    "IDEMPOTENCY_KEY_REUSED",
                    f"The request {request_id} was received before with another content; a new attempt needs an id of its own",
                )
            return self._answer(spec, stored, new)
        finally:
            with self._lock:
                self._taking.discard(request_id)

    def _answer(self, spec, stored, new):
        if spec.is_async:
            if new:
                self._start(spec, stored)
            return 202, {"resultCode": "0", "resultMessage": "accepted"}
        if stored["state"] == "RUNNING":
            self._run(spec, stored)
        outcomes = self._store.outcomes(stored["request_id"])
        return 200, {"resultCode": "0", "resultMessage": "", "results": {"outputs": outcomes}}

    def _run(self, spec, stored):
        """Works on each record in turn; one that a process before this one has begun only if it may be done again."""
        request = stored["request"]
        names = names_of(request)
        for row in self._store.records(stored["request_id"]):
            if row["outcome"]:
                continue
            if row["begun"] and not spec.idempotent:
                outcome = restarted(row["record_id"])
            else:
                self._store.begin_quietly(stored["request_id"], row["record_id"])
                outcome = self._one(spec, row["record_id"], request, request["inputs"][row["position"]], names)
            self._store.finish(stored["request_id"], outcome, tell=False)
        self._store.move(stored["request_id"], "DELIVERED")

    def _one(self, spec, record, request, given, names):
        try:
            made = Record(record, spec.read(given), request, names.get(record), spec.timeout)
            return end(record, registry.find(spec.name).function(made))
        except Failure as failure:
            return end(record, failure)
        except Exception as failure:
            return end(record, failure, spec.name)

    def _start(self, spec, stored, resumed=False):
        attempt = Attempt(spec, registry.find(stored["service"]), stored, self._store, self._core, resumed)
        with self._lock:
            self._attempts[attempt.id] = attempt
        for record in attempt.prepare():
            self._workers[spec.name].submit(attempt.work, record)
        threading.Thread(target=self._see_through, args=(attempt,), name=f"report-{attempt.id}", daemon=True).start()

    def _see_through(self, attempt):
        while True:
            try:
                attempt.see_through()
                break
            except Exception:
                LOG.exception("The news of %s could not be told, trying again", attempt.id)
                time.sleep(2)
        with self._lock:
            self._attempts.pop(attempt.id, None)

    def status(self, request_id):
        stored = self._find(request_id)
        state = "RUNNING" if stored["state"] == "RUNNING" else "FINISHED"
        return {"requestId": request_id, "state": state, "results": {"requestId": request_id, "outputs": self._store.outcomes(request_id)}}

    def cancel(self, request_id, records):
        self._find(request_id)
        self._store.cancel(request_id, records if records is not None else [row["record_id"] for row in self._store.records(request_id)])
        attempt = self._attempts.get(request_id)
        if attempt:
            attempt.cancel(records)

    def plan(self, spec, body):
        check(spec, body, None)
        return {"records": [self._plan(spec, body, given) for given in body["inputs"]]}

    def _plan(self, spec, body, given):
        record = given["callbackParameter"]
        try:
            found = registry.find_plan(spec.name)(Record(record, spec.read(given), body, timeout=spec.timeout)) or {}
        except Failure as refused:
            found = {"effect": "REFUSED", "summary": str(refused)}
        return {"callbackParameter": record, "effect": "UNKNOWN", "summary": "", "changes": [], **found}

    def resume(self):
        """Goes on with what the process before this one left."""
        self._store.prune(time.time() - KEPT)
        for stored in self._store.open_ones():
            spec = self._manifest.services.get(stored["service"])
            if spec is None or spec.is_async:
                LOG.info("Going on with %s of %s", stored["request_id"], stored["service"])
                self._start(spec, stored, resumed=True)

    def stop(self, patience):
        """Takes no more calls and waits a while for those that run."""
        with self._lock:
            self._stopping = True
            attempts = list(self._attempts.values())
        for attempt in attempts:
            attempt.stop()
        until = time.monotonic() + patience
        while (self._taking or not all(one.settled() for one in attempts)) and time.monotonic() < until:
            time.sleep(0.05)

    def _find(self, request_id):
        stored = self._store.find(request_id)
        if stored is None:
            raise Problem("INVOCATION_UNKNOWN", f"The invocation {request_id} was never received here")
        return stored


def check(spec, body, key):
    """The attempt's id and those of its records."""
    request_id, inputs = body.get("requestId"), body.get("inputs")
    if not is_request_id(request_id):
        raise Problem("INVOCATION_INVALID", "requestId is missing, or is not of 1 to 100 visible ASCII characters")
    if key is not None and key != request_id:
        raise Problem("INVOCATION_MALFORMED", "The Idempotency-Key is another than the requestId; they are one")
    if not isinstance(inputs, list) or not 0 < len(inputs) <= spec.batch:
        raise Problem("INVOCATION_INVALID", f"A call of {spec.name} carries 1 to {spec.batch} inputs")
    ids = [one.get("callbackParameter") if isinstance(one, dict) else None for one in inputs]
    if any(not is_record_id(id) for id in ids) or len(set(ids)) < len(ids):
        raise Problem("INVOCATION_INVALID", "Every input needs a callbackParameter of its own, a text of 1 to 255 characters")
    instances = body.get("entityInstances")
    if instances is not None and not (isinstance(instances, list) and all(isinstance(one, dict) for one in instances)):
        raise Problem("INVOCATION_INVALID", "entityInstances is a list of objects with id and displayName")
    return request_id, ids


def is_request_id(text):
    return isinstance(text, str) and REQUEST_ID.fullmatch(text) is not None


def is_record_id(text):
    """Half a character, which JSON can write, is none."""
    return isinstance(text, str) and 0 < len(text) <= 255 and text.encode(errors="replace").decode() == text
