#!/bin/sh
# As images of this kind do: writes its settings into a file below its own root, hands a folder to the user that it then takes, and logs into a
# folder that was bound.
set -eu
sed -i "s/{{LEDGER_LOG_LEVEL}}/$LEDGER_LOG_LEVEL/; s/{{LEDGER_PREFIXES}}/$LEDGER_PREFIXES/" /opt/ledger/conf/ledger.conf
chown -R 4711:4711 /opt/ledger/conf /var/log/ledger
exec python3 /opt/ledger/ledger.py
