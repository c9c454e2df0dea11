# What the scripts of the base images share; sourced by each of them after it has set `name` (of the image) and `tar` (its file).
# shellcheck shell=bash disable=SC2154 # they set the variables
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target="$here/target"
# shellcheck disable=SC2034 # for those that source this
essential=(base-files netbase tzdata ca-certificates libc6 zlib1g busybox-static)
uid=10001
# One time for every file, so that the same inputs give the same layers.
epoch=1767225600

fail() { echo "base image $name: $*" >&2; exit 1; }

# Goes on only when the tar is missing or was made of something else; `work` is a folder that goes at the end.
begin_image() {
  local tool
  for tool in apt-get dpkg-deb; do
    command -v "$tool" > /dev/null || fail "needs $tool (Debian or Ubuntu)"
  done
  arch=$(dpkg --print-architecture)
  mkdir -p "$target"
  exec 9> "$target/$tar.lock"
  flock 9
  fingerprint=$(cat "$0" "${BASH_SOURCE[0]}" /etc/os-release "$@" | sha256sum | cut -d' ' -f1)
  if [ -s "$target/$tar.tar" ] && [ "$(cat "$target/$tar.fingerprint" 2> /dev/null)" = "$fingerprint" ]; then
    exit 0
  fi
  work=$(mktemp -d "$target/$tar.XXXXXX")
  trap 'rm -rf "$work" "$target/$tar.tar.part"' EXIT
  mkdir "$work/image"
}

end_image() {
  mv "$target/$tar.tar.part" "$target/$tar.tar"
  echo "$fingerprint" > "$target/$tar.fingerprint"
}

pack() { tar --sort=name --mtime="@$epoch" --owner="$1" --group="$1" --numeric-owner --format=gnu "${@:2}"; }

# The packages that some packages stand on, themselves included, without those that only maintain a system.
closure() {
  apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances "$@" \
    | grep -E '^[a-z0-9]' | sort -u \
    | grep -Ev '^(perl|libperl|dpkg|tar$|install-info|mailcap|mime-support|media-types|debconf|cdebconf|readline|libreadline|libgdbm|libdb5|libnsl|libtirpc|libgssapi|libk5|libkrb5|libkeyutils|libcom-err|gcc-)'
}

# make_root ROOT PACKAGE…: a minimal Debian root of these packages and a user of its own.
make_root() {
  local root="$1" debs="$work/debs" deb applet entry
  shift
  mkdir -p "$debs" "$root"/usr/{bin,sbin,lib,lib64} "$root"/{etc/ssl/certs,proc,sys,dev,run,root,opt}
  install -d -m 1777 "$root/tmp"
  for entry in bin sbin lib lib64; do ln -s "usr/$entry" "$root/$entry"; done
  (cd "$debs" && apt-get -qq -o APT::Sandbox::User=root download "$@") \
    || fail "apt-get could not download $*; run apt-get update and try again"
  for deb in "$debs"/*.deb; do
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$root" --keep-directory-symlink --no-same-owner
  done
  rm -rf "$root"/usr/share/{doc,man,info,locale,lintian,bug,base-files,common-licenses} "$root"/usr/lib/*/gconv
  for applet in $("$root/usr/bin/busybox" --list); do
    [ -e "$root/usr/bin/$applet" ] || ln -s busybox "$root/usr/bin/$applet"
  done
  cat "$root"/usr/share/ca-certificates/mozilla/*.crt > "$root/etc/ssl/certs/ca-certificates.crt"
  printf 'root:x:0:0:root:/root:/bin/sh\nplugin:x:%s:%s:plugin:/data:/sbin/nologin\n' "$uid" "$uid" > "$root/etc/passwd"
  printf 'root:x:0:\nplugin:x:%s:\n' "$uid" > "$root/etc/group"
}

# write_image ROOT IMAGE [ENVIRONMENT]: one layer, an image configuration, and the manifest that names them, as `docker save` writes them.
write_image() {
  local root="$1" image="$2" more="${3:-}" created layer config
  created=$(date -u -d "@$epoch" +%Y-%m-%dT%H:%M:%SZ)
  install -d -m 0700 "$work/data/data"
  pack 0 -cf "$image/layer.tar" -C "$root" .
  pack "$uid" -rf "$image/layer.tar" -C "$work/data" data
  layer=$(sha256sum "$image/layer.tar" | cut -d' ' -f1)
  cat > "$image/config.json" <<JSON
{"created":"$created","architecture":"$arch","os":"linux","config":{"User":"$uid:$uid","WorkingDir":"/data","Env":["PATH=/usr/bin:/usr/sbin",$more"LANG=C.UTF-8","SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"]},"rootfs":{"type":"layers","diff_ids":["sha256:$layer"]},"history":[{"created":"$created","created_by":"deploy/images/${0##*/}"}]}
JSON
  config=$(sha256sum "$image/config.json" | cut -d' ' -f1)
  mv "$image/config.json" "$image/$config.json"
  printf '[{"Config":"%s.json","RepoTags":["%s"],"Layers":["layer.tar"]}]\n' "$config" "$name" > "$image/manifest.json"
  pack 0 -cf "$target/$tar.tar.part" -C "$image" manifest.json "$config.json" layer.tar
}
