#!/usr/bin/env bash
# Builds target/base.tar: the image that every Java plugin of this project stands on, in the form of `docker save`.
# A minimal Debian root (libc, zlib, time zones, CA certificates, busybox) and a Java 25 runtime made by jlink; user 10001 owns /data.
# Needs dpkg and apt with their own package sources and a JDK 25; neither root nor a Docker Engine. Does nothing when the tar is current.
set -euo pipefail
name="sextant/base:25"
tar=base
# shellcheck source=deploy/images/image.sh
. "$(dirname "${BASH_SOURCE[0]}")/image.sh"
modules=java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.management.rmi,java.naming,java.net.http,java.prefs,java.rmi,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.sql.rowset,java.transaction.xa,java.xml,java.xml.crypto,jdk.charsets,jdk.crypto.cryptoki,jdk.jcmd,jdk.jfr,jdk.localedata,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.unsupported,jdk.zipfs

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

make_java() {
  "$1/bin/jlink" --add-modules "$modules" --strip-debug --compress zip-6 --no-header-files --no-man-pages \
    --output "$2/opt/java" || fail "jlink failed with $1"
  # The class archive for compact object headers, which jlink does not make and the plugins' flags ask for.
  "$2/opt/java/bin/java" -Xshare:dump -XX:+UseG1GC -XX:+UseCompactObjectHeaders > /dev/null \
    || fail "the new Java runtime could not write its class archive"
  ln -s /opt/java/bin/java "$2/usr/bin/java"
}

jdk=$(find_jdk)
begin_image "$jdk/release"
make_root "$work/root" "${essential[@]}"
make_java "$jdk" "$work/root"
write_image "$work/root" "$work/image" '"JAVA_HOME=/opt/java",'
end_image
