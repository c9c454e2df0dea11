"""Starts a plugin: its functions from the project's folder, its manifest, its identity, its store, its server."""

import importlib
import logging
import os
import pathlib
import signal
import sys
import threading
import time

from . import registry
from .core import Core
from .dispatcher import Dispatcher
from .entities import Entities
from .events import Events, unmatched
from .gateway import Gateway
from .identity import Door, Identity, Keys
from .manifest import Manifest
from .sealing import Sealer
from .server import Application, Server
from .store import Store

LOG = logging.getLogger("sextant")
PATIENCE = 15


class CannotStart(Exception):
    """Says what is missing and how to mend it."""


def load_modules(folder, manifest):
    """Imports every module in `services`, `entities` and `events`, which registers the functions in it."""
    sys.path.insert(0, str(folder))
    for package in ("services", "entities", "events"):
        for module in sorted((folder / package).glob("*.py")):
            if module.stem != "__init__":
                importlib.import_module(f"{package}.{module.stem}")


def check_functions(manifest):
    """Whatever the manifest promises has its function, and the other way round."""
    problems = differing(manifest.services, registry.names(), "service")
    problems += differing(manifest.entities, registry.entity_names(), "entity")
    problems += [
        f"records of {name} are written, but nothing reads them: give a function @entity(\"{name}\")"
        for name in sorted(registry.entity_names()) if registry.find_entity(name).read is None
    ]
    problems += unmatched(manifest.events, registry.handlers())
    if problems:
        raise CannotStart("; ".join(problems))


def differing(wanted, found, what):
    lacking = [f"plugin.yaml has the {what} {name}, but no function has @{what}(\"{name}\")" for name in sorted(set(wanted) - found)]
    spare = [f"a function has @{what}(\"{name}\"), but plugin.yaml has no such {what}" for name in sorted(found - set(wanted))]
    return lacking + spare


def store_path(manifest, env):
    """Where attempts are kept; only services that answer at once can do without a place that outlives the process."""
    if env.get("SEXTANT_DATA"):
        return os.path.join(env["SEXTANT_DATA"], "sextant.db")
    lasting = [spec.name for spec in manifest.services.values() if spec.is_async]
    if lasting:
        raise CannotStart(f"The asynchronous service {lasting[0]} needs a place that outlives the plugin: write 'database: {{}}' into plugin.yaml")
    return ":memory:"


def required(env, name):
    if not env.get(name):
        raise CannotStart(f"The environment has no {name}, which the platform sets; start the plugin with ./sextant plugin install")
    return env[name]


def assemble(manifest, env):
    secrets = required(env, "SEXTANT_SECRETS")
    gateway = Gateway(required(env, "SEXTANT_GATEWAY_URL"))
    doors = Gateway(required(env, "SEXTANT_GATEWAY_URL"), timeout=5)
    identity = Identity(doors, manifest.name, os.path.join(secrets, "identity.jwk"))
    store = Store(store_path(manifest, env), Sealer.of_file(os.path.join(secrets, "sealing.key")))
    dispatcher = Dispatcher(manifest, store, Core(gateway, identity))
    keys = Keys(doors, identity)
    threading.Thread(target=keys.await_first, name="keys", daemon=True).start()
    parts = [Events(manifest), Entities(manifest), dispatcher]
    application = Application(manifest, Door(keys, manifest.name), *parts)
    return parts, Server(("", manifest.port), application)


def offered(manifest):
    return sorted([*manifest.services, *manifest.entities, *(one["path"] for one in manifest.events)])


def serve(folder=".", env=os.environ, load=load_modules):
    logging.basicConfig(stream=sys.stdout, level=env.get("SEXTANT_LOG", "INFO"), format="%(asctime)s %(levelname)s %(threadName)s %(message)s")
    folder = pathlib.Path(folder).resolve()
    manifest = Manifest.read(folder / "manifest.json")
    load(folder, manifest)
    check_functions(manifest)
    parts, server = assemble(manifest, env)
    ended = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.append(True))
    parts[-1].resume()
    threading.Thread(target=server.serve_forever, name="server", daemon=True).start()
    LOG.info("%s %s serves %s on port %s", manifest.name, manifest.version, ", ".join(offered(manifest)), manifest.port)
    # A wait without end would sleep on when another thread gets the signal, and its lock is not one to take in a handler.
    while not ended:
        time.sleep(0.2)
    LOG.info("Stopping")
    until = time.monotonic() + PATIENCE
    for part in parts:
        part.stop(max(0, until - time.monotonic()))
    server.settle(max(0, until - time.monotonic()))
    server.shutdown()
    sys.stdout.flush()
    # Threads that still work would hold the process; what they do is taken up after the next start.
    os._exit(0)
