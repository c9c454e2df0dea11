exec python3 "$SEXTANT_APP/events/mark.py"
