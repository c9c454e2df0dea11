#!/bin/sh
# Runs the service as the plugin does, and looks at what it says and leaves behind.
set -eu
cd "$(dirname "$0")/.."

outputs=$(mktemp)
trap 'rm -f "$outputs"' EXIT
said=$(SEXTANT_INPUT_greeting="Good morning" SEXTANT_RECORD_NAME="web-1" SEXTANT_OUTPUT="$outputs" sh services/hello.sh)

[ "$said" = "Good morning, web-1" ] || { echo "It said: $said" >&2; exit 1; }
[ "$(cat "$outputs")" = "text=Good morning, web-1" ] || { echo "It left: $(cat "$outputs")" >&2; exit 1; }
echo "hello: as it should be"
