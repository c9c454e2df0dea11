# The service `look-up`: asks the name server for the addresses of a name.
set -eu

name=$SEXTANT_INPUT_address
case $name in
  '' | -* | *[!A-Za-z0-9._:-]*)
    echo "That is no name of a host" >&2
    exit 64
    ;;
esac

# The first address in the answer is the name server's own.
if ! answer=$(nslookup "$name" 2>&1); then
  echo "$answer" >&2
  exit 69
fi
addresses=$(echo "$answer" | sed '1,/^$/d' | sed -n 's/^Address[ 0-9]*: *\([0-9A-Fa-f.:]*\).*/\1/p' | sort -u)
[ -n "$addresses" ] || exit 69
echo "$name is $(echo "$addresses" | tr '\n' ' ')"
echo "addresses=[$(echo "$addresses" | sed 's/.*/"&"/' | paste -sd, -)]" > "$SEXTANT_OUTPUT"
