#!/usr/bin/env bash
# Builds target/node.tar: the image that plugins in JavaScript stand on, in the form of `docker save`. A minimal Debian root with this machine's
# own Node (20 or later), busybox and tini; user 10001 owns /data.
# Needs dpkg and apt with their own package sources; neither root nor a Docker Engine. Does nothing when the tar is current.
set -euo pipefail
name="sextant/node:20"
tar=node
# shellcheck source=deploy/images/image.sh
. "$(dirname "${BASH_SOURCE[0]}")/image.sh"

binary=$(readlink -f "$(command -v node)") || fail "no Node found on the PATH"
version=$(node --version)
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || fail "needs Node 20 or later, found $version"
begin_image <(echo "$version $binary")
# A Node that is one file needs the C++ library beside it; Debian's own is made of many packages.
if ldd "$binary" | grep -q libnode; then
  mapfile -t packages < <(closure nodejs)
  make_root "$work/root" $(printf '%s\n' "${essential[@]}" "${packages[@]}" tini | sort -u)
else
  make_root "$work/root" "${essential[@]}" libstdc++6 libgcc-s1 tini
  install -m 0755 "$binary" "$work/root/usr/bin/node"
fi
write_image "$work/root" "$work/image"
end_image
