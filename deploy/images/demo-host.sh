#!/usr/bin/env bash
# Makes the Docker image of a host for the demo and the tests: Debian with OpenSSH, a shell, Python and sudo, and a user `demo` (1000).
# Usage: demo-host.sh IMAGE. Takes its packages from where this machine takes its own.
set -euo pipefail
image=$1

sources() {
  local file
  for file in /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list.d/ubuntu.sources /etc/apt/sources.list; do
    if [ -s "$file" ] && grep -Eqs '^(deb |URIs:)' "$file"; then
      echo "$file"
    fi
  done
}

# Proxies and the like that this machine's apt is told to use.
apt_options() {
  apt-config dump --format '%F "%v";%n' 2> /dev/null | grep -E '^Acquire::(http|https|ftp|Retries|ForceIPv4)' || true
}

# shellcheck source=/dev/null
codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
mapfile -t from < <(sources)
[ "${#from[@]}" -gt 0 ] || { echo "demo host image: no apt sources of Debian or Ubuntu found" >&2; exit 1; }
options=()
while IFS= read -r option; do
  options+=("--aptopt=$option")
done < <(apt_options)
root=$(mktemp)
trap 'rm -f "$root"' EXIT

# shellcheck disable=SC2016 # $1 is the new root; mmdebstrap's shell expands it
mmdebstrap --quiet --format=tar --variant=essential "${options[@]}" \
  --include=bash,dash,coreutils,procps,openssh-server,sudo,python3-minimal,iproute2 \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
  --customize-hook='chroot "$1" useradd --create-home --uid 1000 --shell /bin/bash demo' \
  --customize-hook='chroot "$1" passwd --lock demo > /dev/null; chroot "$1" usermod --password "*" demo' \
  --customize-hook='echo "demo ALL=(ALL) NOPASSWD: ALL" > "$1/etc/sudoers.d/demo"; chmod 0440 "$1/etc/sudoers.d/demo"' \
  --customize-hook='rm -f "$1"/etc/ssh/ssh_host_*' \
  --customize-hook='printf "PasswordAuthentication no\nPermitRootLogin no\nUseDNS no\nHostKey /etc/ssh/ssh_host_ed25519_key\nMaxStartups 100\n" > "$1/etc/ssh/sshd_config.d/sextant.conf"' \
  --customize-hook='rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/*' \
  "$codename" "$root" "${from[@]}"
docker import --change 'CMD ["/bin/sh", "-c", "mkdir -p /run/sshd && exec /usr/sbin/sshd -D -e"]' --change 'LABEL sextant.image=demo-host' "$root" "$image" > /dev/null
