"""`python3 -m sextant.shell`: every script in `services` is a service.

A script finds its inputs as SEXTANT_INPUT_<name> and, all of them, as JSON on its standard input; what it writes is the record's output; its
exit code is the record's outcome. Nothing of an input ever becomes a part of a command line. `shell_data` tells of scripts for entities and events.
"""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

from . import registry
from .problems import Cancelled, Failure
from .run import CannotStart, serve
from .shell_data import load_data_scripts

GRACE = 5
MOST_OUTPUTS = 1024 * 1024
MOST_VALUE = 64 * 1024
# What a script says by its exit code, beside 0 for success; every other code is a failure.
EXITS = {69: "UNREACHABLE", 75: "NEVER_STARTED", 124: "TIMED_OUT"}


class Script:
    """A script and how it is run for one record."""

    def __init__(self, path, types, work):
        self._path, self._types, self._work = path, types, work

    def __call__(self, record):
        folder = tempfile.mkdtemp(dir=self._work)
        try:
            return self._run(record, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _run(self, record, folder):
        results = os.path.join(folder, "outputs")
        pathlib.Path(results).touch()
        with open(os.path.join(folder, "inputs"), "w+b") as inputs:
            inputs.write(json.dumps(record.inputs).encode())
            inputs.seek(0)
            process = subprocess.Popen(
                ["/bin/sh", str(self._path)], stdin=inputs, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                env=environment(record, results), cwd=folder, start_new_session=True,
            )
        timed_out = self._watch(record, process)
        code = process.returncode
        if record.cancelled and code != 0:
            raise Cancelled()
        outputs = read_outputs(results, self._types)
        if timed_out:
            raise Failure("TIMED_OUT", "TIMEOUT", f"It did not end within {record.timeout:g} s and was stopped", **outputs)
        if code != 0:
            raise Failure(EXITS.get(code, "FAILED"), f"EXIT_{code}" if code > 0 else f"SIGNAL_{-code}", told(code), **outputs)
        return outputs

    def _watch(self, record, process):
        readers = [threading.Thread(target=pump, args=(record, pipe, error), daemon=True)
                   for pipe, error in ((process.stdout, False), (process.stderr, True))]
        for reader in readers:
            reader.start()
        record.on_cancel(lambda: end_group(process))
        try:
            process.wait(record.timeout)
            return False
        except subprocess.TimeoutExpired:
            end_group(process)
            return True
        finally:
            process.wait()
            # What a script leaves behind holds its output open and would never end.
            signal_group(process, signal.SIGKILL)
            for reader in readers:
                reader.join(GRACE)


def environment(record, results):
    values = {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "LANG": os.environ.get("LANG", "C.UTF-8"),
        "TZ": os.environ.get("TZ", "UTC"),
        "HOME": os.environ.get("SEXTANT_DATA", "/tmp"),
        "SEXTANT_DATA": os.environ.get("SEXTANT_DATA", ""),
        "SEXTANT_APP": os.getcwd(),
        "SEXTANT_RECORD_ID": record.id,
        "SEXTANT_RECORD_NAME": record.name,
        "SEXTANT_REQUEST_ID": record.request_id,
        "SEXTANT_OPERATOR": record.operator or "",
        "SEXTANT_OUTPUT": results,
    }
    for name, value in record.inputs.items():
        text = as_text(value)
        # A longer value than a program may be started with stands in the JSON alone.
        if text is not None and len(text.encode()) <= MOST_VALUE and "\0" not in text:
            values[f"SEXTANT_INPUT_{name}"] = text
    return {name: value for name, value in values.items() if "\0" not in value}


def as_text(value):
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value)


def read_outputs(path, types):
    """The outputs that a script has left: a JSON object, or lines of name=value."""
    with open(path, "rb") as file:
        data = file.read(MOST_OUTPUTS + 1)
    if len(data) > MOST_OUTPUTS:
        raise Failure("FAILED", "OUTPUTS_TOO_LARGE", f"The file of outputs has more than {MOST_OUTPUTS} bytes")
    text = data.decode("utf-8", "replace").strip()
    try:
        return json.loads(text) if text.startswith("{") else dict(read_line(line, types) for line in text.splitlines() if line.strip())
    except ValueError as wrong:
        raise Failure("FAILED", "OUTPUTS_INVALID", f"The file of outputs is wrong: {wrong}") from wrong


def read_line(line, types):
    name, sign, value = line.partition("=")
    if not sign:
        raise ValueError("a line is not name=value")
    name = name.strip()
    return name, value if types.get(name, "string") in ("string", "instant") else json.loads(value)


def told(code):
    return f"The script ended with exit code {code}" if code > 0 else f"The script was ended by signal {-code}"


def pump(record, pipe, error):
    with pipe:
        while data := pipe.read1(64 * 1024):
            record.write(data, error)


def end_group(process):
    signal_group(process, signal.SIGTERM)
    timer = threading.Timer(GRACE, kill_group, [process])
    timer.daemon = True
    timer.start()


def kill_group(process):
    if process.poll() is None:
        signal_group(process, signal.SIGKILL)


def signal_group(process, number):
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        pass


def load_scripts(folder, manifest):
    # /tmp is memory; what is worked with there goes with the container.
    work = tempfile.mkdtemp(prefix="services-")
    for script in sorted((folder / "services").glob("*.sh")):
        spec = manifest.services.get(script.stem)
        registry.service(script.stem)(Script(script, spec.outputs if spec else {}, work))
    load_data_scripts(folder, manifest)


if __name__ == "__main__":
    try:
        serve(load=load_scripts)
    except CannotStart as reason:
        sys.exit(f"The plugin cannot start: {str(reason).replace('no function has', 'there is no script for it in services, entities or events; no function has')}")
