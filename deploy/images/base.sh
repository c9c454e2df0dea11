#!/usr/bin/env bash
# Builds target/base.tar: the image that every Java plugin of this project stands on, in the form of `docker save`.
# A minimal Debian root (libc, zlib, time zones, CA certificates, busybox) and a Java 25 runtime made by jlink; user 10001 owns /data.
# Needs dpkg and apt with their own package sources and a JDK 25; neither root nor a Docker Engine. Does nothing when the tar is current.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target="$here/target"
name="sextant/base:25"
packages=(base-files netbase tzdata ca-certificates libc6 zlib1g busybox-static)
modules=java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.management.rmi,java.naming,java.net.http,java.prefs,java.rmi,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.sql.rowset,java.transaction.xa,java.xml,java.xml.crypto,jdk.charsets,jdk.crypto.cryptoki,jdk.jcmd,jdk.jfr,jdk.localedata,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.unsupported,jdk.zipfs
uid=10001
# One time for every file, so that the same inputs give the same layers.
epoch=1767225600

fail() { echo "base image: $*" >&2; exit 1; }

find_jdk() {
  local candidate
  for candidate in "${SEXTANT_JDK:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if [ -n "$candidate" ] && [ -x "$candidate/bin/jlink" ] && grep -qs '^JAVA_VERSION="25' "$candidate/release"; then
      echo "$candidate"
      return
    fi
  done
  fail "no JDK 25 with jlink found; set JAVA_HOME or install one under /usr/lib/jvm"
}

pack() { tar --sort=name --mtime="@$epoch" --owner="$1" --group="$1" --numeric-owner --format=gnu "${@:2}"; }

make_root() {
  local root="$1" debs="$2" deb applet entry
  mkdir -p "$debs" "$root"/usr/{bin,sbin,lib,lib64} "$root"/{etc/ssl/certs,proc,sys,dev,run,root,opt}
  install -d -m 1777 "$root/tmp"
  for entry in bin sbin lib lib64; do ln -s "usr/$entry" "$root/$entry"; done
  (cd "$debs" && apt-get -qq -o APT::Sandbox::User=root download "${packages[@]}") \
    || fail "apt-get could not download ${packages[*]}; run apt-get update and try again"
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

make_java() {
  "$1/bin/jlink" --add-modules "$modules" --strip-debug --compress zip-6 --no-header-files --no-man-pages \
    --output "$2/opt/java" || fail "jlink failed with $1"
  # The class archive for compact object headers, which jlink does not make and the plugins' flags ask for.
  "$2/opt/java/bin/java" -Xshare:dump -XX:+UseG1GC -XX:+UseCompactObjectHeaders > /dev/null \
    || fail "the new Java runtime could not write its class archive"
  ln -s /opt/java/bin/java "$2/usr/bin/java"
}

# One layer, an image configuration, and the manifest that names them, as `docker save` writes them.
write_image() {
  local root="$1" image="$2" created layer config
  created=$(date -u -d "@$epoch" +%Y-%m-%dT%H:%M:%SZ)
  install -d -m 0700 "$work/data/data"
  pack 0 -cf "$image/layer.tar" -C "$root" .
  pack "$uid" -rf "$image/layer.tar" -C "$work/data" data
  layer=$(sha256sum "$image/layer.tar" | cut -d' ' -f1)
  cat > "$image/config.json" <<JSON
{"created":"$created","architecture":"$arch","os":"linux","config":{"User":"$uid:$uid","WorkingDir":"/data","Env":["PATH=/usr/bin:/usr/sbin","JAVA_HOME=/opt/java","LANG=C.UTF-8","SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"]},"rootfs":{"type":"layers","diff_ids":["sha256:$layer"]},"history":[{"created":"$created","created_by":"deploy/images/base.sh"}]}
JSON
  config=$(sha256sum "$image/config.json" | cut -d' ' -f1)
  mv "$image/config.json" "$image/$config.json"
  printf '[{"Config":"%s.json","RepoTags":["%s"],"Layers":["layer.tar"]}]\n' "$config" "$name" > "$image/manifest.json"
  pack 0 -cf "$target/base.tar.part" -C "$image" manifest.json "$config.json" layer.tar
}

for tool in apt-get dpkg-deb; do
  command -v "$tool" > /dev/null || fail "needs $tool (Debian or Ubuntu)"
done
arch=$(dpkg --print-architecture)
jdk=$(find_jdk)
mkdir -p "$target"
exec 9> "$target/base.lock"
flock 9
fingerprint=$(cat "${BASH_SOURCE[0]}" "$jdk/release" /etc/os-release | sha256sum | cut -d' ' -f1)
if [ -s "$target/base.tar" ] && [ "$(cat "$target/base.fingerprint" 2> /dev/null)" = "$fingerprint" ]; then
  exit 0
fi
work=$(mktemp -d "$target/base.XXXXXX")
trap 'rm -rf "$work" "$target/base.tar.part"' EXIT
mkdir "$work/image"
make_root "$work/root" "$work/debs"
make_java "$jdk" "$work/root"
write_image "$work/root" "$work/image"
mv "$target/base.tar.part" "$target/base.tar"
echo "$fingerprint" > "$target/base.fingerprint"
