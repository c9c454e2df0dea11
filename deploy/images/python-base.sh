#!/usr/bin/env bash
# Builds target/python.tar: the image that plugins in Python and in shell stand on, in the form of `docker save`. A minimal Debian root with
# Debian's Python, its cryptography and SQLite, busybox, and tini, which collects what scripts leave behind; user 10001 owns /data.
# Needs dpkg and apt with their own package sources; neither root nor a Docker Engine. Does nothing when the tar is current.
set -euo pipefail
name="sextant/python:3"
tar=python
# shellcheck source=deploy/images/image.sh
. "$(dirname "${BASH_SOURCE[0]}")/image.sh"

# What nobody needs in a container, and the compiled modules, which a read-only root could not keep.
make_python() {
  local root="$1" lib libraries
  lib=$(dirname "$(find "$root/usr/lib" -path '*/python3.*/os.py' | head -n 1)")
  libraries=$(dirname "$(find "$root/usr/lib" -name 'libsqlite3.so.0' | head -n 1)")
  rm -rf "$lib"/{test,idlelib,lib2to3,ensurepip,distutils,pydoc_data,tkinter,turtledemo,venv} "$lib"/lib-dynload/{readline,_dbm,_gdbm,nis,_curses*,_tkinter,_test*,_xx*}.*.so
  [ -e "$root/usr/bin/python3" ] || ln -s "$(basename "$lib")" "$root/usr/bin/python3"
  env -i LD_LIBRARY_PATH="$libraries" PYTHONHOME="$root/usr" "$root/usr/bin/python3" -m compileall -q -j 0 -s "$root" -p / \
    --invalidation-mode unchecked-hash "$lib" "$root/usr/lib/python3/dist-packages" \
    || fail "Python's modules could not be compiled"
}

begin_image
mapfile -t packages < <(closure python3 python3-cryptography)
make_root "$work/root" $(printf '%s\n' "${essential[@]}" "${packages[@]}" tini | sort -u)
make_python "$work/root"
write_image "$work/root" "$work/image" '"PYTHONDONTWRITEBYTECODE=1","PYTHONUNBUFFERED=1",'
end_image
