#!/bin/bash
# art - pictures: bytes through every door, and what people see of them.
# shellcheck disable=SC2016,SC2317 # words and functions for check, wait_until
# shellcheck source=tests/lib/e2e.sh
. "$(dirname "$0")/../lib/e2e.sh"
# shellcheck source=tests/lib/tmux.sh
. "$ROOT/tests/lib/tmux.sh"

# send FILE KEY WORDS…: with that file on standard input.
send() {
	local file=$1 key=$2

	shift 2
	run ssh_as "$key" "$key" "$@" <"$file"
}

# same KEY PLACE FILE: what is shown there is that file, byte for byte.
same() {
	ssh_as "$1" "${1/#-/guest}" art --get "$2" </dev/null | base64 -d | cmp - "$3"
}

# ball FILE: something that moves for some seconds, and a word at its end.
ball() {
	local i

	for ((i = 0; i < 400; i++)); do
		printf '\033[3;%dH\033[33m o \033[8;1H\033[0mstep %d  ' \
			$((i % 70 + 1)) "$i"
	done >"$1"
	printf '\033[10;1Hthe end' >>"$1"
}

start_server "$TMP/s"
for key in alice bob; do
	new_key "$key"
done
join_as alice alice "$CODE"
join_as bob bob

# --- bytes -----------------------------------------------------------------

for ((i = 1; i < 256; i++)); do
	# shellcheck disable=SC2059 # that is the point
	printf "\\$(printf %03o "$i")"
done >"$TMP/every"
printf '\033[1;33;44m\333\262 Welcome \262\333\033[0m\r\n' >>"$TMP/every"
send "$TMP/every" alice art --put talk
expect 0 'Shown on talk now' "a file of every byte is taken"
check "and given back as it was" same alice talk "$TMP/every"
check "to guests, too" same - talk "$TMP/every"
"$STOAD" "do" --data "$DATA" art --put news <"$TMP/every" >"$OUT"
check "the operator puts one up while the server runs" \
	same alice news "$TMP/every"
head -c 131072 /dev/zero | tr '\0' 'x' >"$TMP/most"
send "$TMP/most" alice art --put support
expect 0 'Shown on support now' "so many bytes are taken"
printf y >>"$TMP/most"
send "$TMP/most" alice art --put support
expect 6 'a picture has 131072 at most' "and not one more"
send "$TMP/every" bob art --put lobby
expect 4 'only staff' "a member does not change the lobby"
as bob bob art --put nosuch
expect 3 'no board' "nor a board that is not there"

# --- what people see -------------------------------------------------------

printf '\033[1;31mA low picture\r\nof two lines\r\n' >"$TMP/low"
send "$TMP/low" alice art --put lobby
see_ssh low 80 24 bob bob
sees "a low picture stands over the boards" low 'of two lines'
sees "with them under it" low '3 Talk'
ball "$TMP/ball"
send "$TMP/ball" alice art --put lobby
see_ssh ball 80 24 bob bob
sees "what moves is seen first, moving" ball 'any key shows all of it'
sees "it moves by itself" ball 'step [1-9][0-9]'
see_keys ball x
sees "a key shows its end" ball 'the end'
see_keys ball x
sees "another goes on to the lobby" ball '3 Talk'
as alice alice art --remove lobby
expect 0 'No picture on lobby any more' "it is taken away"

# --- the store -------------------------------------------------------------

stop_server
"$STOAD" "do" --data "$TMP/s" art --put talk <"$TMP/low" >"$OUT"
check "the operator puts one up while nothing runs" has 'Shown on talk' "$OUT"
check "and takes it out" \
	eval '"$STOAD" do --data "$TMP/s" art --get talk | base64 -d |
		cmp - "$TMP/low"'

tap_done
