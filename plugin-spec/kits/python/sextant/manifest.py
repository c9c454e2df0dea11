"""What the manifest says of the plugin; `sextant plugin pack` writes it as JSON beside the project's files."""

import json

from . import values
from .entity_spec import EntitySpec
from .problems import InvalidInput, Problem
from .schema import fault

PROTOCOL = {"callbackParameter", "confirmToken"}


class Manifest:
    def __init__(self, document):
        self.name = document["name"]
        self.version = document["version"]
        container = document["containers"][0]
        self.port = container.get("port", 8080)
        self.health = health_path(container.get("health"))
        objects = {one["name"]: one.get("properties", []) for one in document.get("objects", [])}
        self.services = {one["name"]: Spec(one, objects) for one in document.get("services", [])}
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

    def __init__(self, document, objects):
        self._objects = objects
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
            problem = fault(parameter, value, self._objects)
            if problem:
                problems.append(problem)
            found[parameter["name"]] = value
        if problems:
            raise InvalidInput("; ".join(problems))
        return found


def health_path(check):
    """Where the platform asks; a container that is not asked over HTTP answers at the usual path."""
    return check if check and check.startswith("/") else "/health"
