#!/bin/bash
# Pages of the manual and completions of an unpacked release, as man and the shells take them. What is not installed is named, and left out.
# usage: tools/manual-check.sh FOLDER
set -euo pipefail
cd "$1"
without() { echo "manual-check: no $1 here: $2 not looked at"; }

if command -v groff >/dev/null; then
	for page in man/*.1; do
		said=$(groff -Kutf8 -man -Tutf8 -ww -rLL=80n "$page" 2>&1 >/dev/null)
		[ -z "$said" ] || { echo "$page: $said"; exit 1; }
	done
	echo "manual-check: $(ls man/*.1 | wc -l) pages without a warning"
else without groff "the manual"; fi
if command -v mandoc >/dev/null; then mandoc -T lint -W error man/*.1; fi

bash -n completions/bakhar.bash
# The completion asks the program itself: a word that stands nowhere in the script must come back.
path=$PWD
asked=$(PATH=$path:$PATH bash -c 'compopt() { :; }; source completions/bakhar.bash; COMP_WORDS=(bakhar quer); COMP_WORDS=(bakhar que); COMP_CWORD=1; COMP_LINE="bakhar que"; COMP_POINT=10; COMP_TYPE=9
	_get_comp_words_by_ref() { words=("${COMP_WORDS[@]}"); cword=$COMP_CWORD; cur=${words[cword]}; prev=${words[cword-1]}; }; _init_completion() { _get_comp_words_by_ref; }
	__start_bakhar; printf "%s\n" "${COMPREPLY[@]}"')
[ "${asked%% *}" = queue ] || { echo "bash completes 'bakhar que' to: $asked"; exit 1; }
echo "manual-check: bash completes"
if command -v zsh >/dev/null; then zsh -n completions/_bakhar; else without zsh "its completion"; fi
if command -v fish >/dev/null; then
	asked=$(PATH=$path:$PATH HOME=$(mktemp -d) fish --no-config -c 'source completions/bakhar.fish; complete --do-complete "bakhar que"')
	case $asked in queue*) echo "manual-check: fish completes" ;; *) echo "fish completes 'bakhar que' to: $asked"; exit 1 ;; esac
else without fish "its completion"; fi
