#!/bin/bash
# Installs a package on this Debian, over a root whose changes are thrown away, and removes and purges it: dpkg's own way, with the package's scripts.
# What systemd says of the services is held too. As root, or where user namespaces may mount overlays; elsewhere it says so and looks no further.
# usage: tools/deb-check.sh PACKAGE
set -euo pipefail
deb=$(realpath "$1")
command -v dpkg >/dev/null || { echo "deb-check: no dpkg here: the package is not installed for a try"; exit 0; }
user=()
[ "$(id -u)" = 0 ] || user=(--user --map-root-user)
dir=$(mktemp -d)
trap 'rmdir "$dir"' EXIT
if ! unshare "${user[@]}" --mount bash -c 'mount -t tmpfs none "$1" && mkdir "$1/up" "$1/work" "$1/root" && mount -t overlay none -o lowerdir=/,upperdir="$1/up",workdir="$1/work" "$1/root"' - "$dir" 2>/dev/null; then
	echo "deb-check: no overlay can be mounted here: the package is not installed for a try"; exit 0
fi
unshare "${user[@]}" --mount --pid --net --fork --kill-child bash -euo pipefail -s "$dir" "$deb" <<'OUTER'
dir=$1 deb=$2
mount -t tmpfs none "$dir"
mkdir "$dir/up" "$dir/work" "$dir/root"
mount -t overlay none -o lowerdir=/,upperdir="$dir/up",workdir="$dir/work" "$dir/root"
mount -t proc none "$dir/root/proc"
mount --rbind /dev "$dir/root/dev"
mount -t tmpfs none "$dir/root/run"
cp "$deb" "$dir/root/run/bakhar.deb"
chroot "$dir/root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb DEBIAN_FRONTEND=noninteractive bash -euo pipefail -s <<'INNER'
say() { echo "deb-check: $*"; }
wrong() { echo "deb-check: WRONG: $*" >&2; exit 1; }
dpkg --purge bakhar >/dev/null 2>&1 || true
rm -rf /var/lib/bakhar /etc/bakhar

dpkg --install /run/bakhar.deb >/run/said 2>&1 || { cat /run/said; wrong "dpkg does not install it"; }
[ "$(dpkg-query -W -f '${Status}' bakhar)" = "install ok installed" ] || wrong "it is not installed"
[ -z "$(dpkg --verify bakhar)" ] || wrong "files differ from their sums: $(dpkg --verify bakhar)"
[ "$(stat -c '%U:%G %a' /var/lib/bakhar)" = "bakhar:bakhar 750" ] || wrong "/var/lib/bakhar is of $(stat -c '%U:%G %a' /var/lib/bakhar)"
[ "$(stat -c '%U:%G %a' /etc/bakhar)" = "root:bakhar 750" ] || wrong "/etc/bakhar is of $(stat -c '%U:%G %a' /etc/bakhar)"
getent passwd bakhar | grep -q ':/var/lib/bakhar:/usr/sbin/nologin$' || wrong "the user is $(getent passwd bakhar)"
say "installed: $(dpkg-query -W -f '${Package} ${Version} ${Architecture}, ${Installed-Size} KiB' bakhar)"

cd /
setpriv --reuid bakhar --regid bakhar --clear-groups bakhar version >/dev/null || wrong "the user cannot run it"
printf '{"id":"a1","language":"mr","published":"2026-02-19","text":"नेपाळने १४ भारतीय ट्रकचालकांची मंगळवारी सुटका केली."}\n' >/run/one.jsonl
setpriv --reuid bakhar --regid bakhar --clear-groups bakhar ingest --store /var/lib/bakhar/bakhar.db - </run/one.jsonl >/dev/null || wrong "the user cannot keep a chronicle"
say "its user keeps a chronicle"

if command -v systemd-analyze >/dev/null; then
	for s in bakhar bakhar-watch bakhar-alerts bakhar-worker@1; do
		said=$(systemd-analyze verify --man=no "$s.service" 2>&1) || wrong "$s: $said"
		! grep -i 'bakhar' <<<"$said" || wrong "$s: see above"
		# "→ Overall exposure level for bakhar.service: 1.2 OK": 10 is a service without any fence.
		level=$(systemd-analyze security --offline=true --no-pager "$s.service" 2>/dev/null | sed -n 's/.*exposure level for.*: \([0-9.]*\) .*/\1/p')
		[ -n "$level" ] && [ "$(awk -v x="$level" 'BEGIN { print (x <= 2.0) }')" = 1 ] || wrong "$s: exposure $level of at most 2.0"
		say "$s.service: right, exposure $level"
	done
else say "no systemd here: its services are not verified"; fi

dpkg --remove bakhar >/run/said 2>&1 || { cat /run/said; wrong "dpkg does not remove it"; }
[ ! -e /usr/bin/bakhar ] && [ ! -e /usr/lib/systemd/system/bakhar.service ] || wrong "removed, but files are there"
[ -e /etc/default/bakhar ] || wrong "settings went with removing: only purging takes them"
[ -s /var/lib/bakhar/bakhar.db ] || wrong "the chronicle went with the package"
dpkg --install /run/bakhar.deb >/run/said 2>&1 || { cat /run/said; wrong "it cannot be installed again"; }
echo "# mine" >>/etc/default/bakhar
dpkg --force-confold --install /run/bakhar.deb >/run/said 2>&1 || { cat /run/said; wrong "it cannot be installed over itself"; }
grep -q '^# mine' /etc/default/bakhar || wrong "an upgrade took the administrator's settings"
dpkg --purge bakhar >/run/said 2>&1 || { cat /run/said; wrong "dpkg does not purge it"; }
[ ! -e /etc/default/bakhar ] || wrong "purged, but settings are there"
[ -s /var/lib/bakhar/bakhar.db ] || wrong "purging took the chronicle"
say "removed, installed again, purged: settings go with purging, the chronicle stays"
INNER
OUTER
