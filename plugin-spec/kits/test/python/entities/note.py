"""An entity whose records live as long as the process."""

import itertools
import time

from sextant import InvalidRecords, create, delete, entity, update

NOTES = {}
NUMBERS = itertools.count(1)


@entity("note")
def notes():
    return list(NOTES.values())


@create("note")
def add(records):
    made = [{**one, "id": f"n-{next(NUMBERS)}"} for one in kept(records)]
    NOTES.update({one["id"]: one for one in made})
    return made


@update("note")
def change(records):
    changed = kept(records)
    time.sleep(0.02)
    NOTES.update({one["id"]: one for one in changed})
    return changed


@delete("note")
def remove(ids):
    for id in ids:
        del NOTES[id]


def kept(records):
    for position, one in enumerate(records):
        if one["name"] == "forbidden":
            raise InvalidRecords("A name is forbidden", {f"/{position}/name": "Choose another name"})
        if one["name"].startswith("broken"):
            raise RuntimeError("secret-of-the-log")
    return [{**one, "displayName": f"Note {one['name']}"} for one in records]
