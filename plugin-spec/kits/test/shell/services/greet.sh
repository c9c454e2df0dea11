# Leaves marks, so that a test can count how often it was begun.
echo "begun $SEXTANT_RECORD_ID" >> "$SEXTANT_INPUT_marker"
case "$SEXTANT_INPUT_name" in
  nobody) echo "Nobody answers" >&2; exit 69 ;;
  broken) exit 3 ;;
esac
sleep "$SEXTANT_INPUT_seconds"
case "$SEXTANT_INPUT_language" in
  ZH) hello="你好" ;;
  *) hello="Hello" ;;
esac
{
  echo "text=$hello $SEXTANT_INPUT_name"
  echo "letters=${#SEXTANT_INPUT_name}"
} > "$SEXTANT_OUTPUT"
