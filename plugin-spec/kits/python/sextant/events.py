"""Takes the events that the manifest subscribes to, and tells how far they were handled."""

import logging
import threading
import time

from . import registry
from .problems import Problem

LOG = logging.getLogger("sextant")
MOST_EVENTS = 100
LONGEST = 20


class Event:
    """Something that happened: `id`, `type`, `at` (ISO 8601), `actor`, `run_id`, `node_id`, and `data` by type; `document` is all of it."""

    def __init__(self, document):
        self.document = document
        self.id, self.type, self.at = document["id"], document["type"], document.get("at")
        self.actor, self.run_id, self.node_id = document.get("actor"), document.get("runId"), document.get("nodeId")
        self.data = document.get("data") or {}


class Events:
    """One batch at a time for each subscription: one that the core gave up waiting for may still be under way, and is not to be overtaken."""

    def __init__(self, manifest):
        self._turns = {one["path"]: threading.Lock() for one in manifest.events}
        self._stopping = False

    def deliver(self, path, body):
        events = read(body)
        if self._stopping:
            raise Problem("STOPPING", "The plugin is being stopped; call again", retry_after=2)
        if not self._turns[path].acquire(blocking=False):
            raise Problem("EVENTS_BUSY", "An earlier batch is being handled", retry_after=2)
        try:
            return 200, self._handle(events)
        finally:
            self._turns[path].release()

    def _handle(self, events):
        until = time.monotonic() + LONGEST
        receipt = {}
        for event in events:
            problem = self._closed(until) or handle(event)
            if problem:
                return {**receipt, "problem": problem}
            receipt = {"accepted": event.id}
        return receipt

    def _closed(self, until):
        if self._stopping:
            return "The plugin is being stopped"
        return "The time for one batch is over" if time.monotonic() > until else None

    def stop(self, patience):
        """Begins with no further event and waits a while for those that are being handled."""
        self._stopping = True
        until = time.monotonic() + patience
        for turn in self._turns.values():
            turn.acquire(timeout=max(0, until - time.monotonic()))


def read(body):
    events = body.get("events") if isinstance(body, dict) else None
    wrong = not isinstance(events, list) or any(not is_event(one) for one in events)
    if wrong:
        raise Problem("MALFORMED_JSON", "A batch holds events, a list of objects with an id and a type")
    if len(events) > MOST_EVENTS:
        raise Problem("EVENTS_TOO_MANY", f"A batch has at most {MOST_EVENTS} events")
    return [Event(one) for one in events]


def is_event(one):
    return isinstance(one, dict) and all(isinstance(one.get(field), str) for field in ("id", "type"))


def handle(event):
    """What went wrong; None when nothing did."""
    for handler in registry.handlers():
        if not any(covers(wanted, event.type) for wanted in handler.types):
            continue
        try:
            handler.function(event)
        except Exception as failure:
            LOG.exception("The event %s (%s) was not handled, it comes again", event.id, event.type)
            name = getattr(handler.function, "__name__", "The handler")
            return f"{name} failed at {event.type[:100]} ({type(failure).__name__}); the plugin's log says more"
    return None


def covers(pattern, type):
    return type.startswith(pattern[:-1]) if pattern.endswith(".*") else pattern == type


def meets(type, others):
    """Whether events of a type, or some of them, are among those of others."""
    return any(covers(type, other) or covers(other, type) for other in others)


def unmatched(subscriptions, handlers):
    """What the manifest and the code do not say alike of the events that the plugin wants; sentences for people."""
    subscribed = [type for one in subscriptions for type in one["types"]]
    wanted = [type for handler in handlers for type in handler.types]
    lacking = [f"plugin.yaml subscribes to {type}, but no function has @on_event(\"{type}\")" for type in subscribed if not meets(type, wanted)]
    spare = [f"a function has @on_event(\"{type}\"), but plugin.yaml does not subscribe to it under events" for type in wanted if not meets(type, subscribed)]
    return lacking + spare
