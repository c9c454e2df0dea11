# The service `hello`. It finds its inputs as SEXTANT_INPUT_<name> and, all of them, as JSON on its standard input. What it writes is seen in the
# run at once; the lines name=value that it leaves in the file $SEXTANT_OUTPUT are the record's outputs.
set -eu

text="$SEXTANT_INPUT_greeting, $SEXTANT_RECORD_NAME"
echo "$text"
echo "text=$text" > "$SEXTANT_OUTPUT"
