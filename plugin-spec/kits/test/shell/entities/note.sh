cat "$SEXTANT_DATA/notes.json" 2> /dev/null || echo "[]"
