exec python3 "$SEXTANT_APP/entities/notes.py" create
