"""What the scripts that write notes call: the records lie in one file of JSON."""

import json
import os
import pathlib
import sys

FILE = pathlib.Path(os.environ["SEXTANT_DATA"], "notes.json")
notes = {one["id"]: one for one in json.loads(FILE.read_text())} if FILE.exists() else {}
verb, given = sys.argv[1], json.load(sys.stdin)

for position, one in enumerate(given if verb in ("create", "update") else []):
    if one["name"] == "forbidden":
        print(f"/{position}/name: Choose another name", file=sys.stderr)
        sys.exit(65)
    if one["name"].startswith("broken"):
        sys.exit("secret-of-the-log")
    if verb == "create":
        one["id"] = f"n-{max((int(id[2:]) for id in notes), default=0) + 1:03}"
    one["displayName"] = f"Note {one['name']}"
    notes[one["id"]] = one
for id in given if verb == "delete" else []:
    del notes[id]
FILE.write_text(json.dumps(list(notes.values())))
print(json.dumps(given))
