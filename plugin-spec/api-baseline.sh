#!/usr/bin/env bash
# Makes the present API of the contract and the SDK the one that later builds are held against (docs/adr/0008).
set -eu
cd "$(dirname "$0")/.."
mvn -B -q -Dmaven.test.skip=true -pl plugin-spec/contract,plugin-spec/sdk -am package
for module in contract sdk; do
  mkdir -p "plugin-spec/$module/api"
  cp "plugin-spec/$module/target/sextant-$module-"[0-9]*[0-9].jar "plugin-spec/$module/api/baseline.jar"
done
