"""Serves the records of the manifest's entities by the plugin's own functions."""

import contextlib
import itertools
import threading
import time

from . import registry
from .problems import Problem
from .query import Query

MOST_RECORDS = 100_000
MOST_WRITTEN = 1000
PATIENCE = 10


class Entities:
    """Reads at any time; the writes of an entity come one after the other, so that none is laid over what another one has changed meanwhile."""

    def __init__(self, manifest):
        self._specs = manifest.entities
        self._writing = {name: threading.Lock() for name in manifest.entities}
        self._stopping = False

    def query(self, name, body):
        if not isinstance(body, dict):
            raise Problem("MALFORMED_JSON", "A query is a JSON object")
        spec = self._spec(name)
        query = Query(spec, body)
        page, following = query.page(self._all(spec))
        return reply(spec, page, following)

    def write(self, name, verb, body):
        spec = self._spec(name)
        function = getattr(registry.find_entity(name), verb)
        if function is None:
            raise Problem("NOT_FOUND", f"The plugin does not offer to {verb} records of {name}")
        bound(body)
        with self._turn(name):
            return getattr(self, f"_{verb}")(spec, function, body)

    def _create(self, spec, function, inputs):
        return self._kept(spec, function(spec.created(inputs)), len(inputs))

    def _update(self, spec, function, inputs):
        wanted = ids(inputs)
        if len(set(wanted)) < len(wanted):
            raise Problem("ENTITY_INVALID", "A record is there twice; say each change once")
        stored = self._stored(spec, wanted)
        unknown = next((one for one in wanted if one not in stored), None)
        if unknown is not None:
            raise Problem("ENTITY_RECORD_UNKNOWN", f"There is no record with the id {unknown[:100]}")
        return self._kept(spec, function(spec.updated(inputs, stored)), len(inputs))

    def _delete(self, spec, function, inputs):
        wanted = ids(inputs)
        there = list(self._stored(spec, wanted))
        if there:
            function(there)
        return reply(spec, [])

    def _kept(self, spec, records, count):
        records = spec.checked(list(records or []))
        if len(records) != count:
            raise ValueError(f"{count} records of {spec.name} were written, and the function answered {len(records)}")
        return reply(spec, records)

    def _stored(self, spec, wanted):
        wanted = set(wanted)
        return {one["id"]: one for one in self._all(spec) if one["id"] in wanted}

    def _all(self, spec):
        records = list(itertools.islice(registry.find_entity(spec.name).read(), MOST_RECORDS + 1))
        if len(records) > MOST_RECORDS:
            raise ValueError(f"{spec.name} has more than {MOST_RECORDS} records, which this kit does not page")
        return spec.checked(records)

    def _spec(self, name):
        if name not in self._specs:
            raise Problem("ENTITY_UNKNOWN", f"This plugin has no entity '{name[:100]}'")
        return self._specs[name]

    @contextlib.contextmanager
    def _turn(self, name):
        if not self._writing[name].acquire(timeout=PATIENCE):
            raise Problem("ENTITY_BUSY", f"Records of {name} are being written already; call again", retry_after=2)
        try:
            if self._stopping:
                raise Problem("STOPPING", "The plugin is being stopped; call again", retry_after=2)
            yield
        finally:
            self._writing[name].release()

    def stop(self, patience):
        """Takes no more writes and waits a while for those that run."""
        self._stopping = True
        until = time.monotonic() + patience
        for turn in self._writing.values():
            turn.acquire(timeout=max(0, until - time.monotonic()))


def reply(spec, records, following=None):
    found = {"status": "OK", "message": "", "data": [spec.shown(one) for one in records]}
    return 200, found if following is None else {**found, "next": following}


def bound(body):
    if not isinstance(body, list):
        raise Problem("MALFORMED_JSON", "Records are written as a JSON array of objects")
    if not 0 < len(body) <= MOST_WRITTEN or not all(isinstance(one, dict) for one in body):
        raise Problem("ENTITY_INVALID", f"A call writes 1 to {MOST_WRITTEN} records, each a JSON object")


def ids(inputs):
    """The ids of records that are there already."""
    for position, one in enumerate(inputs):
        if not isinstance(one.get("id"), str) or not one["id"]:
            errors = [{"pointer": f"/{position}/id", "message": "The id is missing or no text"}]
            raise Problem("ENTITY_INVALID", "Every record needs its id", errors=errors)
    return [one["id"] for one in inputs]
