# Leaves marks, so that a test can count how often it was begun and ended.
echo "begun $SEXTANT_RECORD_ID" >> "$SEXTANT_INPUT_marker"
for number in 1 2 3; do
  echo "line $number of $SEXTANT_RECORD_NAME"
  sleep "$(awk "BEGIN { print $SEXTANT_INPUT_seconds / 3 }")"
done
echo "ended $SEXTANT_RECORD_ID" >> "$SEXTANT_INPUT_marker"
echo "lines=3" > "$SEXTANT_OUTPUT"
