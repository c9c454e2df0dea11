"""What the manifest says of an entity, and whether records fit it."""

from . import values
from .problems import Problem

GIVEN = ("id", "displayName")
KINDS = {
    "string": (values.is_text, "a text"),
    "text": (values.is_text, "a text"),
    "integer": (values.is_integer, "a whole number"),
    "number": (values.is_number, "a number"),
    "boolean": (values.is_boolean, "true or false"),
    "instant": (values.is_instant, "an instant such as 2026-01-01T00:00:00Z"),
    "object": (values.is_object, "an object"),
    "secret": (values.is_text, "a text"),
}


class Attribute:
    """An attribute as the manifest describes it."""

    def __init__(self, document):
        self.name, self.kind = document["name"], document.get("type", "string")
        self.required, self.many = document.get("required", False), document.get("many", False)
        self.allowed = document.get("enum") or []
        default = document.get("default")
        self.default = [] if default is None and self.many else default
        self.is_secret = self.kind == "secret"

    def problem(self, value):
        """What is wrong with a value; None when nothing is."""
        fits, expected = KINDS.get(self.kind, (lambda any_value: True, "a value"))
        if self.allowed:
            fits, expected = (lambda one: one in self.allowed), f"one of {', '.join(self.allowed)}"
        if value is None or value == "":
            return "This attribute is required; give it a value" if self.required else None
        if not self.many:
            return None if fits(value) else f"Expected {expected}"
        if not isinstance(value, list):
            return "Expected a list"
        return None if all(fits(one) for one in value) else f"Expected a list of {expected}"

    def kept(self, value):
        """A value as a function gets it: an empty text is one only where texts are kept."""
        return None if value == "" and self.kind not in ("string", "text") else value

    def shown(self, value):
        """A value as it travels; that of a secret stays here."""
        return {"set": is_set(value)} if self.is_secret else value


class EntitySpec:
    """An entity as the manifest describes it."""

    def __init__(self, document):
        self.name = document["name"]
        self.attributes = {one["name"]: Attribute(one) for one in document.get("attributes", [])}

    def shown(self, record):
        """A record as it travels: what the manifest names, without secrets and without what is not there."""
        found = {"id": record["id"], "displayName": record["displayName"]}
        found |= {name: one.shown(record.get(name)) for name, one in self.attributes.items()}
        return {name: value for name, value in found.items() if value is not None}

    def checked(self, records):
        """Records as a function has answered them: each with an id of its own and a name for people."""
        known = set()
        for record in records:
            if not isinstance(record, dict) or not isinstance(record.get("id"), str) or not record["id"]:
                raise ValueError(f"a record of {self.name} is no dict with a text as its id")
            if record["id"] in known:
                raise ValueError(f"two records of {self.name} have one id")
            known.add(record["id"])
            if not isinstance(record.setdefault("displayName", record["id"]), str):
                raise ValueError(f"the displayName of a record of {self.name} is no text")
        return records

    def created(self, inputs):
        """New records, with defaults where an attribute is missing; refuses all when one is wrong."""
        problems, records = [], []
        for position, given in enumerate(inputs):
            record = {name: value for name, value in given.items() if name != "displayName"}
            for name, attribute in self.attributes.items():
                if record.get(name) is None and attribute.default is not None:
                    record[name] = attribute.default
            records.append(self._fitting(record, set(self.attributes), position, problems))
        refuse(problems)
        return records

    def updated(self, inputs, stored):
        """Stored records with the changes laid over them; refuses all when one is wrong."""
        problems, records = [], []
        for position, given in enumerate(inputs):
            before = stored[given["id"]]
            changes = {name: value for name, value in given.items() if name not in GIVEN}
            kept = {name for name, value in changes.items() if self._is_mark(name, value)}
            for name in kept:
                changes[name] = before.get(name) if changes[name]["set"] else None
            stays = {name: before.get(name) for name in self.attributes}
            judged = {name for name, value in changes.items() if value is None or name not in kept}
            record = self._fitting({**stays, **changes}, judged, position, problems)
            records.append({"id": before["id"], "displayName": before["displayName"], **record})
        refuse(problems)
        return records

    def _is_mark(self, name, value):
        """Whether a value says of a secret that it stays as it is, or that there is none."""
        attribute = self.attributes.get(name)
        return attribute is not None and attribute.is_secret and isinstance(value, dict) and isinstance(value.get("set"), bool)

    def _fitting(self, record, judged, position, problems):
        """A record of the manifest's attributes; what has not changed is as the plugin keeps it and is not judged."""
        problems += [at(position, name, f"There is no attribute '{name[:100]}' in {self.name}") for name in record if name not in self.attributes]
        for name, attribute in self.attributes.items():
            problem = attribute.problem(record.get(name)) if name in judged else None
            if problem:
                problems.append(at(position, name, problem))
        return {name: one.kept(record.get(name)) for name, one in self.attributes.items()}


def is_set(value):
    return value.get("set") is True if isinstance(value, dict) else bool(value)


def at(position, name, message):
    """A problem and the place of its value as a JSON Pointer."""
    return {"pointer": f"/{position}/{name.replace('~', '~0').replace('/', '~1')}", "message": message}


def refuse(problems):
    if problems:
        raise Problem("ENTITY_INVALID", f"Nothing was written: {len(problems)} values are invalid", errors=problems[:100])
