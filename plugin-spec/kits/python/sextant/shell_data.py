"""Scripts that read and write the records of entities, and that handle events.

`entities/NAME.sh` writes all records as a JSON array to its standard output. `entities/NAME.create.sh` and `NAME.update.sh` find the records as a
JSON array on their standard input and write them as they are then kept; `NAME.delete.sh` finds the ids. Exit code 65 refuses the records;
the last line on standard error says why, and lines such as `/0/name: Choose another name` say where. `events/TYPE.sh` finds an event of that type, or of one below it, as JSON on its standard input; the event
is acknowledged once the script has ended with 0.
"""

import contextlib
import json
import logging
import os
import re
import signal
import subprocess
import threading

from . import registry
from .events import meets
from .problems import InvalidRecords

LOG = logging.getLogger("sextant")
REFUSED = 65
PLACE = re.compile(r"/[0-9]+/\S+: ")
# Seconds; the platform waits for 30.
LONGEST, GRACE = 25, 5
MOST_BYTES = 16 * 1024 * 1024
WRITES = {"create": registry.create, "update": registry.update, "delete": registry.delete}


class ScriptFailed(Exception):
    """A script has ended otherwise than well; the log says what it said."""


def run(script, document, more=None):
    """What a script writes to its standard output, given a document on its standard input."""
    environment = {name: os.environ.get(name, "") for name in ("PATH", "LANG", "TZ", "SEXTANT_DATA")}
    environment |= {"HOME": os.environ.get("SEXTANT_DATA", "/tmp"), "SEXTANT_APP": os.getcwd(), **(more or {})}
    process = subprocess.Popen(
        ["/bin/sh", str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={name: value for name, value in environment.items() if "\0" not in value}, start_new_session=True,
    )
    written, said = Reader(process, process.stdout), Reader(process, process.stderr)
    threading.Thread(target=give, args=(process.stdin, json.dumps(document).encode()), daemon=True).start()
    try:
        process.wait(LONGEST)
    except subprocess.TimeoutExpired as late:
        raise ScriptFailed(f"{script.name} did not end within {LONGEST} s and was stopped") from late
    finally:
        end_group(process)
    return judged(script, process.returncode, written.all(), said.all().decode("utf-8", "replace").strip())


def judged(script, code, written, said):
    if said:
        LOG.info("%s says: %s", script.name, said[-4000:])
    if code == REFUSED:
        lines = said.splitlines()[-100:] or [f"{script.name} refuses them"]
        raise InvalidRecords(lines[-1][:1000], dict(line[:1000].split(": ", 1) for line in lines if PLACE.match(line)))
    if len(written) > MOST_BYTES:
        raise ScriptFailed(f"{script.name} has written more than {MOST_BYTES} bytes")
    if code != 0:
        raise ScriptFailed(f"{script.name} ended with {code}")
    return written


class Reader(threading.Thread):
    """Takes what a script writes; a script that writes too much is ended."""

    def __init__(self, process, pipe):
        super().__init__(daemon=True)
        self._process, self._pipe, self._found = process, pipe, bytearray()
        self.start()

    def run(self):
        with self._pipe:
            while len(self._found) <= MOST_BYTES and (piece := self._pipe.read1(64 * 1024)):
                self._found += piece
        if len(self._found) > MOST_BYTES:
            end_group(self._process)

    def all(self):
        self.join(GRACE)
        return bytes(self._found)


def give(pipe, data):
    """A script need not read what it is given."""
    with contextlib.suppress(OSError), pipe:
        pipe.write(data)


def end_group(process):
    """Whatever a script leaves behind ends with it."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def records(script, document=None):
    found = json.loads(run(script, document))
    if not isinstance(found, list):
        raise ScriptFailed(f"{script.name} has not written a JSON array of records")
    return found


def handler(script):
    def handle(event):
        written = run(script, event.document, {"SEXTANT_EVENT_ID": event.id, "SEXTANT_EVENT_TYPE": event.type})
        if written.strip():
            LOG.info("%s: %s", script.name, written.decode("utf-8", "replace").strip()[-4000:])

    handle.__name__ = script.name
    return handle


def load_data_scripts(folder, manifest):
    for script in sorted((folder / "entities").glob("*.sh")):
        name, _, verb = script.stem.partition(".")
        if verb in WRITES:
            answers = run if verb == "delete" else records
            WRITES[verb](name)(lambda inputs, script=script, answers=answers: answers(script, inputs))
        else:
            registry.entity(script.stem)(lambda script=script: records(script))
    subscribed = [type for one in manifest.events for type in one["types"]]
    for script in sorted((folder / "events").glob("*.sh")):
        types = [type for type in (script.stem, f"{script.stem}.*") if meets(type, subscribed)]
        registry.on_event(*types or [script.stem])(handler(script))
