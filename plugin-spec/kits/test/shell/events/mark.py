"""What the scripts for events call: leaves marks, so that a test can tell which events were handled, in which order."""

import json
import os
import pathlib
import sys
import time

event = json.load(sys.stdin)
failed = pathlib.Path(os.environ["SEXTANT_DATA"], f"failed-{os.environ['SEXTANT_EVENT_ID']}")
if event["data"].get("fails") == "once" and not failed.exists():
    failed.touch()
    sys.exit("secret-of-the-log")
with open(event["data"]["marker"], "a", encoding="utf-8") as file:
    file.write(f"{os.environ['SEXTANT_EVENT_TYPE']} {event['id']}\n")
# The test kills the kit, not what it has started; that goes when the test has tidied up.
while "awaits" in event["data"] and os.path.exists(event["data"]["marker"]) and not os.path.exists(event["data"]["awaits"]):
    time.sleep(0.02)
