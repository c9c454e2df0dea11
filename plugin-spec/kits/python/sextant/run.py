"""Starts a plugin: its services from the project's folder, its manifest, its identity, its store, its server."""

import importlib
import logging
import os
import pathlib
import signal
import sys
import threading

from . import registry
from .core import Core
from .dispatcher import Dispatcher
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


def load_services(folder, manifest):
    """Imports every module in `services`, which registers the functions in it."""
    sys.path.insert(0, str(folder))
    for module in sorted((folder / "services").glob("*.py")):
        if module.stem != "__init__":
            importlib.import_module(f"services.{module.stem}")


def check_services(manifest):
    wanted, found = set(manifest.services), registry.names()
    if wanted != found:
        lacking = [f"plugin.yaml has the service {name}, but no function has @service(\"{name}\")" for name in sorted(wanted - found)]
        spare = [f"a function has @service(\"{name}\"), but plugin.yaml has no such service" for name in sorted(found - wanted)]
        raise CannotStart("; ".join(lacking + spare))


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
    application = Application(manifest, Door(keys, manifest.name), dispatcher)
    return dispatcher, Server(("", manifest.port), application)


def serve(folder=".", env=os.environ, load=load_services):
    logging.basicConfig(stream=sys.stdout, level=env.get("SEXTANT_LOG", "INFO"), format="%(asctime)s %(levelname)s %(threadName)s %(message)s")
    folder = pathlib.Path(folder).resolve()
    manifest = Manifest.read(folder / "manifest.json")
    load(folder, manifest)
    check_services(manifest)
    dispatcher, server = assemble(manifest, env)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    dispatcher.resume()
    threading.Thread(target=server.serve_forever, name="server", daemon=True).start()
    LOG.info("%s %s serves %s on port %s", manifest.name, manifest.version, ", ".join(sorted(manifest.services)), manifest.port)
    ended.wait()
    LOG.info("Stopping")
    dispatcher.stop(PATIENCE)
    server.shutdown()
    sys.stdout.flush()
    # Threads that still work would hold the process; what they do is taken up after the next start.
    os._exit(0)
