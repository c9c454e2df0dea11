"""Handlers that leave marks, so that a test can tell which events were handled, in which order."""

import os
import time

from sextant import on_event

FAILED = set()


@on_event("run.changed")
@on_event("node.*")
def mark(event):
    if event.data.get("fails") == "once" and event.id not in FAILED:
        FAILED.add(event.id)
        raise RuntimeError("secret-of-the-log")
    with open(event.data["marker"], "a", encoding="utf-8") as file:
        file.write(f"{event.type} {event.id}\n")
    while "awaits" in event.data and not os.path.exists(event.data["awaits"]):
        time.sleep(0.02)
