#!/bin/sh
# Runs the service as the plugin does, with a name server that this test plays.
set -eu
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/nslookup" << 'ANSWER'
#!/bin/sh
[ "$1" = web-1 ] || { echo "** server can't find $1: NXDOMAIN"; exit 1; }
printf 'Server:\t\t10.0.0.1\nAddress:\t10.0.0.1:53\n\nNon-authoritative answer:\nName:\tweb-1\nAddress: 10.0.0.7\n'
ANSWER
chmod +x "$folder/nslookup"

look_up() { PATH="$folder:$PATH" SEXTANT_INPUT_address="$1" SEXTANT_OUTPUT="$folder/outputs" sh services/look-up.sh; }
ends_with() { [ "$1" = "$2" ] || { echo "$3: exit code $2 instead of $1" >&2; exit 1; }; }

look_up web-1 > /dev/null
[ "$(cat "$folder/outputs")" = 'addresses=["10.0.0.7"]' ] || { echo "It left: $(cat "$folder/outputs")" >&2; exit 1; }
code=0 && look_up nowhere 2> /dev/null || code=$?
ends_with 69 "$code" "a name that nobody knows"
code=0 && look_up '-x; rm' 2> /dev/null || code=$?
ends_with 64 "$code" "a name that is none"
echo "look-up: as it should be"
