"""The service `check-port`: connects to a port of a host a few times."""

import socket
import time

from sextant import Failure, service

CONNECT_TIMEOUT = 5
BANNER_TIMEOUT = 0.5


@service("check-port", parallel=32)
def check_port(record):
    tries = record["tries"]
    answers, problem = [], None
    for number in range(1, tries + 1):
        try:
            answers.append(connect(record["address"], record["port"]))
            record.print(f"Try {number} of {tries}: open after {answers[-1][0]:.1f} ms")
        except OSError as failure:
            problem = failure
            record.print(f"Try {number} of {tries}: {told(failure)}", error=True)
        record.progress(100 * number // tries, f"Try {number} of {tries}")
        if number < tries:
            record.sleep(record["pause"])
    if not answers:
        raise Failure("UNREACHABLE", reason(problem), f"{record['address']}:{record['port']}: {told(problem)}", answered=0)
    return {"milliseconds": round(min(took for took, _ in answers), 1), "banner": answers[-1][1], "answered": len(answers)}


def connect(address, port):
    """The milliseconds until the port was open, and the first line that it says by itself."""
    started = time.monotonic()
    with socket.create_connection((address, port), timeout=CONNECT_TIMEOUT) as connection:
        took = (time.monotonic() - started) * 1000
        connection.settimeout(BANNER_TIMEOUT)
        try:
            said = connection.recv(256)
        except TimeoutError:
            said = b""
    lines = said.decode("utf-8", "replace").splitlines()
    return took, "".join(character for character in (lines or [""])[0] if character.isprintable())


def reason(failure):
    if isinstance(failure, TimeoutError):
        return "CONNECT_TIMEOUT"
    if isinstance(failure, ConnectionRefusedError):
        return "CONNECTION_REFUSED"
    return "NAME_UNKNOWN" if isinstance(failure, socket.gaierror) else "UNREACHABLE"


def told(failure):
    return failure.strerror or "timed out"
