"""What the manifest says of the plugin; `sextant plugin pack` writes it as JSON beside the project's files."""

import json

from . import values
from .entity_spec import EntitySpec
from .problems import InvalidInput, Problem

PROTOCOL = {"callbackParameter", "confirmToken"}


class Manifest:
    def __init__(self, document):
        self.name = document["name"]
        self.version = document["version"]
        container = document["containers"][0]
        self.port = container.get("port", 8080)
        self.health = health_path(container.get("health"))
        self.services = {one["name"]: Spec(one) for one in document.get("services", [])}
        self.entities = {one["name"]: EntitySpec(one) for one in document.get("entities", [])}
        self.events = document.get("events", [])

    @staticmethod
    def read(path):
        with open(path, encoding="utf-8") as file:
            return Manifest(json.load(file))

    def service(self, name):
        if name not in self.services:
            raise Problem("SERVICE_UNKNOWN", f"{self.name} has no service {name}")
        return self.services[name]


class Spec:
    """A service as the manifest describes it."""

    def __init__(self, document):
        self.name = document["name"]
        self.path = document["path"]
        self.is_async = document.get("mode", "sync").lower() == "async"
        self.idempotent = document.get("idempotent", False)
        self.cancel = document.get("cancel")
        self.invocations = document.get("invocations")
        self.plan = document.get("plan")
        self.timeout = values.seconds(document.get("timeout")) or (3600 if self.is_async else 60)
        self.batch = document.get("batch", 100)
        self.inputs = document.get("input", [])
        self.outputs = {one["name"]: one.get("type", "string") for one in document.get("output", [])}

    def read(self, given):
        """The inputs of one record with their defaults; refuses what the manifest does not allow."""
        problems = [
            f"there is no parameter '{name}'"
            for name in given
            if name not in PROTOCOL and all(one["name"] != name for one in self.inputs)
        ]
        found = {}
        for parameter in self.inputs:
            value = given.get(parameter["name"])
            value = parameter.get("default") if value is None else value
            problem = check(parameter, value)
            if problem:
                problems.append(problem)
            found[parameter["name"]] = value
        if problems:
            raise InvalidInput("; ".join(problems))
        return found


def health_path(check):
    """Where the platform asks; a container that is not asked over HTTP answers at the usual path."""
    return check if check and check.startswith("/") else "/health"


def any_value(value):
    """A type that this kit does not know is checked by the platform alone."""
    return True


TYPES = {
    "string": values.is_text,
    "instant": values.is_text,
    "integer": values.is_integer,
    "number": values.is_number,
    "boolean": values.is_boolean,
    "object": values.is_object,
    "array": values.is_list,
}


def check(parameter, value):
    name, kind = parameter["name"], parameter.get("type", "string")
    if value is None:
        return f"'{name}' is missing" if parameter.get("required") else None
    if not TYPES.get(kind, any_value)(value):
        return f"'{name}' is not of the type {kind}"
    items = parameter.get("items")
    if items and not all(TYPES.get(items, any_value)(item) for item in value):
        return f"'{name}' holds something that is not of the type {items}"
    if parameter.get("enum") and value not in parameter["enum"]:
        return f"'{name}' is none of {', '.join(parameter['enum'])}"
    return None
