#!/bin/bash
# Starts a program in an empty root without network: no Go, no Node, no libraries, no certificates, no /tmp, no other machine. It must code, ingest, list and serve there.
# usage: tools/empty-root.sh PROGRAM     (from the root of the repository; needs unshare, chroot, curl; as root, or where user namespaces are allowed)
set -euo pipefail
program=$(realpath "$1")
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir "$root/data"
cp "$program" "$root/bakhar"
cp examples/week.jsonl "$root/data/"
printf 'नेपाळने १४ भारतीय ट्रकचालकांची मंगळवारी सुटका केली.' >"$root/data/article.mr.txt"
user=()
[ "$(id -u)" = 0 ] || user=(--user --map-root-user)
unshare "${user[@]}" --net --pid --fork --kill-child env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin bash -euo pipefail -s "$root" <<'INNER'
root=$1
ip link set lo up
in_root() { chroot "$root" /bakhar "$@"; }
in_root version
in_root code /data/article.mr.txt --published 2026-02-19 --format jsonl | grep -q '"event":\["RETREAT"\]'
echo "codes"
in_root ingest --store /data/week.db /data/week.jsonl
[ "$(in_root events --store /data/week.db --limit 0 --format jsonl | wc -l)" -gt 100 ]
echo "ingests and lists"
chroot "$root" /bakhar serve --store /data/week.db &
served=$!
for _ in $(seq 120); do curl -sf http://127.0.0.1:8350/api/v1/stats >/dev/null && break; sleep 0.5; done
curl -sf 'http://127.0.0.1:8350/api/v1/events?limit=1' | grep -q '"events":\[{"id":'
curl -sfL http://127.0.0.1:8350/ | grep -qi '<html'
kill $served; wait $served || true
echo "serves"
! curl -s --max-time 2 http://1.1.1.1/ >/dev/null
echo "nobody else could be reached"
INNER
left=$(find "$root" -newer "$root/data/week.jsonl" -type f | grep -v '^'"$root"'/data/\|/bakhar$' || true)
[ -z "$left" ] || { echo "it wrote elsewhere: $left"; exit 1; }
